import { Alert, Anchor, Button, Group, NativeSelect, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHistory } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { type ImportView, type Target } from '@/api/generated/types.gen';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { useDates } from '@/lib/dates';

import classes from './import-mapping.module.css';
import { ImportSensitive } from './import-sensitive';
import { useChooseSheet, useMapImport, usePreviewImport } from './queries';

const TARGETS: readonly Target[] = [
  'full_name',
  'first_name',
  'last_name',
  'job_title',
  'seniority',
  'company',
  'domain',
  'industry',
  'head_count',
  'location',
  'country',
  'language',
  'email',
  'phone',
  'linkedin',
  'company_linkedin',
  'siren',
  'siret',
  'naf',
  'opt_out',
  'no_call',
  'group',
  'distribution',
];

interface ImportMappingProps {
  batch: ImportView;
  onMapped: () => void;
}

export function ImportMapping({ batch, onMapped }: ImportMappingProps) {
  const text = useText('imports');
  const dates = useDates();
  const map = useMapImport();
  const preview = usePreviewImport();
  const choose = useChooseSheet();
  const [mapping, setMapping] = useState(batch.mapping);
  const [areAllShown, all] = useDisclosure(false);
  // Decided by the first guess, so that a row does not leave while it is being edited.
  const used = batch.header.filter((column) => batch.mapping[column] != null);
  const ignored = batch.header.filter((column) => batch.mapping[column] == null);
  const shown = areAllShown || used.length === 0 ? [...used, ...ignored] : used;

  const exampleOf = (column: string) =>
    batch.sample.map((row) => row[column]?.trim()).find((value) => value) ?? '';

  const onContinue = () => {
    const changed = Object.fromEntries(
      Object.entries(mapping).filter(([column, target]) => target !== batch.mapping[column]),
    );
    const path = { import_id: batch.id };
    // The whole file is tried while the importer says where the people come from.
    const tryAll = () => preview.mutate({ path }, { onSuccess: onMapped });
    if (Object.keys(changed).length > 0) {
      map.mutate({ path, body: { mapping: changed } }, { onSuccess: tryAll });
    } else if (batch.preview === null) tryAll();
    else onMapped();
  };

  return (
    <Stack maw={820}>
      {batch.already_imported && (
        <Alert color="gray" icon={<IconHistory size={18} aria-hidden />}>
          {text('already', { date: dates.date(batch.already_imported.at) })}{' '}
          <Anchor
            inherit
            renderRoot={(props) => (
              <Link
                to="/prospects/import"
                search={{ id: batch.already_imported?.import_id }}
                {...props}
              />
            )}
          >
            {text('alreadySee')}
          </Anchor>
        </Alert>
      )}
      <Panel title={text('mappingTitle')} description={text('mappingText')}>
        <Text size="sm" c="dimmed" mb="sm">
          <strong>{batch.file_name}</strong> · {text('rows', { count: batch.row_count })} ·{' '}
          {text('detected', {
            format: text.orElse(`format_${batch.format}`, batch.format),
            encoding:
              batch.container === 'text' ? batch.encoding : text(`container_${batch.container}`),
          })}
          {batch.container === 'text' &&
            batch.delimiter &&
            `, ${text('delimiter', { delimiter: shownDelimiter(batch) })}`}
        </Text>
        {batch.sheets.length > 1 && (
          <NativeSelect
            label={text('sheet')}
            maw={320}
            mb="sm"
            value={batch.sheet}
            disabled={choose.isPending}
            onChange={(event) =>
              choose.mutate({
                path: { import_id: batch.id },
                body: { sheet: event.currentTarget.value },
              })
            }
            data={batch.sheets}
          />
        )}
        {choose.isError && <ProblemNote error={choose.error} />}
        <Table className={classes.mapping} horizontalSpacing={0} aria-label={text('mappingTitle')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{text('column')}</Table.Th>
              <Table.Th scope="col" visibleFrom="sm">
                {text('example')}
              </Table.Th>
              <Table.Th scope="col">{text('meaning')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((column) => (
              <Table.Tr key={column}>
                <Table.Th scope="row" className={classes.column}>
                  {column}
                  <Text size="xs" c="dimmed" hiddenFrom="sm" lineClamp={1}>
                    {exampleOf(column)}
                  </Text>
                </Table.Th>
                <Table.Td visibleFrom="sm" c="dimmed">
                  <Text size="sm" lineClamp={1}>
                    {exampleOf(column)}
                  </Text>
                </Table.Td>
                <Table.Td w={190}>
                  <NativeSelect
                    size="xs"
                    aria-label={text('meaningOf', { column })}
                    value={mapping[column] ?? ''}
                    onChange={(event) => {
                      const target = TARGETS.find((one) => one === event.currentTarget.value);
                      setMapping({ ...mapping, [column]: target ?? null });
                    }}
                    data={[
                      { value: '', label: text('ignore') },
                      ...TARGETS.map((target) => ({
                        value: target,
                        label: text(`field_${target}`),
                      })),
                    ]}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {!areAllShown && used.length > 0 && ignored.length > 0 && (
          <Button variant="subtle" color="gray" size="xs" mt="xs" onClick={all.open}>
            {text('showIgnored', { count: ignored.length })}
          </Button>
        )}
      </Panel>
      <ImportSensitive batch={batch} />
      {map.isError && <ProblemNote error={map.error} />}
      {preview.isError && <ProblemNote error={preview.error} />}
      <Group>
        <Button onClick={onContinue} loading={map.isPending || preview.isPending}>
          {text('toCheck')}
        </Button>
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/prospects/import" search={{}} {...props} />}
        >
          {text('another')}
        </Button>
      </Group>
    </Stack>
  );
}

const shownDelimiter = ({ delimiter }: ImportView) => (delimiter === '\t' ? 'tab' : delimiter);
