import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';

import {
  approveBatchMutation,
  approveReviewMutation,
  dismissReviewMutation,
  editReviewMutation,
  getModelUseOptions,
  getModelUseQueryKey,
  getQueueOptions,
  getQueueQueryKey,
  getReviewOptions,
  getReviewQueryKey,
  listActionsOptions,
  listActionsQueryKey,
  listCampaignsOptions,
  listReviewsInfiniteOptions,
  listReviewsQueryKey,
  regenerateReviewMutation,
  setModelLimitsMutation,
  skipReviewMutation,
  undoActionMutation,
} from '@/api/generated/@tanstack/react-query.gen';
import { type ActionView, type ReviewList, type ReviewView } from '@/api/generated/types.gen';
import { type Pages } from '@/lib/pages';

export interface QueueFilters {
  campaign_id?: string;
  channel?: 'email' | 'linkedin';
  state: 'to_approve' | 'blocked';
}

const ASK_AGAIN_EVERY = 1_500;
const ASK_AT_MOST = 12;

export function useReviews(filters: QueueFilters): Pages<ReviewList> {
  return useInfiniteQuery({
    ...listReviewsInfiniteOptions({ query: { ...filters, limit: 50 } }),
    initialPageParam: {},
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** One message; what the list knew of it is shown until the answer is here. */
export function useReview(draftId: string | undefined, seen: ReviewView | undefined) {
  return useQuery({
    ...getReviewOptions({ path: { draft_id: draftId ?? '' } }),
    enabled: draftId !== undefined,
    placeholderData: seen,
  });
}

export const useCampaignNames = () =>
  useQuery({
    ...listCampaignsOptions({ query: { limit: 200 } }),
    select: ({ items }) => items.map(({ id, name }) => ({ value: id, label: name })),
  });

/** The message that this approval planned, not an earlier one of the same person. */
const isOf = (approved: ReviewView) => (action: ActionView) =>
  action.enrolment_id === approved.enrolment_id && action.planned_at >= (approved.decided_at ?? '');

/** When what was approved leaves: planned by a worker, so asked again for a while. */
export function useDeparture(approved: ReviewView) {
  return useQuery({
    ...listActionsOptions({
      query: { campaign_id: approved.campaign.id, prospect_id: approved.prospect.id },
    }),
    select: ({ items }) => items.find(isOf(approved)) ?? null,
    refetchInterval: ({ state: { data, dataUpdateCount } }) => {
      const isKnown = data?.items.some(isOf(approved)) ?? false;
      return isKnown || dataUpdateCount > ASK_AT_MOST ? false : ASK_AGAIN_EVERY;
    },
  });
}

/** Takes an approved message back while it waits. */
export function useUndo() {
  const queryClient = useQueryClient();
  return useMutation({
    ...undoActionMutation(),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: listActionsQueryKey() }),
  });
}

export const useQueue = () => useQuery(getQueueOptions());

export const useModelUse = () => useQuery(getModelUseOptions());

export function useSetModelLimits() {
  const queryClient = useQueryClient();
  return useMutation({
    ...setModelLimitsMutation(),
    onSuccess: (use) => queryClient.setQueryData(getModelUseQueryKey(), use),
  });
}

/** Several low-risk messages at once; what was refused stays in the list. */
export function useApproveBatch() {
  const queryClient = useQueryClient();
  return useMutation({
    ...approveBatchMutation(),
    onSettled: async () => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: listReviewsQueryKey() }),
        queryClient.invalidateQueries({ queryKey: getQueueQueryKey() }),
      ]);
    },
  });
}

export type Decision = 'approved' | 'edited' | 'skipped' | 'dismissed' | 'regenerated';

/**
 * What a person may decide. The answer replaces the message; lists are read again, also after a
 * refusal. `onDone` hears every decision, even when another message is in view by then.
 */
export function useDecisions(onDone: (decision: Decision, review: ReviewView) => void) {
  const queryClient = useQueryClient();
  const ends = (decision: Decision) => ({
    onSuccess: (review: ReviewView) => {
      const key = getReviewQueryKey({ path: { draft_id: review.draft_id } });
      queryClient.setQueryData(key, review);
      void queryClient.invalidateQueries({ queryKey: listReviewsQueryKey() });
      onDone(review.state === 'approved' ? 'approved' : decision, review);
    },
    onError: (_: unknown, { path }: { path: { draft_id: string } }) => {
      void queryClient.invalidateQueries({ queryKey: getReviewQueryKey({ path }) });
      void queryClient.invalidateQueries({ queryKey: listReviewsQueryKey() });
    },
  });
  return {
    approve: useMutation({ ...approveReviewMutation(), ...ends('approved') }),
    edit: useMutation({ ...editReviewMutation(), ...ends('edited') }),
    skip: useMutation({ ...skipReviewMutation(), ...ends('skipped') }),
    dismiss: useMutation({ ...dismissReviewMutation(), ...ends('dismissed') }),
    regenerate: useMutation({ ...regenerateReviewMutation(), ...ends('regenerated') }),
  };
}

export type Decisions = ReturnType<typeof useDecisions>;
