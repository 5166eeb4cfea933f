import { Button, Stack, Text } from '@mantine/core';
import { IconArrowLeft, IconEyeCheck } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';

import { type AccessView } from '@/api/generated/types.gen';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { Paging } from '@/components/ui/paging';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';

import { useAccessLog } from './queries';

/** Every reading of one mailbox, for its owner: when, why, about whom; never what it said. */
export function AccessLogPage() {
  const text = useText('settings');
  const { senderId } = useParams({ from: '/app/settings/accounts/$senderId/access-log' });
  const [cursors, setCursors] = useState<string[]>([]);
  const log = useAccessLog(senderId, cursors.at(-1));
  const next = log.data?.next;

  const columns: Column<AccessView>[] = [
    { key: 'at', header: text('accessWhen'), cell: (one) => <TimeText at={one.at} /> },
    {
      key: 'reason',
      header: text('accessWhy'),
      cell: (one) => text.orElse(`access_${one.reason}`, one.reason),
    },
    {
      key: 'prospect',
      header: text('accessWhom'),
      cell: (one) =>
        one.prospect_id === null ? (
          text('accessNobody')
        ) : (
          <Link to="/prospects/$prospectId" params={{ prospectId: one.prospect_id }}>
            {text('accessOpen')}
          </Link>
        ),
    },
  ];

  return (
    <Stack gap="md" align="stretch">
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        w="fit-content"
        leftSection={<IconArrowLeft size={16} aria-hidden />}
        renderRoot={(props) => <Link {...props} to="/settings/accounts" />}
      >
        {text('accessBack')}
      </Button>
      <Panel title={text('accessTitle')} description={text('accessText')} flush>
        {log.isPending && <TableSkeleton rows={6} />}
        {log.isError && <ProblemNote error={log.error} onRetry={log.refetch} />}
        {log.isSuccess && log.data.items.length === 0 && (
          <EmptyState icon={IconEyeCheck} title={text('accessNone')}>
            <Text size="sm">{text('accessNoneText')}</Text>
          </EmptyState>
        )}
        {log.isSuccess && log.data.items.length > 0 && (
          <DataTable
            caption={text('accessTitle')}
            columns={columns}
            rows={log.data.items}
            keyOf={(one) => one.id}
            nameOf={(one) => one.at}
            isStale={log.isPlaceholderData}
          />
        )}
      </Panel>
      <Paging
        onPrevious={cursors.length > 0 ? () => setCursors(cursors.slice(0, -1)) : undefined}
        onNext={next ? () => setCursors([...cursors, next]) : undefined}
      />
    </Stack>
  );
}
