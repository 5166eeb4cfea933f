import { ScrollArea, Stack, Table, Text } from '@mantine/core';

import { type FieldDiffView, type PreviewView, type RowDiffView } from '@/api/generated/types.gen';
import { DotBadge, type Tone } from '@/components/ui/dot-badge';
import { Figures } from '@/components/ui/figures';
import { OperationProgress } from '@/components/ui/operation-progress';
import { Panel } from '@/components/ui/panel';
import { useText } from '@/i18n';

const tones: Record<RowDiffView['outcome'], Tone> = {
  created: 'good',
  updated: 'talk',
  skipped: 'neutral',
  opposed: 'attention',
  failed: 'bad',
  companies: 'good',
};

/** What the whole file would do, before anything is stored (SRC-1). */
export function ImportDiff({ preview }: { preview: PreviewView }) {
  const text = useText('imports');
  const { counts } = preview;
  return (
    <Panel title={text('diffTitle')} description={text('diffText')}>
      {preview.is_done ? (
        <Stack>
          <Figures
            figures={[
              { label: text('willCreate'), value: counts.created },
              { label: text('willUpdate'), value: counts.updated },
              { label: text('unchanged'), value: counts.skipped },
              { label: text('opposed'), value: counts.opposed },
              { label: text('failed'), value: counts.failed },
              ...(counts.companies > 0
                ? [{ label: text('companies'), value: counts.companies }]
                : []),
            ]}
          />
          {preview.fields.length > 0 && (
            <Text size="sm" c="dimmed">
              {preview.fields
                .map(({ field, values }) =>
                  text('fieldValues', {
                    field: text.orElse(`field_${field}`, field),
                    count: values,
                  }),
                )
                .join(' · ')}
            </Text>
          )}
          <DiffRows rows={preview.rows} label={text('diffRows')} />
        </Stack>
      ) : (
        <OperationProgress operationId={preview.operation_id} label={text('diffRunning')} />
      )}
    </Panel>
  );
}

interface DiffRowsProps {
  rows: readonly RowDiffView[];
  label: string;
}

export function DiffRows({ rows, label }: DiffRowsProps) {
  const text = useText('imports');
  return (
    <ScrollArea>
      <Table aria-label={label} miw={560} fz="sm" horizontalSpacing="xs">
        <Table.Tbody>
          {rows.map((row, index) => (
            <Table.Tr key={index}>
              <Table.Td c="dimmed" w={90}>
                {row.line > 0 && text('line', { line: row.line })}
              </Table.Td>
              <Table.Td w={150}>
                <DotBadge tone={tones[row.outcome]}>{text(`outcome_${row.outcome}`)}</DotBadge>
              </Table.Td>
              <Table.Td>{row.name}</Table.Td>
              <Table.Td>
                {row.changes.map((change) => (
                  <Change key={`${change.field}-${change.after}`} change={change} />
                ))}
                {row.reason && (
                  <Text size="sm" c="dimmed">
                    {row.reason}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}

function Change({ change }: { change: FieldDiffView }) {
  const text = useText('imports');
  const field = text.orElse(`field_${change.field}`, change.field);
  return (
    <Text size="sm">
      <Text span c="dimmed">
        {field} :{' '}
      </Text>
      {change.before && (
        <>
          {change.held ? change.before : <del>{change.before}</del>}
          {change.held ? ' / ' : ' → '}
        </>
      )}
      {change.held ? change.after : <ins>{change.after}</ins>}
      {change.held && (
        <Text span c="dimmed">
          {' '}
          ({text('heldValue')})
        </Text>
      )}
    </Text>
  );
}
