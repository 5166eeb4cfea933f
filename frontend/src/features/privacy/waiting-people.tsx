import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';

import { type PersonClockView, type DeletionReceiptView } from '@/api/generated/types.gen';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';

import { NoticePilot } from './notice-pilot';
import { useLetGo, usePersonClocks, useReceipts, useToldElsewhere } from './queries';

const nameOf = (one: PersonClockView) => one.person?.full_name ?? one.prospect_id;

/** Whom to inform, who leaves, and the receipts of those who left. */
export function WaitingPeople() {
  const text = useText('privacy');
  const clocks = usePersonClocks();
  const told = useToldElsewhere();
  const go = useLetGo();
  const [leaving, setLeaving] = useState<PersonClockView>();
  if (clocks.isPending) return <TableSkeleton rows={4} />;
  if (clocks.isError) return <ProblemNote error={clocks.error} onRetry={clocks.refetch} />;

  const goButton = (one: PersonClockView) => (
    <Button size="xs" variant="default" onClick={() => setLeaving(one)}>
      {text('people.go')}
    </Button>
  );
  const name: Column<PersonClockView> = {
    key: 'name',
    header: text('people.name'),
    cell: (one) => nameOf(one),
  };
  const informing: Column<PersonClockView>[] = [
    name,
    {
      key: 'by',
      header: text('people.by'),
      cell: (one) => one.inform_by && <TimeText at={one.inform_by} shape="date" />,
    },
    {
      key: 'act',
      header: text('people.act'),
      cell: (one) => (
        <Group gap="xs">
          <Button size="xs" onClick={() => told.mutate({ path: { prospect_id: one.prospect_id } })}>
            {text('people.told')}
          </Button>
          {goButton(one)}
        </Group>
      ),
    },
  ];
  const ending: Column<PersonClockView>[] = [
    name,
    {
      key: 'until',
      header: text('people.until'),
      cell: (one) => <TimeText at={one.keep_until} shape="date" />,
    },
    { key: 'act', header: text('people.act'), cell: goButton },
  ];

  return (
    <Stack>
      {told.isError && <ProblemNote error={told.error} />}
      <Panel title={text('people.inform')} description={text('people.informText')} flush>
        <People caption={text('people.inform')} columns={informing} rows={clocks.data.to_inform} />
      </Panel>
      <Panel title={text('people.leaving')} description={text('people.leavingText')} flush>
        <People caption={text('people.leaving')} columns={ending} rows={clocks.data.leaving} />
      </Panel>
      <NoticePilot />
      <Receipts />
      <ConfirmDialog
        opened={leaving !== undefined}
        title={text('people.goAsk', { name: leaving ? nameOf(leaving) : '' })}
        confirm={text('people.go')}
        isDangerous
        isPending={go.isPending}
        error={go.error}
        onConfirm={() =>
          leaving &&
          go.mutate(
            { path: { prospect_id: leaving.prospect_id } },
            { onSuccess: () => setLeaving(undefined) },
          )
        }
        onClose={() => setLeaving(undefined)}
      >
        {text('people.goText')}
      </ConfirmDialog>
    </Stack>
  );
}

interface PeopleProps {
  caption: string;
  columns: readonly Column<PersonClockView>[];
  rows: readonly PersonClockView[];
}

function People({ caption, columns, rows }: PeopleProps) {
  const text = useText('privacy');
  if (rows.length === 0) {
    return (
      <Text c="dimmed" p="md">
        {text('people.none')}
      </Text>
    );
  }
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      keyOf={(one) => one.prospect_id}
      nameOf={nameOf}
    />
  );
}

function Receipts() {
  const text = useText('privacy');
  const receipts = useReceipts();
  const columns: Column<DeletionReceiptView>[] = [
    {
      key: 'when',
      header: text('receipts.when'),
      cell: (one) => <TimeText at={one.finished_at} shape="date" />,
    },
    { key: 'why', header: text('receipts.why'), cell: (one) => text(`trigger.${one.trigger}`) },
    {
      key: 'rows',
      header: text('receipts.rows'),
      align: 'right',
      cell: (one) => one.stores.reduce((sum, store) => sum + store.erased, 0),
    },
    {
      key: 'clean',
      header: text('receipts.clean'),
      cell: (one) => text(one.is_clean ? 'receipts.yes' : 'receipts.no'),
    },
    {
      key: 'backups',
      header: text('receipts.backups'),
      from: 'md',
      cell: (one) => <TimeText at={one.backups_expire_at} shape="date" />,
    },
  ];
  if (receipts.isPending) return <TableSkeleton rows={2} />;
  if (receipts.isError) return <ProblemNote error={receipts.error} onRetry={receipts.refetch} />;
  return (
    <Panel title={text('receipts.title')} flush>
      {receipts.data.items.length === 0 ? (
        <Text c="dimmed" p="md">
          {text('receipts.none')}
        </Text>
      ) : (
        <DataTable
          caption={text('receipts.title')}
          columns={columns}
          rows={receipts.data.items}
          keyOf={(one) => one.id}
          nameOf={(one) => one.id}
        />
      )}
    </Panel>
  );
}
