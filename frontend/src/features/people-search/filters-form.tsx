import {
  Button,
  Group,
  MultiSelect,
  NumberInput,
  SegmentedControl,
  Stack,
  TagsInput,
  TextInput,
} from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';

import { type SearchFiltersView } from '@/api/generated/types.gen';
import { useText } from '@/i18n';
import { faultOf, toProblem } from '@/lib/problem';

import { SENIORITIES } from './filters';

interface FiltersFormProps {
  filters: SearchFiltersView;
  isByAddress: boolean;
  error: unknown;
  isPending: boolean;
  canSearch: boolean;
  onFilters: (filters: SearchFiltersView) => void;
  onByAddress: (isByAddress: boolean) => void;
  onSearch: () => void;
}

const CHIPS = ['titles', 'companies', 'industries', 'locations'] as const;

export function FiltersForm(props: FiltersFormProps) {
  const { filters, isByAddress, error, onFilters } = props;
  const text = useText('search');
  const set = (change: Partial<SearchFiltersView>) => onFilters({ ...filters, ...change });
  const isLeads = filters.source === 'sales_navigator';

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        props.onSearch();
      }}
      noValidate
    >
      <Stack gap="sm">
        <Group gap="md">
          <SegmentedControl
            aria-label={text('results')}
            value={isByAddress ? 'address' : 'filters'}
            onChange={(value) => props.onByAddress(value === 'address')}
            data={[
              { value: 'filters', label: text('byFilters') },
              { value: 'address', label: text('byAddress') },
            ]}
          />
          {!isByAddress && (
            <SegmentedControl
              aria-label={text('source')}
              value={filters.source}
              onChange={(source) => set({ source: source })}
              data={(['linkedin', 'sales_navigator'] as const).map((source) => ({
                value: source,
                label: text(`source_${source}`),
              }))}
            />
          )}
        </Group>
        {isByAddress ? (
          <TextInput
            label={text('url')}
            type="url"
            placeholder={text('urlHint')}
            value={filters.url}
            error={faultOf(error, 'url')}
            onChange={(event) => set({ url: event.currentTarget.value })}
          />
        ) : (
          <>
            <Group grow align="flex-start">
              {CHIPS.slice(0, 2).map((name) => (
                <Chips key={name} name={name} {...{ filters, set, error }} />
              ))}
            </Group>
            <Group grow align="flex-start">
              {CHIPS.slice(2).map((name) => (
                <Chips key={name} name={name} {...{ filters, set, error }} />
              ))}
            </Group>
            {isLeads && (
              <Group grow align="flex-start">
                <MultiSelect
                  label={text('seniorities')}
                  value={filters.seniorities}
                  onChange={(values) =>
                    set({ seniorities: SENIORITIES.filter((one) => values.includes(one)) })
                  }
                  data={SENIORITIES.map((one) => ({ value: one, label: text(`seniority_${one}`) }))}
                />
                <NumberInput
                  label={text('headMin')}
                  min={1}
                  max={1_000_000}
                  value={filters.head_count_min ?? ''}
                  onChange={(value) => set({ head_count_min: Number(value) || null })}
                />
                <NumberInput
                  label={text('headMax')}
                  min={1}
                  max={1_000_000}
                  value={filters.head_count_max ?? ''}
                  onChange={(value) => set({ head_count_max: Number(value) || null })}
                />
              </Group>
            )}
            <TextInput
              label={text('keywords')}
              maxLength={200}
              value={filters.keywords}
              error={faultOf(error, 'keywords')}
              onChange={(event) => set({ keywords: event.currentTarget.value })}
            />
          </>
        )}
        <Button
          type="submit"
          style={{ alignSelf: 'flex-start' }}
          disabled={!props.canSearch}
          loading={props.isPending}
          leftSection={<IconSearch size={15} aria-hidden />}
        >
          {text('preview')}
        </Button>
      </Stack>
    </form>
  );
}

interface ChipsProps {
  name: (typeof CHIPS)[number];
  filters: SearchFiltersView;
  set: (change: Partial<SearchFiltersView>) => void;
  error: unknown;
}

/** The problem points at one value (`/locations/1`): it is named under its field. */
function Chips({ name, filters, set, error }: ChipsProps) {
  const text = useText('search');
  const faults = error === null ? [] : toProblem(error).errors;
  const fault = faults.find((one) => one.pointer.startsWith(`/${name}/`));
  const value = fault && filters[name][Number(fault.pointer.split('/').at(-1))];
  return (
    <TagsInput
      label={text(name)}
      placeholder={filters[name].length === 0 ? text('chipsHint') : undefined}
      maxTags={10}
      value={filters[name]}
      error={fault && `${fault.detail} : ${value ?? ''}`}
      onChange={(values) => set({ [name]: values })}
    />
  );
}
