import {
  Button,
  Fieldset,
  Group,
  Modal,
  MultiSelect,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';

import { type FilterFieldView } from '@/api/generated/types.gen';
import { ProblemNote } from '@/components/ui/problem-note';
import { Loading } from '@/components/ui/skeletons';
import { useText } from '@/i18n';

import {
  aBranch,
  aCondition,
  type Branch,
  type Condition,
  isBranch,
  isComplete,
  MOST_DEPTH,
  needsNoValue,
  readText,
  saidOf,
  type Value,
  withOperator,
  withPart,
} from './filter-tree';
import { type Filters, useFilterCount, useFilterFields } from './queries';

interface FilterEditorProps {
  /** The filter as it stands in the address; empty without one. */
  said: string;
  others: Filters;
  onApply: (said: string | undefined) => void;
  onClose: () => void;
}

/** The filter language as rows of field, operator and value, or as the text it is. */
export function FilterEditor({ said, others, onApply, onClose }: FilterEditorProps) {
  const text = useText('prospects');
  const common = useText('common');
  const fields = useFilterFields();
  const [tree, setTree] = useState<Branch>(() => readText(said) ?? aBranch());
  const [asText, setAsText] = useState<string | null>(null);

  const branch = asText === null ? tree : readText(asText);
  const isReady = branch !== null && isComplete(branch);
  const filter = isReady ? JSON.stringify(saidOf(branch)) : '';
  const count = useFilterCount({ ...others, filter }, isReady);
  const apply = () => {
    if (!isReady) return;
    onApply(branch.parts.length === 0 ? undefined : filter);
    onClose();
  };

  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={text('filterTitle')}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <Stack>
          {fields.isPending && <Loading>{null}</Loading>}
          {fields.isError && <ProblemNote error={fields.error} onRetry={fields.refetch} />}
          {fields.isSuccess && asText === null && (
            <BranchEditor branch={tree} fields={fields.data} depth={1} onChange={setTree} />
          )}
          {asText !== null && (
            <Textarea
              label={text('filterText')}
              description={text('filterTextHint')}
              error={branch === null ? text('filterTextWrong') : undefined}
              autosize
              minRows={6}
              maxRows={18}
              maxLength={4_000}
              spellCheck={false}
              value={asText}
              onChange={(event) => setAsText(event.currentTarget.value)}
            />
          )}
          <Group justify="space-between">
            <Button
              variant="subtle"
              size="compact-sm"
              disabled={branch === null}
              onClick={() => {
                if (branch === null) return;
                if (asText === null) setAsText(JSON.stringify(saidOf(branch), null, 2));
                else {
                  setTree(branch);
                  setAsText(null);
                }
              }}
            >
              {text(asText === null ? 'filterAsText' : 'filterAsRows')}
            </Button>
            <Text size="sm" c="dimmed" role="status">
              {!isReady && branch !== null && text('filterIncomplete')}
              {isReady &&
                count.data !== undefined &&
                text(count.data.capped ? 'countCapped' : 'count', { count: count.data.count })}
            </Text>
          </Group>
          {isReady && count.isError && <ProblemNote error={count.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" disabled={!isReady || count.isError}>
              {text('filterApply')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface BranchEditorProps {
  branch: Branch;
  fields: readonly FilterFieldView[];
  depth: number;
  onChange: (branch: Branch) => void;
  onRemove?: () => void;
}

function BranchEditor({ branch, fields, depth, onChange, onRemove }: BranchEditorProps) {
  const text = useText('prospects');
  const first = fields[0];
  const add = (part: Condition | Branch) => onChange({ ...branch, parts: [...branch.parts, part] });
  return (
    <Fieldset legend={text(branch.isAny ? 'filterAny' : 'filterAll')} p="sm">
      <Stack gap="sm">
        <Group gap="xs">
          <NativeSelect
            size="xs"
            aria-label={text('filterJoin')}
            value={branch.isAny ? 'any' : 'all'}
            onChange={(event) =>
              onChange({ ...branch, isAny: event.currentTarget.value === 'any' })
            }
            data={[
              { value: 'all', label: text('filterAll') },
              { value: 'any', label: text('filterAny') },
            ]}
          />
          {onRemove !== undefined && (
            <Button size="compact-xs" variant="subtle" color="gray" onClick={onRemove}>
              {text('filterRemoveGroup')}
            </Button>
          )}
        </Group>
        {branch.parts.map((part) =>
          isBranch(part) ? (
            <BranchEditor
              key={part.key}
              branch={part}
              fields={fields}
              depth={depth + 1}
              onChange={(changed) => onChange(withPart(branch, part.key, changed))}
              onRemove={() => onChange(withPart(branch, part.key, null))}
            />
          ) : (
            <Row
              key={part.key}
              condition={part}
              fields={fields}
              onChange={(changed) => onChange(withPart(branch, part.key, changed))}
              onRemove={() => onChange(withPart(branch, part.key, null))}
            />
          ),
        )}
        {branch.parts.length === 0 && (
          <Text size="sm" c="dimmed">
            {text('filterEmpty')}
          </Text>
        )}
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={first === undefined}
            onClick={() => first && add(aCondition(first))}
          >
            {text('filterAddRow')}
          </Button>
          {depth < MOST_DEPTH && (
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => add(aBranch(!branch.isAny, first ? [aCondition(first)] : []))}
            >
              {text('filterAddGroup')}
            </Button>
          )}
        </Group>
      </Stack>
    </Fieldset>
  );
}

interface RowProps {
  condition: Condition;
  fields: readonly FilterFieldView[];
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

function Row({ condition, fields, onChange, onRemove }: RowProps) {
  const text = useText('prospects');
  const field = fields.find((one) => one.field === condition.field);
  const named = (name: string) => text.orElse(`field_${name}`, name);
  return (
    <Group gap="xs" align="flex-start" role="group" aria-label={named(condition.field)}>
      <NativeSelect
        size="xs"
        aria-label={text('filterField')}
        value={condition.field}
        onChange={(event) => {
          const chosen = fields.find((one) => one.field === event.currentTarget.value);
          if (chosen) onChange({ ...aCondition(chosen), key: condition.key });
        }}
        data={[
          ...(field === undefined ? [{ value: condition.field, label: condition.field }] : []),
          ...fields.map((one) => ({ value: one.field, label: named(one.field) })),
        ]}
      />
      {field !== undefined && (
        <>
          <NativeSelect
            size="xs"
            aria-label={text('filterOperator')}
            value={condition.operator}
            onChange={(event) =>
              onChange(withOperator(condition, field, event.currentTarget.value))
            }
            data={field.operators.map((one) => ({
              value: one,
              label: text.orElse(`operator_${one}`, one),
            }))}
          />
          {!needsNoValue(condition.operator) && (
            <ValueInput
              key={condition.field}
              condition={condition}
              field={field}
              onChange={(values) => onChange({ ...condition, values })}
            />
          )}
        </>
      )}
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        aria-label={text('filterRemoveRow', { field: named(condition.field) })}
        onClick={onRemove}
      >
        <IconTrash size={14} aria-hidden />
      </Button>
    </Group>
  );
}

interface ValueInputProps {
  condition: Condition;
  field: FilterFieldView;
  onChange: (values: Value[]) => void;
}

function ValueInput({ condition, field, onChange }: ValueInputProps) {
  const text = useText('prospects');
  const common = useText('common');
  const { operator, values } = condition;
  const [typed, setTyped] = useState(values.join(' ; '));
  const label = text('filterValue');

  if (field.kind === 'flag') {
    return (
      <NativeSelect
        size="xs"
        aria-label={label}
        value={values[0] === false ? 'no' : 'yes'}
        onChange={(event) => onChange([event.currentTarget.value === 'yes'])}
        data={[
          { value: 'yes', label: text('filterYes') },
          { value: 'no', label: text('filterNo') },
        ]}
      />
    );
  }
  if (field.kind === 'choice') {
    const prefix = { stage: 'stage_', verdict: 'verdict_', band: 'band_' }[field.field];
    return (
      <MultiSelect
        size="xs"
        miw={200}
        aria-label={label}
        value={values.map(String)}
        onChange={onChange}
        data={field.choices.map((one) => ({
          value: one,
          label:
            prefix === undefined
              ? text.orElse(`emailStatus_${one}`, one)
              : common.orElse(`${prefix}${one}`, one),
        }))}
      />
    );
  }
  if (field.kind === 'number' || operator === 'within_days') {
    return (
      <NumberInput
        size="xs"
        w={110}
        min={0}
        max={10_000}
        allowDecimal={false}
        aria-label={label}
        value={typeof values[0] === 'number' ? values[0] : ''}
        onChange={(value) => onChange(typeof value === 'number' ? [value] : [])}
      />
    );
  }
  if (field.kind === 'date') {
    return (
      <TextInput
        size="xs"
        type="date"
        aria-label={label}
        value={String(values[0] ?? '')}
        onChange={(event) => onChange(event.currentTarget.value ? [event.currentTarget.value] : [])}
      />
    );
  }
  return (
    <TextInput
      size="xs"
      miw={220}
      aria-label={label}
      placeholder={text('filterValues')}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(
          event.currentTarget.value
            .split(';')
            .map((one) => one.trim())
            .filter(Boolean),
        );
      }}
    />
  );
}
