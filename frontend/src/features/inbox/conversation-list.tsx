import { Button, Text, VisuallyHidden } from '@mantine/core';
import { IconBrandLinkedin, IconMail } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';

import { type ConversationView } from '@/api/generated/types.gen';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { useKeys } from '@/lib/keys';
import { personName } from '@/lib/person-name';

import { type InboxSearch } from './inbox-search';
import classes from './inbox.module.css';
import { LabelBadge } from './label-badge';

interface ConversationListProps {
  items: readonly ConversationView[];
  current: string | undefined;
  search: InboxSearch;
  hasMore: boolean;
  isLoadingMore: boolean;
  onMore: () => void;
}

/** `j` and `k` walk through the conversations. */
export function ConversationList(props: ConversationListProps) {
  const { items, current, search, hasMore, isLoadingMore, onMore } = props;
  const text = useText('inbox');
  const list = useRef<HTMLUListElement>(null);

  const walk = (by: 1 | -1) => {
    const links = Array.from(list.current?.querySelectorAll('a') ?? []);
    const at = links.findIndex((link) => link.hasAttribute('aria-current'));
    links[Math.max(0, Math.min(links.length - 1, at + by))]?.click();
  };
  useKeys({ j: () => walk(1), k: () => walk(-1) });

  return (
    <nav aria-label={text('list.label')}>
      <ul className={classes.list} ref={list}>
        {items.map((item) => (
          <li key={item.id}>
            <ConversationRow item={item} search={search} isCurrent={item.id === current} />
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button
          fullWidth
          variant="subtle"
          color="gray"
          size="xs"
          loading={isLoadingMore}
          onClick={onMore}
        >
          {text('list.more')}
        </Button>
      )}
    </nav>
  );
}

interface ConversationRowProps {
  item: ConversationView;
  search: InboxSearch;
  isCurrent: boolean;
}

function ConversationRow({ item, search, isCurrent }: ConversationRowProps) {
  const text = useText('inbox');
  const Channel = item.channel === 'linkedin' ? IconBrandLinkedin : IconMail;
  return (
    <Link
      to="/inbox/$conversationId"
      params={{ conversationId: item.id }}
      search={search}
      className={classes.row}
      data-unread={item.unread || undefined}
      aria-current={isCurrent ? 'true' : undefined}
    >
      <span className={classes.rowHead}>
        <span className={classes.name}>
          {item.unread && (
            <>
              <span className={classes.dot} aria-hidden />
              <VisuallyHidden>{text('list.unread')} </VisuallyHidden>
            </>
          )}
          {personName(item.prospect, text)}
        </span>
        <Text component="span" size="xs" c="dimmed">
          <TimeText at={item.last_message_at} />
        </Text>
      </span>
      <Text component="span" size="xs" c="dimmed" lineClamp={2} className={classes.preview}>
        {item.preview}
      </Text>
      <span className={classes.rowFoot}>
        <LabelBadge label={item.label} />
        <Channel
          size={15}
          stroke={1.6}
          className={classes.channel}
          aria-label={text.orElse(`channel.${item.channel}`, item.channel)}
        />
      </span>
    </Link>
  );
}
