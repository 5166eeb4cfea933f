import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import {
  listClearancesOptions,
  listClearancesQueryKey,
  orderEnrichmentProvidersMutation,
  readEnrichmentCapOptions,
  readEnrichmentCapQueryKey,
  readEnrichmentProvidersOptions,
  readEnrichmentProvidersQueryKey,
  readScoreRulesOptions,
  readScoreRulesQueryKey,
  setEnrichmentCapMutation,
  setScoreRulesMutation,
  withdrawClearanceMutation,
} from '@/api/generated/@tanstack/react-query.gen';

export const useCap = () => useQuery(readEnrichmentCapOptions());

export function useSetCap() {
  const queryClient = useQueryClient();
  return useMutation({
    ...setEnrichmentCapMutation(),
    onSuccess: (cap) => queryClient.setQueryData(readEnrichmentCapQueryKey(), cap),
  });
}

export const useProviders = () => useQuery(readEnrichmentProvidersOptions());

export function useOrderProviders() {
  const queryClient = useQueryClient();
  return useMutation({
    ...orderEnrichmentProvidersMutation(),
    onSuccess: (order) => queryClient.setQueryData(readEnrichmentProvidersQueryKey(), order),
  });
}

export const useScoreRules = () => useQuery(readScoreRulesOptions());

export function useSetScoreRules() {
  const queryClient = useQueryClient();
  return useMutation({
    ...setScoreRulesMutation(),
    onSuccess: (rules) => queryClient.setQueryData(readScoreRulesQueryKey(), rules),
  });
}

export const useClearances = () => useQuery(listClearancesOptions());

export function useWithdrawClearance() {
  const queryClient = useQueryClient();
  return useMutation({
    ...withdrawClearanceMutation(),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: listClearancesQueryKey() }),
  });
}
