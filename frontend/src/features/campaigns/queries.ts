import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';

import {
  draftCampaignMutation,
  editCampaignMutation,
  enrolProspectsMutation,
  explainWaitOptions,
  getCampaignOptions,
  getCampaignQueryKey,
  runPreflightOptions,
  runPreflightQueryKey,
  readSalesbookOptions,
  launchCampaignMutation,
  chooseLevelMutation,
  listActionsOptions,
  listActionsQueryKey,
  listCampaignsInfiniteOptions,
  listCampaignsQueryKey,
  listEnrolmentsInfiniteOptions,
  listEnrolmentsQueryKey,
  listLevelsOptions,
  listLevelsQueryKey,
  listMandatesOptions,
  listMandatesQueryKey,
  listOpenMandatesQueryKey,
  listProspectsInfiniteOptions,
  listSendersOptions,
  orderDraftMutation,
  pauseCampaignMutation,
  readCampaignResultsOptions,
  resumeCampaignMutation,
  editSequenceMutation,
  regenerateReviewMutation,
  revokeMandateMutation,
  signMandateMutation,
  undoActionMutation,
  releaseEnrolmentMutation,
  activatePlanMutation,
  getLastSimulationOptions,
  getLastSimulationQueryKey,
  readCampaignCapOptions,
  readCampaignCapQueryKey,
  readCalendarOptions,
  readRuleHistoryOptions,
  readRuleHistoryQueryKey,
  readCalendarQueryKey,
  setCalendarMutation,
  setCampaignCapMutation,
  simulateCampaignMutation,
  stopEnrolmentMutation,
  signLiaMutation,
} from '@/api/generated/@tanstack/react-query.gen';
import {
  type CampaignView,
  type ListOfCampaignView,
  type ListOfEnrolmentView,
  type ProspectsPage,
} from '@/api/generated/types.gen';
import { type Pages } from '@/lib/pages';

const pathOf = (campaignId: string) => ({ path: { campaign_id: campaignId } });

export function useCampaigns(): Pages<ListOfCampaignView> {
  return useInfiniteQuery({
    ...listCampaignsInfiniteOptions({ query: { limit: 50 } }),
    initialPageParam: {},
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export const useCampaign = (campaignId: string) => useQuery(getCampaignOptions(pathOf(campaignId)));
export const useSalesbook = () => useQuery(readSalesbookOptions());
export const useSenders = () => useQuery(listSendersOptions());
export const usePreflight = (campaignId: string) =>
  useQuery(runPreflightOptions(pathOf(campaignId)));
export const useWhyNot = (campaignId: string) =>
  useQuery({ ...explainWaitOptions(pathOf(campaignId)), refetchInterval: 15_000 });
export const useCampaignResults = (campaignId: string) =>
  useQuery(readCampaignResultsOptions(pathOf(campaignId)));

export function useEnrolments(campaignId: string): Pages<ListOfEnrolmentView> {
  return useInfiniteQuery({
    ...listEnrolmentsInfiniteOptions({ ...pathOf(campaignId), query: { limit: 50 } }),
    initialPageParam: pathOf(campaignId),
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export const useSimulation = (campaignId: string) =>
  useQuery(getLastSimulationOptions(pathOf(campaignId)));

export function useSimulate() {
  const queryClient = useQueryClient();
  return useMutation({
    ...simulateCampaignMutation(),
    onSuccess: (plan) =>
      queryClient.setQueryData(getLastSimulationQueryKey(pathOf(plan.campaign_id)), plan),
  });
}

export function useActivatePlan(campaignId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    ...activatePlanMutation(),
    onSettled: async () => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: getCampaignQueryKey(pathOf(campaignId)) }),
        queryClient.invalidateQueries({ queryKey: getLastSimulationQueryKey(pathOf(campaignId)) }),
        queryClient.invalidateQueries({ queryKey: listCampaignsQueryKey() }),
      ]);
    },
  });
}

export const useMandates = (campaignId: string) =>
  useQuery(listMandatesOptions({ ...pathOf(campaignId), query: { limit: 50 } }));

function useRefreshMandates(campaignId: string) {
  const queryClient = useQueryClient();
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: listMandatesQueryKey(pathOf(campaignId)) }),
      queryClient.invalidateQueries({ queryKey: listOpenMandatesQueryKey() }),
      queryClient.invalidateQueries({ queryKey: listActionsQueryKey() }),
    ]);
}

export const useSignMandate = (campaignId: string) =>
  useMutation({ ...signMandateMutation(), onSuccess: useRefreshMandates(campaignId) });
export const useRevokeMandate = (campaignId: string) =>
  useMutation({ ...revokeMandateMutation(), onSuccess: useRefreshMandates(campaignId) });

export const useLevels = (campaignId: string) => useQuery(listLevelsOptions(pathOf(campaignId)));

export function useChooseLevel(campaignId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    ...chooseLevelMutation(),
    onSuccess: () =>
      queryClient.invalidateQueries({ queryKey: listLevelsQueryKey(pathOf(campaignId)) }),
  });
}

/** What nobody clicked and has not left yet: soon gone, so asked for often. */
export const useHeld = (campaignId: string) =>
  useQuery({
    ...listActionsOptions({ query: { campaign_id: campaignId, state: 'ready', limit: 200 } }),
    select: (page) => page.items.filter((one) => one.unattended),
    refetchInterval: 5_000,
  });

export function useUndo() {
  const queryClient = useQueryClient();
  return useMutation({
    ...undoActionMutation(),
    onSettled: () => queryClient.invalidateQueries({ queryKey: listActionsQueryKey() }),
  });
}

export const useCampaignCap = (campaignId: string) =>
  useQuery(readCampaignCapOptions(pathOf(campaignId)));

export function useSetCampaignCap(campaignId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    ...setCampaignCapMutation(),
    onSuccess: async (cap) => {
      queryClient.setQueryData(readCampaignCapQueryKey(pathOf(campaignId)), cap);
      await queryClient.invalidateQueries({
        queryKey: explainWaitOptions(pathOf(campaignId)).queryKey,
      });
    },
  });
}

export const useCalendar = () => useQuery(readCalendarOptions());

export const useRuleHistory = () => useQuery(readRuleHistoryOptions());

export function useSetCalendar() {
  const queryClient = useQueryClient();
  return useMutation({
    ...setCalendarMutation(),
    onSuccess: (calendar) => {
      queryClient.setQueryData(readCalendarQueryKey(), calendar);
      return queryClient.invalidateQueries({ queryKey: readRuleHistoryQueryKey() });
    },
  });
}

/** Somebody whose draft expired, or whose company was frozen, goes on. */
export function useGoOn(campaignId: string) {
  const queryClient = useQueryClient();
  const onSuccess = () =>
    queryClient.invalidateQueries({ queryKey: listEnrolmentsQueryKey(pathOf(campaignId)) });
  return {
    redraft: useMutation({ ...regenerateReviewMutation(), onSuccess }),
    release: useMutation({ ...releaseEnrolmentMutation(), onSuccess }),
    order: useMutation({ ...orderDraftMutation(), onSuccess }),
    stop: useMutation({ ...stopEnrolmentMutation(), onSuccess }),
  };
}

/** Prospects to choose from, best score first. */
export function useCandidates(words: string): Pages<ProspectsPage> {
  return useInfiniteQuery({
    ...listProspectsInfiniteOptions({
      query: { q: words === '' ? undefined : words, sort: '-score', limit: 50 },
    }),
    initialPageParam: {},
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Every change answers with the campaign; the list and the checklist are read again. */
function useKeepCampaign() {
  const queryClient = useQueryClient();
  return (campaign: CampaignView) => {
    queryClient.setQueryData(getCampaignQueryKey(pathOf(campaign.id)), campaign);
    void queryClient.invalidateQueries({ queryKey: listCampaignsQueryKey() });
    void queryClient.invalidateQueries({ queryKey: runPreflightQueryKey(pathOf(campaign.id)) });
    void queryClient.invalidateQueries({
      queryKey: explainWaitOptions(pathOf(campaign.id)).queryKey,
    });
  };
}

export const useCreateCampaign = () =>
  useMutation({ ...draftCampaignMutation(), onSuccess: useKeepCampaign() });
export const useEditCampaign = () =>
  useMutation({ ...editCampaignMutation(), onSuccess: useKeepCampaign() });
export const useSaveSequence = () =>
  useMutation({ ...editSequenceMutation(), onSuccess: useKeepCampaign() });
export const useSignLia = () => useMutation({ ...signLiaMutation(), onSuccess: useKeepCampaign() });
export const usePause = () =>
  useMutation({ ...pauseCampaignMutation(), onSuccess: useKeepCampaign() });
export const useResume = () =>
  useMutation({ ...resumeCampaignMutation(), onSuccess: useKeepCampaign() });

/** A refused launch names what is missing: the checklist is read again to show it. */
export function useLaunch() {
  const queryClient = useQueryClient();
  return useMutation({
    ...launchCampaignMutation(),
    onSuccess: useKeepCampaign(),
    onError: (_, { path }) =>
      queryClient.invalidateQueries({ queryKey: runPreflightQueryKey({ path }) }),
  });
}

export function useEnrol() {
  const queryClient = useQueryClient();
  return useMutation({
    ...enrolProspectsMutation(),
    onSuccess: async (_, { path }) => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: listEnrolmentsQueryKey({ path }) }),
        queryClient.invalidateQueries({ queryKey: getCampaignQueryKey({ path }) }),
        queryClient.invalidateQueries({ queryKey: runPreflightQueryKey({ path }) }),
        queryClient.invalidateQueries({ queryKey: listCampaignsQueryKey() }),
      ]);
    },
  });
}
