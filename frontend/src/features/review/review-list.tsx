import { Button, Text } from '@mantine/core';
import { IconBrandLinkedin, IconMail } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

import { type ReviewView } from '@/api/generated/types.gen';
import { DotBadge } from '@/components/ui/dot-badge';
import { useText } from '@/i18n';
import { personName } from '@/lib/person-name';

import { RISKS } from './review-card';
import classes from './review.module.css';

interface ReviewListProps {
  items: readonly ReviewView[];
  current: string | undefined;
  hasMore: boolean;
  isLoadingMore: boolean;
  onMore: () => void;
}

export function ReviewList({ items, current, hasMore, isLoadingMore, onMore }: ReviewListProps) {
  const text = useText('review');
  const list = useRef<HTMLElement>(null);

  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  return (
    <nav ref={list} aria-label={text('list.label')}>
      <ul className={classes.list}>
        {items.map((item) => (
          <li key={item.draft_id}>
            <ReviewRow item={item} isCurrent={item.draft_id === current} />
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

function ReviewRow({ item, isCurrent }: { item: ReviewView; isCurrent: boolean }) {
  const text = useText('review');
  const Channel = item.channel === 'linkedin' ? IconBrandLinkedin : IconMail;
  return (
    <Link
      to="/review"
      from="/review"
      search={(before) => ({ ...before, draft: item.draft_id })}
      className={classes.row}
      aria-current={isCurrent ? 'true' : undefined}
    >
      <span className={classes.rowHead}>
        <Text component="span" fw={560} truncate>
          {personName(item.prospect, text)}
        </Text>
        <Channel
          size={15}
          stroke={1.6}
          className={classes.channel}
          aria-label={text.orElse(`channel.${item.channel}`, item.channel)}
        />
      </span>
      <Text component="span" size="xs" c="dimmed" truncate display="block">
        {[item.prospect.job_title, item.prospect.company].filter(Boolean).join(' · ')}
      </Text>
      <span className={classes.rowFoot}>
        <Text component="span" size="xs" c="dimmed" truncate>
          {item.campaign.name}
        </Text>
        {item.state === 'blocked' ? (
          <DotBadge tone="bad">{text('state.blocked')}</DotBadge>
        ) : (
          item.risk !== 'low' && (
            <DotBadge tone={RISKS[item.risk]}>{text(`risk.${item.risk}`)}</DotBadge>
          )
        )}
      </span>
    </Link>
  );
}
