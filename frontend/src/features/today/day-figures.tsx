import { Figures } from '@/components/ui/figures';
import { CardsSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';

import { useCredits, useLatestReplies, useSenders, useWaitingDrafts } from './queries';

/** Four numbers; one that cannot be read is a dash, the block below it says why. */
export function DayFigures() {
  const text = useText('today');
  const drafts = useWaitingDrafts();
  const replies = useLatestReplies();
  const senders = useSenders();
  const credits = useCredits();

  if ([drafts, replies, senders, credits].some((one) => one.isPending)) {
    return <CardsSkeleton cards={1} height={84} />;
  }
  const limits = senders.data?.items.map((sender) => sender.limits) ?? [];
  const sum = (pick: (one: (typeof limits)[number]) => number) =>
    limits.reduce((total, one) => total + pick(one), 0);

  return (
    <Figures
      figures={[
        { label: text('toApprove'), value: drafts.data?.total ?? null },
        {
          label: text('repliesUnread'),
          value: replies.data?.items.filter((one) => one.unread).length ?? null,
        },
        {
          label: text('sentToday'),
          value: senders.data ? sum((one) => one.used_today) : null,
          note: senders.data ? text('ofPlanned', { limit: sum((one) => one.per_day) }) : undefined,
        },
        {
          label: text('creditsLeft'),
          value: credits.data?.available ?? null,
          note: credits.data?.reserved
            ? text('reservedToo', { count: credits.data.reserved })
            : undefined,
        },
      ]}
    />
  );
}
