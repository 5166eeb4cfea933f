import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import {
  acceptRiskMutation,
  connectSenderMutation,
  disconnectSenderMutation,
  listCreditEntriesOptions,
  listSendersOptions,
  listServicesOptions,
  listSendersQueryKey,
  readAccessLogOptions,
  readCreditsOptions,
  readRiskTextOptions,
  readSendingRulesOptions,
  readSendingRulesQueryKey,
  resumeSenderMutation,
  revokeRiskMutation,
  setSenderLimitsMutation,
  setSendingRulesMutation,
} from '@/api/generated/@tanstack/react-query.gen';

export const useSenders = () => useQuery(listSendersOptions());
export const useServices = () => useQuery(listServicesOptions());

export const useAccessLog = (senderId: string, cursor: string | undefined) =>
  useQuery({
    ...readAccessLogOptions({ path: { sender_id: senderId }, query: { cursor, limit: 50 } }),
    placeholderData: keepPreviousData,
  });

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

export const useSendingRules = () => useQuery(readSendingRulesOptions());

export function useSetSendingRules() {
  const queryClient = useQueryClient();
  return useMutation({
    ...setSendingRulesMutation(),
    onSuccess: async (rules) => {
      queryClient.setQueryData(readSendingRulesQueryKey(), rules);
      await queryClient.invalidateQueries({ queryKey: listSendersQueryKey() });
    },
  });
}

export const useResumeSender = () =>
  useMutation({ ...resumeSenderMutation(), onSuccess: useRefreshSenders() });

export const useCredits = () => useQuery(readCreditsOptions());

export const useCreditEntries = (cursor: string | undefined) =>
  useQuery({
    ...listCreditEntriesOptions({ query: { cursor, limit: 50 } }),
    placeholderData: keepPreviousData,
  });
