import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import {
  connectSenderMutation,
  disconnectSenderMutation,
  listCreditEntriesOptions,
  listSendersOptions,
  listSendersQueryKey,
  readCreditsOptions,
} from '@/api/generated/@tanstack/react-query.gen';

export const useSenders = () => useQuery(listSendersOptions());

export const useConnectSender = () => useMutation(connectSenderMutation());

export function useDisconnectSender() {
  const queryClient = useQueryClient();
  return useMutation({
    ...disconnectSenderMutation(),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: listSendersQueryKey() }),
  });
}

export const useCredits = () => useQuery(readCreditsOptions());

export const useCreditEntries = (cursor: string | undefined) =>
  useQuery({
    ...listCreditEntriesOptions({ query: { cursor, limit: 50 } }),
    placeholderData: keepPreviousData,
  });
