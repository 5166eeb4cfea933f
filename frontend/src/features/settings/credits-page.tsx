import { Anchor, Button, Stack, Text } from '@mantine/core';
import { IconCoins } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { type CreditEntryView } from '@/api/generated/types.gen';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { Figures } from '@/components/ui/figures';
import { Paging } from '@/components/ui/paging';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { CardsSkeleton, TableSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useNumber, useText } from '@/i18n';

import { useCreditEntries, useCredits } from './queries';

/** Of what may be concerned, only people have a page; their ids are UUIDs. */
const PROSPECT = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

export function CreditsPage() {
  const text = useText('settings');
  return (
    <Stack gap="lg">
      <Text c="dimmed">
        {text('creditsText')}{' '}
        <Anchor component={Link} to="/settings/billing">
          {text('buyCredits')}
        </Anchor>
      </Text>
      <Balance />
      <Ledger />
    </Stack>
  );
}

function Balance() {
  const text = useText('settings');
  const credits = useCredits();
  if (credits.isPending) return <CardsSkeleton cards={1} height={84} />;
  if (credits.isError) return <ProblemNote error={credits.error} onRetry={credits.refetch} />;
  const { available, reserved, spent } = credits.data;
  return (
    <Figures
      figures={[
        {
          label: text('available'),
          value: available,
          note: text('pools', { plan: credits.data.plan, bought: credits.data.bought }),
        },
        { label: text('reserved'), value: reserved },
        { label: text('spent'), value: spent },
      ]}
    />
  );
}

function Ledger() {
  const text = useText('settings');
  const number = useNumber();
  const [cursors, setCursors] = useState<string[]>([]);
  const entries = useCreditEntries(cursors.at(-1));

  if (entries.isPending) return <TableSkeleton rows={5} />;
  if (entries.isError) return <ProblemNote error={entries.error} onRetry={entries.refetch} />;

  const { items, next } = entries.data;
  if (items.length === 0 && cursors.length === 0) {
    return (
      <EmptyState
        icon={IconCoins}
        title={text('ledgerEmpty')}
        action={
          <Button component={Link} to="/prospects">
            {text('toProspects')}
          </Button>
        }
      >
        {text('ledgerEmptyText')}
      </EmptyState>
    );
  }

  const columns: Column<CreditEntryView>[] = [
    { key: 'at', header: text('when'), cell: (entry) => <TimeText at={entry.at} /> },
    {
      key: 'kind',
      header: text('movement'),
      cell: (entry) => text.orElse(`entry_${entry.kind}`, entry.kind),
    },
    {
      key: 'what',
      header: text('what'),
      from: 'sm',
      cell: (entry) => text.orElse(`work_${entry.what}`, entry.what),
    },
    {
      key: 'about',
      header: text('about'),
      from: 'md',
      cell: (entry) =>
        PROSPECT.test(entry.about) ? (
          <Anchor component={Link} to={`/prospects/${entry.about}`}>
            {text('seeProspect')}
          </Anchor>
        ) : (
          ''
        ),
    },
    { key: 'by', header: text('by'), from: 'md', cell: (entry) => entry.actor_name || 'LEO' },
    {
      key: 'amount',
      header: text('amount'),
      align: 'right',
      cell: (entry) => (
        <span className="tabular">
          {entry.change === 0 ? '' : entry.change < 0 ? '−' : '+'}
          {number(entry.amount)}
        </span>
      ),
    },
    {
      key: 'balance',
      header: text('balance'),
      align: 'right',
      cell: (entry) => <span className="tabular">{number(entry.balance_after)}</span>,
    },
  ];

  return (
    <Panel
      title={text('ledger')}
      flush
      actions={
        <Button
          component="a"
          href="/api/v1/credits/statement.csv"
          download
          size="xs"
          variant="default"
        >
          {text('downloadStatement')}
        </Button>
      }
    >
      <DataTable
        caption={text('ledger')}
        columns={columns}
        rows={items}
        keyOf={(entry) => entry.id}
        nameOf={(entry) => entry.what}
        isStale={entries.isPlaceholderData}
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
  );
}
