import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';

import { type ReviewView } from '@/api/generated/types.gen';
import { useAnnounce } from '@/components/ui/announce';
import { Desk } from '@/components/ui/desk';
import { ProblemNote } from '@/components/ui/problem-note';
import { CardsSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';
import { useKeys } from '@/lib/keys';
import { personName } from '@/lib/person-name';

import { BatchBar } from './batch-bar';
import { type Wording } from './edit-form';
import { Evidence } from './evidence';
import { type Decision, useDecisions, useReview } from './queries';
import { ReviewItem } from './review-item';
import { ReviewList } from './review-list';
import classes from './review.module.css';

const route = getRouteApi('/app/review');

interface ReviewDeskProps {
  items: readonly ReviewView[];
  hasMore: boolean;
  isLoadingMore: boolean;
  onMore: () => void;
  onApproved: (review: ReviewView) => void;
}

const ORDER: Record<ReviewView['risk'], number> = { high: 0, medium: 1, low: 2 };

/** What wants the most care comes first; the rest in the order it came (COP-5). */
const byRisk = (items: readonly ReviewView[]) =>
  items.toSorted((one, other) => ORDER[one.risk] - ORDER[other.risk]);

const LEAVES: readonly Decision[] = ['approved', 'skipped', 'dismissed'];

/** List, message, evidence; `j` and `k` walk, and a decision brings the next message. */
export function ReviewDesk({ items, hasMore, isLoadingMore, onMore, onApproved }: ReviewDeskProps) {
  const text = useText('review');
  const announce = useAnnounce();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  const wantsFocus = useRef(false);
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set());
  const [wordings, setWordings] = useState<Readonly<Record<string, Wording | undefined>>>({});

  const waiting = byRisk(items.filter((item) => !decided.has(item.draft_id)));
  const current = search.draft ?? waiting[0]?.draft_id;
  const at = items.findIndex((item) => item.draft_id === current);

  const show = (item: ReviewView | undefined) => {
    wantsFocus.current = true;
    void navigate({ search: (before) => ({ ...before, draft: item?.draft_id }), replace: true });
  };
  const nextOf = (draftId: string | undefined) => {
    const from = waiting.findIndex((item) => item.draft_id === draftId);
    const isFree = (item: ReviewView) => item.draft_id !== draftId;
    return (
      waiting.slice(from + 1).find(isFree) ?? waiting.slice(0, Math.max(from, 0)).findLast(isFree)
    );
  };
  const walk = (by: 1 | -1) => {
    const place = waiting.findIndex((item) => item.draft_id === current);
    const next = waiting[place + by];
    if (next) show(next);
  };
  useKeys({ j: () => walk(1), k: () => walk(-1) });

  const keepWording = (draftId: string, wording: Wording | undefined) =>
    setWordings((before) => ({ ...before, [draftId]: wording }));

  const decisions = useDecisions((decision, review) => {
    const name = personName(review.prospect, text);
    keepWording(review.draft_id, undefined);
    if (!LEAVES.includes(decision)) {
      announce(text(decision === 'edited' ? 'done.edited' : 'done.regenerated'));
      heading.current?.focus();
      return;
    }
    const said = text(`done.${decision as 'approved' | 'skipped' | 'dismissed'}`, { name });
    const next = nextOf(review.draft_id);
    const then = next
      ? text('done.next', { name: personName(next.prospect, text) })
      : text('done.none');
    announce(`${said} ${then}`);
    setDecided((before) => new Set(before).add(review.draft_id));
    if (decision === 'approved') onApproved(review);
    if (review.draft_id === current) show(next);
  });

  const review = useReview(current, items[at]);
  const isShown = review.data !== undefined;
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set());
  const inView = review.data?.draft_id;
  if (inView !== undefined && !shown.has(inView)) setShown(new Set(shown).add(inView));
  useEffect(() => {
    if (!isShown || !wantsFocus.current) return;
    wantsFocus.current = false;
    heading.current?.focus();
  }, [current, isShown]);

  return (
    <Desk
      isItemOpen={search.draft !== undefined}
      list={
        <ReviewList
          items={waiting}
          current={current}
          hasMore={hasMore}
          isLoadingMore={isLoadingMore}
          onMore={onMore}
        />
      }
      aside={review.data && <Evidence review={review.data} />}
    >
      <BatchBar
        shown={waiting.filter((item) => shown.has(item.draft_id))}
        onApproved={(draftIds) => setDecided((before) => new Set([...before, ...draftIds]))}
      />
      <Button
        className={classes.back}
        variant="subtle"
        color="gray"
        size="compact-sm"
        leftSection={<IconArrowLeft size={16} aria-hidden />}
        onClick={() => show(undefined)}
      >
        {text('back')}
      </Button>
      {review.isError && <ProblemNote error={review.error} onRetry={review.refetch} />}
      {review.isLoading && <CardsSkeleton cards={1} height={320} />}
      {review.data && (
        <ReviewItem
          key={review.data.draft_id}
          review={review.data}
          decisions={decisions}
          wording={wordings[review.data.draft_id]}
          heading={heading}
          onWording={(wording) => keepWording(review.data.draft_id, wording)}
          onNext={() => show(nextOf(review.data.draft_id))}
        />
      )}
    </Desk>
  );
}
