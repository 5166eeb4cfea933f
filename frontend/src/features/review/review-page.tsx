import { Button, Group, Skeleton } from '@mantine/core';
import { IconChecks, IconFilterOff } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';

import { type ReviewView } from '@/api/generated/types.gen';
import { Desk } from '@/components/ui/desk';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { ProblemNote } from '@/components/ui/problem-note';
import { CardsSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';

import { DepartureNote } from './departure-note';
import { useReviews } from './queries';
import { QueueStrip } from './queue-strip';
import { ReviewDesk } from './review-desk';
import { ReviewFilters } from './review-filters';

const route = getRouteApi('/app/review');

/** The validation queue: nothing leaves before a person has decided here. */
export function ReviewPage() {
  const text = useText('review');
  const search = route.useSearch();
  const reviews = useReviews({
    campaign_id: search.campaign,
    channel: search.channel,
    state: search.state ?? 'to_approve',
  });
  const [approved, setApproved] = useState<ReviewView>();
  const items = reviews.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = Boolean(search.campaign ?? search.channel ?? search.state);

  const look = () => {
    if (reviews.isPending) return <QueueSkeleton />;
    if (reviews.isError) return <ProblemNote error={reviews.error} onRetry={reviews.refetch} />;
    if (items.length === 0 && search.draft === undefined) {
      return isFiltered ? <NothingMatches /> : <AllApproved />;
    }
    return (
      <ReviewDesk
        items={items}
        hasMore={reviews.hasNextPage}
        isLoadingMore={reviews.isFetchingNextPage}
        onMore={() => void reviews.fetchNextPage()}
        onApproved={setApproved}
      />
    );
  };

  return (
    <>
      <PageHeader title={text('title')} description={text('intro')} />
      {approved && (
        <DepartureNote
          key={approved.draft_id}
          approved={approved}
          onClose={() => setApproved(undefined)}
        />
      )}
      <QueueStrip />
      <ReviewFilters total={reviews.data?.pages[0]?.total} />
      {look()}
    </>
  );
}

function QueueSkeleton() {
  return (
    <Desk
      isItemOpen={false}
      list={<CardsSkeleton cards={5} height={72} />}
      aside={<Skeleton height={260} radius="md" />}
    >
      <Skeleton height={20} width="40%" mb="sm" />
      <Skeleton height={12} width="60%" mb="lg" />
      <Skeleton height={320} radius="md" />
    </Desk>
  );
}

function AllApproved() {
  const text = useText('review');
  return (
    <EmptyState
      icon={IconChecks}
      title={text('empty.title')}
      action={
        <Button variant="default" renderRoot={(props) => <Link {...props} to="/campaigns" />}>
          {text('empty.action')}
        </Button>
      }
    >
      {text('empty.text')}
    </EmptyState>
  );
}

function NothingMatches() {
  const text = useText('review');
  return (
    <EmptyState
      icon={IconFilterOff}
      title={text('filtered.title')}
      action={
        <Group>
          <Button
            variant="default"
            renderRoot={(props) => <Link {...props} to="/review" search={{}} />}
          >
            {text('filtered.action')}
          </Button>
        </Group>
      }
    >
      {text('filtered.text')}
    </EmptyState>
  );
}
