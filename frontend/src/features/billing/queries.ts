import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import {
  listInvoicesOptions,
  listPlansOptions,
  openPortalMutation,
  previewPlanOptions,
  readCreditsQueryKey,
  readSpendingRulesOptions,
  readSpendingRulesQueryKey,
  readSubscriptionOptions,
  readSubscriptionQueryKey,
  setSpendingRulesMutation,
  settleCheckoutMutation,
  startCheckoutMutation,
} from '@/api/generated/@tanstack/react-query.gen';
import { type SpendingAsk } from '@/api/generated/types.gen';
import { ifMatch } from '@/lib/api-client';
import { useMay } from '@/lib/session';

export function useSubscription() {
  const maySee = useMay('credits:read');
  return useQuery({ ...readSubscriptionOptions(), enabled: maySee });
}

export const usePlans = () => useQuery({ ...listPlansOptions(), staleTime: Infinity });

export const usePreview = (lookupKey: string, seats: number) =>
  useQuery(previewPlanOptions({ query: { lookup_key: lookupKey, seats } }));

export const useInvoices = (cursor: string | undefined) =>
  useQuery({
    ...listInvoicesOptions({ query: { cursor, limit: 20 } }),
    placeholderData: keepPreviousData,
  });

/** The payment provider's own pages: no card is ever typed in ours. */
const leaveFor = ({ url }: { url: string }) => window.location.assign(url);

export const useCheckout = () => useMutation({ ...startCheckoutMutation(), onSuccess: leaveFor });

export const usePortal = () => useMutation({ ...openPortalMutation(), onSuccess: leaveFor });

export function useSettleCheckout() {
  const queryClient = useQueryClient();
  return useMutation({
    ...settleCheckoutMutation(),
    onSuccess: async (subscription) => {
      queryClient.setQueryData(readSubscriptionQueryKey(), subscription);
      await queryClient.invalidateQueries({ queryKey: readCreditsQueryKey() });
    },
  });
}

export const useSpendingRules = () => useQuery(readSpendingRulesOptions());

export function useSetSpendingRules() {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    ...setSpendingRulesMutation(),
    onSuccess: (rules) => queryClient.setQueryData(readSpendingRulesQueryKey(), rules),
  });
  return {
    ...mutation,
    save: (body: SpendingAsk, version: number, onSaved: () => void) =>
      mutation.mutate({ body, headers: ifMatch(version) }, { onSuccess: onSaved }),
  };
}
