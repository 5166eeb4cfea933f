import { Button, Group, SegmentedControl, Select, Skeleton, Stack, Text } from '@mantine/core';
import { IconFilterOff, IconInbox } from '@tabler/icons-react';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

import { Desk } from '@/components/ui/desk';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { ProblemNote } from '@/components/ui/problem-note';
import { CardsSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { ConversationList } from './conversation-list';
import { DoubtPanel } from './doubt-panel';
import { type InboxSearch, LABELS, parseInboxSearch } from './inbox-search';
import { LabelPanel } from './label-panel';
import { PersonPanel } from './person-panel';
import { useConversation, useConversations, useMarkRead } from './queries';
import { ReferralPanel } from './referral-panel';
import { Thread } from './thread';

/** One inbox for both channels; only known prospects are in it. */
export function InboxPage() {
  const text = useText('inbox');
  const { conversationId } = useParams({ strict: false });
  const search = parseInboxSearch(useSearch({ strict: false }));
  const conversations = useConversations(search);
  const items = conversations.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = Boolean(search.label ?? search.state);

  const look = () => {
    if (conversations.isPending) return <CardsSkeleton cards={5} height={84} />;
    if (conversations.isError) {
      return <ProblemNote error={conversations.error} onRetry={conversations.refetch} />;
    }
    if (items.length === 0 && conversationId === undefined) {
      return isFiltered ? <NothingMatches /> : <NothingYet />;
    }
    const list = (
      <ConversationList
        items={items}
        current={conversationId}
        search={search}
        hasMore={conversations.hasNextPage}
        isLoadingMore={conversations.isFetchingNextPage}
        onMore={() => void conversations.fetchNextPage()}
      />
    );
    if (conversationId === undefined) {
      return (
        <Desk isItemOpen={false} list={list}>
          <Text c="dimmed" ta="center" py={80}>
            {text('thread.pick')}
          </Text>
        </Desk>
      );
    }
    return <OpenConversation conversationId={conversationId} search={search} list={list} />;
  };

  return (
    <>
      <PageHeader title={text('title')} />
      <InboxFilters search={search} isItemOpen={conversationId !== undefined} />
      {look()}
    </>
  );
}

interface OpenConversationProps {
  conversationId: string;
  search: InboxSearch;
  list: React.ReactNode;
}

function OpenConversation({ conversationId, search, list }: OpenConversationProps) {
  const conversation = useConversation(conversationId);
  const mayMark = useMay('inbox:read');
  const { mutate: markRead } = useMarkRead();
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = conversation.data?.id;
  const isUnread = conversation.data?.unread ?? false;

  useEffect(() => {
    if (shown !== undefined) heading.current?.focus({ preventScroll: true });
  }, [shown]);
  useEffect(() => {
    if (shown !== undefined && isUnread && mayMark) markRead({ path: { conversation_id: shown } });
  }, [shown, isUnread, mayMark, markRead]);

  return (
    <Desk
      isItemOpen
      list={list}
      aside={
        conversation.data && (
          <Stack gap="md">
            <DoubtPanel key={`doubt-${conversation.data.id}`} thread={conversation.data} />
            <LabelPanel key={conversation.data.id} thread={conversation.data} />
            <ReferralPanel thread={conversation.data} />
            <PersonPanel prospect={conversation.data.prospect} />
          </Stack>
        )
      }
    >
      {conversation.isPending && <ThreadSkeleton />}
      {conversation.isError && (
        <ProblemNote error={conversation.error} onRetry={conversation.refetch} />
      )}
      {conversation.data && <Thread thread={conversation.data} search={search} heading={heading} />}
    </Desk>
  );
}

function ThreadSkeleton() {
  return (
    <>
      <Skeleton height={20} width="40%" mb="lg" />
      <CardsSkeleton cards={3} height={110} />
    </>
  );
}

interface InboxFiltersProps {
  search: InboxSearch;
  isItemOpen: boolean;
}

function InboxFilters({ search, isItemOpen }: InboxFiltersProps) {
  const text = useText('inbox');
  const navigate = useNavigate();
  const filter = (changed: Record<string, string | null>) =>
    void navigate({ to: '/inbox', search: parseInboxSearch({ ...search, ...changed }) });
  return (
    <Group gap="xs" mb="md" visibleFrom={isItemOpen ? 'sm' : undefined}>
      <SegmentedControl
        size="xs"
        aria-label={text('filter.state')}
        value={search.state ?? 'all'}
        onChange={(state) => filter({ state })}
        data={[
          { value: 'all', label: text('filter.state.all') },
          { value: 'open', label: text('filter.state.open') },
          { value: 'closed', label: text('filter.state.closed') },
        ]}
      />
      <Select
        size="xs"
        w={210}
        aria-label={text('filter.label')}
        placeholder={text('filter.label.all')}
        clearable
        data={LABELS.map((label) => ({ value: label, label: text(`label.${label}`) }))}
        value={search.label ?? null}
        onChange={(label) => filter({ label })}
      />
    </Group>
  );
}

function NothingYet() {
  const text = useText('inbox');
  return (
    <EmptyState
      icon={IconInbox}
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
  const text = useText('inbox');
  return (
    <EmptyState
      icon={IconFilterOff}
      title={text('filtered.title')}
      action={
        <Button
          variant="default"
          renderRoot={(props) => <Link {...props} to="/inbox" search={{}} />}
        >
          {text('filtered.action')}
        </Button>
      }
    >
      {text('filtered.text')}
    </EmptyState>
  );
}
