import { Button, Text } from '@mantine/core';
import { useState } from 'react';

import { type HookDeliveryView, type HookView } from '@/api/generated/types.gen';
import { type Column, DataTable } from '@/components/ui/data-table';
import { DotBadge, type Tone } from '@/components/ui/dot-badge';
import { Paging } from '@/components/ui/paging';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';

import { useDeliveries, usePing, useReplay } from './queries';

const TONES: Record<string, Tone> = { waiting: 'attention', done: 'good', failed: 'bad' };

/** What one endpoint was told, and how it answered. */
export function Deliveries({ hook, mayManage }: { hook: HookView; mayManage: boolean }) {
  const text = useText('integrations');
  const [cursors, setCursors] = useState<string[]>([]);
  const log = useDeliveries(hook.id, cursors.at(-1));
  const ping = usePing(hook.id);
  const replay = useReplay(hook.id);

  if (log.isPending) return <TableSkeleton rows={4} />;
  if (log.isError) return <ProblemNote error={log.error} onRetry={log.refetch} />;
  const { items, next } = log.data;

  const answered = (one: HookDeliveryView) => {
    const last = one.tries.at(-1);
    if (last === undefined) return '';
    return last.problem
      ? text.orElse(`problem_${last.problem}`, last.problem)
      : text('answeredIn', { status: last.status, time: last.milliseconds });
  };

  const columns: Column<HookDeliveryView>[] = [
    { key: 'at', header: text('when'), cell: (one) => <TimeText at={one.created_at} /> },
    { key: 'type', header: text('event'), cell: (one) => one.type },
    {
      key: 'state',
      header: text('state'),
      cell: (one) => (
        <>
          <DotBadge tone={TONES[one.state]}>{text.orElse(`sent_${one.state}`, one.state)}</DotBadge>
          {one.state === 'waiting' && one.tries.length > 0 && (
            <Text size="xs" c="dimmed">
              {text('again')} <TimeText at={one.next_at} />
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'tries',
      header: text('tries'),
      from: 'sm',
      align: 'right',
      cell: (one) => one.tries.length,
    },
    { key: 'answer', header: text('answer'), from: 'sm', cell: answered },
    {
      key: 'do',
      header: '',
      align: 'right',
      cell: (one) =>
        mayManage &&
        one.state !== 'waiting' && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={text('replayNamed', { type: one.type })}
            onClick={() => replay.mutate({ path: { hook_delivery_id: one.id } })}
          >
            {text('replay')}
          </Button>
        ),
    },
  ];

  return (
    <Panel
      title={text('log')}
      description={hook.url}
      flush
      actions={
        mayManage && (
          <Button
            size="xs"
            variant="default"
            loading={ping.isPending}
            onClick={() => ping.mutate({ path: { hook_id: hook.id } })}
          >
            {text('ping')}
          </Button>
        )
      }
    >
      {(ping.isError || replay.isError) && <ProblemNote error={ping.error ?? replay.error} />}
      {items.length === 0 ? (
        <Text p="md" size="sm" c="dimmed">
          {text('noDeliveries')}
        </Text>
      ) : (
        <DataTable
          caption={text('log')}
          columns={columns}
          rows={items}
          keyOf={(one) => one.id}
          nameOf={(one) => one.type}
          isStale={log.isPlaceholderData}
        />
      )}
      <Paging
        onPrevious={cursors.length > 0 ? () => setCursors(cursors.slice(0, -1)) : undefined}
        onNext={next ? () => setCursors([...cursors, next]) : undefined}
      />
    </Panel>
  );
}
