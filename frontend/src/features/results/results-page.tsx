import { ActionIcon, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconChartBar, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { type CampaignFunnel, type FunnelCounts } from '@/api/generated/types.gen';
import { EmptyState } from '@/components/ui/empty-state';
import { FunnelRow, FunnelTable, StepRows } from '@/components/ui/funnel-table';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';

import { useResults } from './queries';

/** What was sent and what came of it, per campaign, down to the step. */
export function ResultsPage() {
  const text = useText('results');
  const results = useResults();

  const look = () => {
    if (results.isPending) return <TableSkeleton rows={5} />;
    if (results.isError) return <ProblemNote error={results.error} onRetry={results.refetch} />;
    const { items } = results.data;
    return items.some((one) => one.totals.sent > 0) ? <Figures items={items} /> : <NothingYet />;
  };

  return (
    <>
      <PageHeader title={text('title')} description={text('intro')} />
      {look()}
    </>
  );
}

const NONE: FunnelCounts = {
  sent: 0,
  delivered: 0,
  replied: 0,
  interested: 0,
  opposed: 0,
  bounced: 0,
};

const plus = (a: FunnelCounts, b: FunnelCounts): FunnelCounts => ({
  sent: a.sent + b.sent,
  delivered: a.delivered + b.delivered,
  replied: a.replied + b.replied,
  interested: a.interested + b.interested,
  opposed: a.opposed + b.opposed,
  bounced: a.bounced + b.bounced,
});

function Figures({ items }: { items: readonly CampaignFunnel[] }) {
  const text = useText('results');
  return (
    <Stack gap="sm">
      <Panel title={text('caption')} flush>
        <FunnelTable caption={text('caption')} first={text('column.campaign')}>
          {items.map((campaign) => (
            <CampaignRows key={campaign.campaign_id} campaign={campaign} />
          ))}
          {items.length > 1 && (
            <FunnelRow
              name={text('total')}
              counts={items.map((one) => one.totals).reduce(plus, NONE)}
              level="total"
            />
          )}
        </FunnelTable>
      </Panel>
      <Text size="sm" c="dimmed">
        {text('rate.floor')} {text('note')}
      </Text>
    </Stack>
  );
}

function CampaignRows({ campaign }: { campaign: CampaignFunnel }) {
  const text = useText('results');
  const [isOpen, setIsOpen] = useState(false);
  const Sign = isOpen ? IconChevronDown : IconChevronRight;
  const { name, campaign_id: campaignId } = campaign;
  return (
    <>
      <FunnelRow
        name={
          <Group gap={6} wrap="nowrap">
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-expanded={isOpen}
              aria-label={text(isOpen ? 'steps.hide' : 'steps.show', { name })}
              onClick={() => setIsOpen(!isOpen)}
            >
              <Sign size={16} aria-hidden />
            </ActionIcon>
            <Anchor
              renderRoot={(props) => (
                <Link
                  {...props}
                  to="/campaigns/$campaignId"
                  params={{ campaignId }}
                  search={{ tab: 'results' }}
                />
              )}
            >
              {name}
            </Anchor>
          </Group>
        }
        counts={campaign.totals}
      />
      {isOpen && <StepRows steps={campaign.steps} level="part" />}
    </>
  );
}

function NothingYet() {
  const text = useText('results');
  return (
    <EmptyState
      icon={IconChartBar}
      title={text('empty.title')}
      action={
        <Button renderRoot={(props) => <Link {...props} to="/campaigns" />}>
          {text('empty.action')}
        </Button>
      }
    >
      {text('empty.text')}
    </EmptyState>
  );
}
