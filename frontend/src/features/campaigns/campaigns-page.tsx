import { Button, Text } from '@mantine/core';
import { IconChevronRight, IconPlus, IconSend2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

import { type CampaignView } from '@/api/generated/types.gen';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { ProblemNote } from '@/components/ui/problem-note';
import { CardsSkeleton } from '@/components/ui/skeletons';
import { useNumber, useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { CampaignState } from './campaign-state';
import classes from './campaigns.module.css';
import { useCampaigns } from './queries';

export function CampaignsPage() {
  const text = useText('campaigns');
  const mayCreate = useMay('campaigns:create');
  const campaigns = useCampaigns();
  const items = campaigns.data?.pages.flatMap((page) => page.items) ?? [];

  const look = () => {
    if (campaigns.isPending) return <CardsSkeleton cards={4} height={76} />;
    if (campaigns.isError) {
      return <ProblemNote error={campaigns.error} onRetry={campaigns.refetch} />;
    }
    if (items.length === 0) {
      return (
        <EmptyState
          icon={IconSend2}
          title={text('empty.title')}
          action={mayCreate && <NewCampaign label={text('empty.action')} />}
        >
          {text('empty.text')}
        </EmptyState>
      );
    }
    return (
      <>
        <ul className={classes.cards} aria-label={text('list.label')}>
          {items.map((campaign) => (
            <li key={campaign.id}>
              <CampaignCard campaign={campaign} />
            </li>
          ))}
        </ul>
        {campaigns.hasNextPage && (
          <Button
            mt="md"
            variant="default"
            loading={campaigns.isFetchingNextPage}
            onClick={() => void campaigns.fetchNextPage()}
          >
            {text('list.more')}
          </Button>
        )}
      </>
    );
  };

  return (
    <>
      <PageHeader
        title={text('title')}
        description={text('intro')}
        actions={mayCreate && items.length > 0 && <NewCampaign label={text('new.action')} />}
      />
      {look()}
    </>
  );
}

function NewCampaign({ label }: { label: string }) {
  return (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      renderRoot={(props) => <Link {...props} to="/campaigns/new" />}
    >
      {label}
    </Button>
  );
}

function CampaignCard({ campaign }: { campaign: CampaignView }) {
  const text = useText('campaigns');
  const number = useNumber();
  const { counts } = campaign;
  const ended = counts.finished + counts.stopped;
  return (
    <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }} className={classes.card}>
      <span className={classes.cardMain}>
        <span className={classes.cardName}>
          <Text component="span" fw={560}>
            {campaign.name}
          </Text>
          <CampaignState state={campaign.state} />
        </span>
        <Text component="span" size="sm" c="dimmed" truncate display="block">
          {campaign.goal}
        </Text>
      </span>
      <span className={classes.cardFigures}>
        <span>
          {text('list.enrolled', { count: counts.enrolled })}
          {' · '}
          {text('list.steps', { count: campaign.steps.length })}
        </span>
        <span className={classes.track} aria-hidden>
          <span
            style={{ width: `${counts.enrolled > 0 ? (100 * ended) / counts.enrolled : 0}%` }}
          />
        </span>
        <Text component="span" size="xs" c="dimmed" className="tabular">
          {number(counts.active)} {text('list.active')}
          {' · '}
          {number(counts.finished)} {text('list.finished')}
          {' · '}
          {number(counts.stopped)} {text('list.stopped')}
        </Text>
      </span>
      <IconChevronRight size={16} aria-hidden className={classes.chevron} />
    </Link>
  );
}
