import { Stack, Tabs, Text, UnstyledButton } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useState } from 'react';

import { type ActionView } from '@/api/generated/types.gen';
import { type Column, DataTable } from '@/components/ui/data-table';
import { DotBadge, type Tone } from '@/components/ui/dot-badge';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Paging } from '@/components/ui/paging';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';

import { ActionDialog } from './action-dialog';
import { type Queue, useActions } from './queries';

const QUEUES: readonly Queue[] = [
  'todo',
  'ready',
  'unknown',
  'unconfirmed',
  'quarantined',
  'failed',
];

const tones: Partial<Record<string, Tone>> = {
  L: 'bad',
  P: 'attention',
  T: 'neutral',
};

/** What waits, what nobody knows, what failed, and why (delivery.md 1.13). */
export function SendingPage() {
  const text = useText('sending');
  const [queue, setQueue] = useState<Queue>('todo');
  return (
    <>
      <PageHeader title={text('title')} description={text('intro')} />
      <Tabs
        value={queue}
        keepMounted={false}
        onChange={(chosen) => setQueue(QUEUES.find((one) => one === chosen) ?? 'todo')}
      >
        <Tabs.List aria-label={text('queues')}>
          {QUEUES.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {text(`queue_${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {QUEUES.map((one) => (
          <Tabs.Panel key={one} value={one} pt="md">
            <QueuePart queue={one} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

function QueuePart({ queue }: { queue: Queue }) {
  const text = useText('sending');
  const [cursors, setCursors] = useState<string[]>([]);
  const [opened, setOpened] = useState<string | null>(null);
  const actions = useActions(queue, cursors.at(-1));

  if (actions.isPending) return <TableSkeleton rows={6} />;
  if (actions.isError) return <ProblemNote error={actions.error} onRetry={actions.refetch} />;
  const { items, next } = actions.data;
  if (items.length === 0 && cursors.length === 0) {
    return (
      <EmptyState icon={IconChecks} title={text(`empty_${queue}`)}>
        {text(`about_${queue}`)}
      </EmptyState>
    );
  }

  const nameOf = (action: ActionView) => action.prospect_name || text('gone');
  const columns: Column<ActionView>[] = [
    {
      key: 'who',
      header: text('who'),
      cell: (action) => (
        <UnstyledButton onClick={() => setOpened(action.id)}>
          <Text component="span" fw={540} td="underline">
            {nameOf(action)}
          </Text>
        </UnstyledButton>
      ),
    },
    {
      key: 'kind',
      header: text('kind'),
      from: 'sm',
      cell: (action) => text.orElse(`kind_${action.kind}`, action.kind),
    },
    {
      key: 'why',
      header: text('why'),
      cell: (action) => <Reasons action={action} />,
    },
    {
      key: 'next',
      header: text('next'),
      from: 'sm',
      align: 'right',
      cell: (action) => (action.next_at === null ? '–' : <TimeText at={action.next_at} />),
    },
  ];
  return (
    <Stack>
      <Text c="dimmed">{text(`about_${queue}`)}</Text>
      <Panel title={text(`queue_${queue}`)} flush>
        <DataTable
          caption={text(`queue_${queue}`)}
          columns={columns}
          rows={items}
          keyOf={(action) => action.id}
          nameOf={nameOf}
          isStale={actions.isPlaceholderData}
        />
        <div style={{ padding: '0 14px 10px' }}>
          <Paging
            onPrevious={
              cursors.length > 0 ? () => setCursors((before) => before.slice(0, -1)) : undefined
            }
            onNext={next === null ? undefined : () => setCursors((before) => [...before, next])}
          />
        </div>
      </Panel>
      {opened !== null && <ActionDialog actionId={opened} onClose={() => setOpened(null)} />}
    </Stack>
  );
}

function Reasons({ action }: { action: ActionView }) {
  const text = useText('sending');
  const [first, ...others] = action.reasons;
  if (first === undefined) {
    return action.code === ''
      ? text('leavesSoon')
      : text.orElse(`code_${action.code}`, action.code);
  }
  return (
    <>
      <DotBadge tone={tones[first.stop_class]}>{first.title}</DotBadge>
      {others.length > 0 && (
        <Text component="span" size="xs" c="dimmed" ml={6}>
          {text('others', { count: others.length })}
        </Text>
      )}
    </>
  );
}
