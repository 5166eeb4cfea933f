import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';

import {
  addReferralMutation,
  answerConversationMutation,
  assignConversationMutation,
  correctLabelMutation,
  draftAnswerMutation,
  getConversationOptions,
  getConversationQueryKey,
  listConversationsInfiniteOptions,
  liftDoubtMutation,
  listConversationsQueryKey,
  markConversationReadMutation,
  setReferralAsideMutation,
  snoozeConversationMutation,
  undoAnswerMutation,
} from '@/api/generated/@tanstack/react-query.gen';
import { type ConversationThread, type ListOfConversationView } from '@/api/generated/types.gen';
import { type Pages } from '@/lib/pages';

import { type InboxSearch } from './inbox-search';

export function useConversations(filters: InboxSearch): Pages<ListOfConversationView> {
  return useInfiniteQuery({
    ...listConversationsInfiniteOptions({ query: { ...filters, limit: 50 } }),
    initialPageParam: {},
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

const pathOf = (conversationId: string) => ({ path: { conversation_id: conversationId } });

export const useConversation = (conversationId: string) =>
  useQuery(getConversationOptions(pathOf(conversationId)));

function useKeepThread() {
  const queryClient = useQueryClient();
  return (thread: ConversationThread) => {
    queryClient.setQueryData(getConversationQueryKey(pathOf(thread.id)), thread);
    return queryClient.invalidateQueries({ queryKey: listConversationsQueryKey() });
  };
}

export function useMarkRead() {
  return useMutation({ ...markConversationReadMutation(), onSuccess: useKeepThread() });
}

export function useCorrectLabel() {
  return useMutation({ ...correctLabelMutation(), onSuccess: useKeepThread() });
}

/** What may be done with a conversation besides answering it. */
export function useArrangements() {
  const onSuccess = useKeepThread();
  return {
    lift: useMutation({ ...liftDoubtMutation(), onSuccess }),
    assign: useMutation({ ...assignConversationMutation(), onSuccess }),
    snooze: useMutation({ ...snoozeConversationMutation(), onSuccess }),
    refer: useMutation({ ...addReferralMutation(), onSuccess }),
    setAside: useMutation({ ...setReferralAsideMutation(), onSuccess }),
  };
}

function useReread(conversationId: string) {
  const queryClient = useQueryClient();
  return async () => {
    await Promise.all([
      queryClient.invalidateQueries({
        queryKey: getConversationQueryKey(pathOf(conversationId)),
      }),
      queryClient.invalidateQueries({ queryKey: listConversationsQueryKey() }),
    ]);
  };
}

export function useAnswer(conversationId: string) {
  return useMutation({ ...answerConversationMutation(), onSuccess: useReread(conversationId) });
}

export function useUndoAnswer(conversationId: string) {
  return useMutation({ ...undoAnswerMutation(), onSettled: useReread(conversationId) });
}

export function useDraftAnswer(conversationId: string) {
  return useMutation({ ...draftAnswerMutation(), onSuccess: useReread(conversationId) });
}
