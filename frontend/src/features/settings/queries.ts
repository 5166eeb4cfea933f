import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import {
  acceptRiskMutation,
  connectSenderMutation,
  disconnectSenderMutation,
  listCreditEntriesOptions,
  listSendersOptions,
  listSendersQueryKey,
  readCreditsOptions,
  readRiskTextOptions,
  resumeSenderMutation,
  revokeRiskMutation,
  setSenderLimitsMutation,
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

export const useRiskText = () => useQuery(readRiskTextOptions());

function useRefreshSenders() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: listSendersQueryKey() });
}

export const useAcceptRisk = () =>
  useMutation({ ...acceptRiskMutation(), onSuccess: useRefreshSenders() });

export const useRevokeRisk = () =>
  useMutation({ ...revokeRiskMutation(), onSuccess: useRefreshSenders() });

export const useSetLimits = () =>
  useMutation({ ...setSenderLimitsMutation(), onSuccess: useRefreshSenders() });

export const useResumeSender = () =>
  useMutation({ ...resumeSenderMutation(), onSuccess: useRefreshSenders() });

export const useCredits = () => useQuery(readCreditsOptions());

export const useCreditEntries = (cursor: string | undefined) =>
  useQuery({
    ...listCreditEntriesOptions({ query: { cursor, limit: 50 } }),
    placeholderData: keepPreviousData,
  });
