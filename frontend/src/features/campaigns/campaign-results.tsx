import { Stack, Text } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';

import { EmptyState } from '@/components/ui/empty-state';
import { FunnelRow, FunnelTable, StepRows } from '@/components/ui/funnel-table';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';

import { useCampaignResults } from './queries';

export function CampaignResults({ campaignId }: { campaignId: string }) {
  const text = useText('campaigns');
  const results = useCampaignResults(campaignId);
  if (results.isPending) return <TableSkeleton rows={4} />;
  if (results.isError) return <ProblemNote error={results.error} onRetry={results.refetch} />;
  const { totals, steps } = results.data;
  if (totals.sent === 0) {
    return (
      <EmptyState icon={IconChartBar} title={text('results.empty.title')}>
        {text('results.empty.text')}
      </EmptyState>
    );
  }
  return (
    <Stack gap="sm">
      <Panel title={text('results.caption')} flush>
        <FunnelTable caption={text('results.caption')} first={text('results.step')}>
          <StepRows steps={steps} />
          <FunnelRow name={text('results.total')} counts={totals} level="total" />
        </FunnelTable>
      </Panel>
      <Text size="sm" c="dimmed">
        {text('results.note')}
      </Text>
    </Stack>
  );
}
