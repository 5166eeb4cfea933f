import {
  Button,
  Checkbox,
  Group,
  List,
  NativeSelect,
  ScrollArea,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { type SyntheticEvent } from 'react';

import { type DeclarationAsk, type ImportView } from '@/api/generated/types.gen';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { useFields } from '@/lib/use-fields';

import { ImportDiff } from './import-diff';
import { useStartImport } from './queries';

const BASES: readonly DeclarationAsk['legal_basis'][] = [
  'legitimate_interest',
  'consent',
  'contract',
];

const NOTHING_DECLARED: DeclarationAsk = {
  source: '',
  legal_basis: 'legitimate_interest',
  collected_on: '',
  professional_audience: false,
};

interface ImportCheckProps {
  batch: ImportView;
  onBack: () => void;
}

/** What will be stored, what was noticed, and what the importer vouches for (obligation 17). */
export function ImportCheck({ batch, onBack }: ImportCheckProps) {
  const text = useText('imports');
  const common = useText('common');
  const start = useStartImport(batch.id);
  const form = useFields(NOTHING_DECLARED, start.error);
  const needed = common('required');

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!form.areFilled(['source', 'collected_on', 'professional_audience'])) return;
    start.mutate({ path: { import_id: batch.id }, body: form.values });
  };

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack maw={820}>
        <Panel title={text('checkTitle')} description={text('sample')} flush>
          <Sample batch={batch} />
        </Panel>
        {batch.preview !== null && <ImportDiff preview={batch.preview} />}
        {batch.warnings.length > 0 && (
          <Panel title={text('warnings')}>
            <List size="sm" spacing={4}>
              {batch.warnings.map((warning) => (
                <List.Item key={warning.code}>
                  {warning.title}
                  {warning.code !== 'columns-ignored' && warning.rows > 1 && (
                    <Text span c="dimmed">
                      {' '}
                      · {text('warningRows', { count: warning.rows })}
                    </Text>
                  )}
                </List.Item>
              ))}
            </List>
          </Panel>
        )}
        <Panel title={text('declare')} description={text('declareText')}>
          <Stack maw={560}>
            <TextInput
              label={text('source')}
              description={text('sourceHint')}
              {...form.text('source', needed)}
            />
            <Group grow align="flex-start">
              <NativeSelect
                label={text('legalBasis')}
                value={form.values.legal_basis}
                onChange={(event) =>
                  form.set(
                    'legal_basis',
                    BASES.find((basis) => basis === event.currentTarget.value) ??
                      'legitimate_interest',
                  )
                }
                data={BASES.map((basis) => ({ value: basis, label: text(`basis_${basis}`) }))}
              />
              <TextInput
                type="date"
                label={text('collectedOn')}
                {...form.text('collected_on', needed)}
              />
            </Group>
            <Checkbox
              label={text('professional')}
              checked={form.values.professional_audience}
              onChange={(event) => form.set('professional_audience', event.currentTarget.checked)}
              error={form.faultAt('professional_audience', text('professionalNeeded'))}
            />
          </Stack>
        </Panel>
        {start.isError && <ProblemNote error={start.error} />}
        <Group>
          <Button type="submit" loading={start.isPending}>
            {text('start', { count: batch.row_count })}
          </Button>
          <Button variant="default" onClick={onBack}>
            {text('backToMapping')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Sample({ batch }: { batch: ImportView }) {
  const text = useText('imports');
  const columns = batch.header.flatMap((column) => {
    const target = batch.mapping[column];
    return target ? [{ column, target }] : [];
  });
  return (
    <ScrollArea>
      <Table aria-label={text('sample')} miw={columns.length * 130} fz="sm">
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ column, target }) => (
              <Table.Th key={column} scope="col" c="dimmed" fw={500} fz="xs">
                {text(`field_${target}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {batch.sample.slice(0, 5).map((row, index) => (
            <Table.Tr key={index}>
              {columns.map(({ column }) => (
                <Table.Td key={column}>
                  <Text size="sm" lineClamp={1}>
                    {row[column]}
                  </Text>
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}
