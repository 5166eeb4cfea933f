import { useQuery } from '@tanstack/react-query';

import {
  listCampaignsOptions,
  listConversationsOptions,
  listOpenMandatesOptions,
  listProspectsOptions,
  listReviewsOptions,
  listSendersOptions,
  readCreditsOptions,
  readSalesbookOptions,
} from '@/api/generated/@tanstack/react-query.gen';

const FIRST = 5;

export const useWaitingDrafts = () =>
  useQuery(listReviewsOptions({ query: { state: 'to_approve', limit: FIRST } }));

export const useLatestReplies = () =>
  useQuery(listConversationsOptions({ query: { limit: FIRST } }));

export const useOpenMandates = () => useQuery(listOpenMandatesOptions());

export const useSenders = () => useQuery(listSendersOptions());

export const useCredits = () => useQuery(readCreditsOptions());

/** What the onboarding path looks at; one read that fails leaves its step open. */
export function usePath() {
  const salesbook = useQuery(readSalesbookOptions());
  const prospects = useQuery(listProspectsOptions({ query: { limit: 1 } }));
  const senders = useQuery(listSendersOptions());
  const campaigns = useQuery(listCampaignsOptions({ query: { limit: 50 } }));
  return {
    isPending: [salesbook, prospects, senders, campaigns].some((one) => one.isPending),
    isKnown: [salesbook, prospects, senders, campaigns].every((one) => one.isSuccess),
    salesbook: salesbook.data,
    prospects: prospects.data,
    senders: senders.data,
    campaigns: campaigns.data,
  };
}
