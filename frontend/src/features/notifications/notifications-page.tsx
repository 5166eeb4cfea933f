import { Button, Checkbox, Stack, Text } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';

import { type NotificationView } from '@/api/generated/types.gen';
import { DotBadge } from '@/components/ui/dot-badge';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';

import { MailChoice } from './mail-choice';
import classes from './notifications.module.css';
import { useChooseKinds, useNoticeKinds, useNotifications, useSeen } from './queries';

/** What needs the person now (NOT-1). What was on screen counts as seen. */
export function NotificationsPage() {
  const text = useText('notifications');
  const list = useNotifications();
  const { mutate: see } = useSeen();
  const newest = list.data?.pages[0]?.items[0];
  const upTo = newest?.unread ? newest.id : undefined;
  useEffect(() => {
    if (upTo !== undefined) see({ body: { up_to: upTo } });
  }, [upTo, see]);

  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader title={text('title')} description={text('description')} />
      <Stack gap="lg">
        {list.isPending && <TableSkeleton rows={6} />}
        {list.isError && <ProblemNote error={list.error} onRetry={list.refetch} />}
        {list.isSuccess && items.length === 0 && (
          <EmptyState
            icon={IconBell}
            title={text('empty')}
            action={
              <Button variant="default" renderRoot={(props) => <Link {...props} to="/" />}>
                {text('emptyAction')}
              </Button>
            }
          >
            {text('emptyText')}
          </EmptyState>
        )}
        {items.length > 0 && (
          <ul className={classes.list}>
            {items.map((item) => (
              <li key={item.id}>
                <Row item={item} />
              </li>
            ))}
          </ul>
        )}
        {list.hasNextPage && (
          <Button
            variant="subtle"
            color="gray"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {text('more')}
          </Button>
        )}
        <Choice />
        <MailChoice />
      </Stack>
    </>
  );
}

function Row({ item }: { item: NotificationView }) {
  const text = useText('notifications');
  return (
    <Link {...placeOf(item)} className={classes.row} data-unread={item.unread || undefined}>
      <span>
        {text(`kind_${item.kind}`)}
        <Text component="span" size="xs" c="dimmed" display="block">
          <TimeText at={item.at} />
        </Text>
      </span>
      {item.unread && <DotBadge tone="accent">{text('new')}</DotBadge>}
    </Link>
  );
}

/** Where something can be done about it. */
function placeOf({ kind, about }: NotificationView) {
  switch (kind) {
    case 'interested_reply':
    case 'meeting_booked':
    case 'objection_doubt':
      return { to: '/inbox/$conversationId', params: { conversationId: about } } as const;
    case 'rights_request':
    case 'incident':
      return { to: '/settings/compliance' } as const;
    case 'account_disconnected':
    case 'health_stop':
      return { to: '/settings/accounts' } as const;
    case 'sending_stopped':
      return { to: '/sending' } as const;
    case 'payment_failed':
      return { to: '/settings/billing' } as const;
    case 'credits_low':
      return { to: '/settings/credits' } as const;
    case 'import_finished':
      return { to: '/prospects' } as const;
  }
}

function Choice() {
  const text = useText('notifications');
  const kinds = useNoticeKinds();
  const choose = useChooseKinds();
  if (kinds.isError) return <ProblemNote error={kinds.error} onRetry={kinds.refetch} />;
  if (!kinds.isSuccess) return null;
  const { items } = kinds.data;
  const toggle = (kind: (typeof items)[number]['kind'], isWanted: boolean) => {
    const muted = items.filter((one) => one.muted && one.kind !== kind).map((one) => one.kind);
    choose.mutate({ body: { muted: isWanted ? muted : [...muted, kind] } });
  };
  return (
    <Panel title={text('choice')} description={text('choiceText')}>
      <Stack gap="xs" component="fieldset" className={classes.choice}>
        {items.map((one) => (
          <Checkbox
            key={one.kind}
            label={text(`kind_${one.kind}`)}
            description={one.duty ? text('duty') : undefined}
            checked={!one.muted}
            disabled={one.duty || choose.isPending}
            onChange={(event) => toggle(one.kind, event.currentTarget.checked)}
          />
        ))}
        {choose.isError && <ProblemNote error={choose.error} />}
      </Stack>
    </Panel>
  );
}
