import { Button, Checkbox, Code, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { type SyntheticEvent, useState } from 'react';

import { type ExportFormat, type ExportScope, type ExportView } from '@/api/generated/types.gen';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { useFields } from '@/lib/use-fields';

import { useExportDelta, useExportLink, useExports, useOrderExport } from './queries';

const SCOPES: readonly ExportScope[] = ['prospects', 'messages', 'results', 'workspace', 'audit'];
/** These come as a ZIP. */
const ARCHIVES: readonly ExportScope[] = ['workspace', 'audit'];
const FORMATS = ['xlsx', 'csv', 'jsonl'] as const;

/** Files that leave the product, and the receipt that stays of each. */
export function Exports() {
  const text = useText('privacy');
  const exports = useExports();
  if (exports.isPending) return <TableSkeleton rows={4} />;
  if (exports.isError) return <ProblemNote error={exports.error} onRetry={exports.refetch} />;
  const { items } = exports.data;
  return (
    <Stack>
      <OrderForm />
      {items.length === 0 ? (
        <EmptyState icon={IconFileDownload} title={text('exports.none')}>
          {text('exports.noneText')}
        </EmptyState>
      ) : (
        <Receipts items={items} />
      )}
    </Stack>
  );
}

function OrderForm() {
  const text = useText('privacy');
  const common = useText('common');
  const order = useOrderExport();
  const [scope, setScope] = useState<ExportScope>('prospects');
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const form = useFields({ purpose: '', acknowledged: false, withObjectors: false }, order.error);

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!form.areFilled(['purpose', 'acknowledged'])) return;
    const { purpose, acknowledged, withObjectors } = form.values;
    order.mutate(
      {
        body: {
          scope,
          format: ARCHIVES.includes(scope) ? 'zip' : format,
          purpose,
          acknowledged,
          with_objectors: withObjectors,
        },
      },
      { onSuccess: () => form.setValues({ ...form.values, purpose: '', acknowledged: false }) },
    );
  };

  return (
    <Panel title={text('exports.title')} description={text('exports.text')}>
      <form onSubmit={onSubmit} noValidate>
        <Stack maw={560}>
          {order.isError && <ProblemNote error={order.error} isForm />}
          <Group grow align="start">
            <NativeSelect
              label={text('exports.scope')}
              value={scope}
              onChange={(event) => setScope(event.currentTarget.value as ExportScope)}
              data={SCOPES.map((one) => ({ value: one, label: text(`exports.scope.${one}`) }))}
            />
            {!ARCHIVES.includes(scope) && (
              <NativeSelect
                label={text('exports.format')}
                value={format}
                onChange={(event) => setFormat(event.currentTarget.value as ExportFormat)}
                data={FORMATS.map((one) => ({ value: one, label: text(`exports.format.${one}`) }))}
              />
            )}
          </Group>
          <TextInput
            label={text('exports.purpose')}
            maxLength={200}
            {...form.text('purpose', common('required'))}
          />
          {scope === 'prospects' && (
            <Checkbox
              label={text('exports.withObjectors')}
              checked={form.values.withObjectors}
              onChange={(event) => form.set('withObjectors', event.currentTarget.checked)}
            />
          )}
          <Checkbox
            label={text('exports.acknowledged')}
            checked={form.values.acknowledged}
            error={form.faultAt('acknowledged', common('required'))}
            onChange={(event) => form.set('acknowledged', event.currentTarget.checked)}
          />
          <Group>
            <Button type="submit" loading={order.isPending}>
              {text('exports.order')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

function Receipts({ items }: { items: readonly ExportView[] }) {
  const text = useText('privacy');
  const columns: Column<ExportView>[] = [
    {
      key: 'scope',
      header: text('exports.scope'),
      cell: (one) => text(`exports.scope.${one.scope}`),
    },
    { key: 'asked', header: text('exports.asked'), cell: (one) => <TimeText at={one.asked_at} /> },
    { key: 'purpose', header: text('exports.purpose'), from: 'sm', cell: (one) => one.purpose },
    { key: 'rows', header: text('exports.rows'), align: 'right', cell: (one) => one.rows },
    {
      key: 'sha256',
      header: text('exports.hash'),
      from: 'md',
      cell: (one) => (one.sha256 ? <Code title={one.sha256}>{one.sha256.slice(0, 12)}</Code> : '—'),
    },
    { key: 'file', header: text('exports.file'), cell: (one) => <FileActions receipt={one} /> },
  ];
  return (
    <Panel title={text('exports.receipts')} description={text('exports.receiptsText')} flush>
      <DataTable
        caption={text('exports.receipts')}
        columns={columns}
        rows={items}
        keyOf={(one) => one.id}
        nameOf={(one) => one.purpose}
      />
    </Panel>
  );
}

function FileActions({ receipt }: { receipt: ExportView }) {
  const text = useText('privacy');
  const link = useExportLink();
  const [asksDelta, setAsksDelta] = useState(false);
  const delta = useExportDelta(receipt.id, asksDelta);
  if (!receipt.made_at) return text('exports.making');
  return (
    <Stack gap="xs" align="start">
      {receipt.has_file ? (
        <Button
          size="xs"
          variant="default"
          loading={link.isPending}
          onClick={() => link.mutate({ path: { export_id: receipt.id } })}
        >
          {text('exports.download')}
        </Button>
      ) : (
        <Text size="sm">{text('exports.gone')}</Text>
      )}
      {link.isError && <ProblemNote error={link.error} />}
      {receipt.scope === 'prospects' && !delta.data && (
        <Button
          size="xs"
          variant="subtle"
          loading={delta.isFetching}
          onClick={() => setAsksDelta(true)}
        >
          {text('exports.delta')}
        </Button>
      )}
      {delta.isError && <ProblemNote error={delta.error} />}
      {delta.data && (
        <Text size="sm" role="status">
          {text('exports.deltaCount', { count: delta.data.items.length })}
        </Text>
      )}
    </Stack>
  );
}
