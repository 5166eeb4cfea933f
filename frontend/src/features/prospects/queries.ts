import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';

import {
  addProspectMutation,
  addSignalMutation,
  askOpinionMutation,
  changeMatchingProspectsMutation,
  changeProspectsMutation,
  changeStageMutation,
  chooseImportSheetMutation,
  clearImportColumnMutation,
  clearTextMutation,
  countProspectsOptions,
  countProspectsQueryKey,
  editProspectMutation,
  enrolMatchingProspectsMutation,
  enrolProspectsMutation,
  getCompanyOptions,
  getImportOptions,
  getImportQueryKey,
  getProspectCompanyOptions,
  getProspectOptions,
  getProspectQueryKey,
  giveFeedbackMutation,
  listCampaignsOptions,
  listCompaniesOptions,
  listCompanyPeopleOptions,
  listDuplicatesInfiniteOptions,
  listFeedbackOptions,
  listFeedbackQueryKey,
  listFilterFieldsOptions,
  listImportChangesOptions,
  listImportsOptions,
  listImportsQueryKey,
  listMergesOptions,
  listMergesQueryKey,
  listProspectsOptions,
  listProspectsQueryKey,
  listSavedViewsOptions,
  listSavedViewsQueryKey,
  listTagsOptions,
  listTagsQueryKey,
  listTwinsOptions,
  listTwinsQueryKey,
  mapImportMutation,
  mergeProspectsMutation,
  opposeProspectMutation,
  previewImportMutation,
  quoteEnrichmentMutation,
  readCreditsQueryKey,
  readScoreReliabilityOptions,
  readScoreRulesOptions,
  readTimelineInfiniteOptions,
  readTimelineQueryKey,
  removeSignalMutation,
  removeViewMutation,
  requestEnrichmentMutation,
  saveViewMutation,
  startImportMutation,
  tagProspectMutation,
  undoFeedbackMutation,
  undoImportMutation,
  undoMergeMutation,
  untagProspectMutation,
  uploadImportMutation,
} from '@/api/generated/@tanstack/react-query.gen';
import { previewMerge } from '@/api/generated/sdk.gen';
import {
  type ImportView,
  type ListOfTimelineItem,
  type ListOfTwinsView,
  type ProspectCard,
  type ProspectTotal,
} from '@/api/generated/types.gen';
import { type Pages } from '@/lib/pages';

import { type CompanySearch } from './company-search';
import { type ProspectSearch } from './prospect-search';

const PAGE = 50;

export const useProspects = (search: ProspectSearch) =>
  useQuery({
    ...listProspectsOptions({ query: { ...search, sort: search.sort ?? '-score', limit: PAGE } }),
    placeholderData: keepPreviousData,
  });

/** Counted apart, so that the list waits for no count; not asked while the page tells it. */
export function useProspectTotal(
  { cursor: _, sort: __, ...filters }: ProspectSearch,
  told: ProspectTotal | null | undefined,
): ProspectTotal | undefined {
  const counted = useFilterCount(filters, told === null);
  return told ?? counted.data;
}

export type Filters = Omit<ProspectSearch, 'cursor' | 'sort'>;

export const useFilterCount = (filters: Filters, isReady: boolean) =>
  useQuery({
    ...countProspectsOptions({ query: filters }),
    enabled: isReady,
    placeholderData: keepPreviousData,
  });

export const useFilterFields = () =>
  useQuery({
    ...listFilterFieldsOptions(),
    staleTime: Infinity,
    select: ({ items }) => items,
  });

export const useReliability = () =>
  useQuery({ ...readScoreReliabilityOptions(), staleTime: 300_000 });

export const useFeedback = (prospectId: string) =>
  useQuery(listFeedbackOptions({ path: { prospect_id: prospectId } }));

/** What is said of a prospect changes the score on the card and in the list. */
function useScoreChanged() {
  const queryClient = useQueryClient();
  const listChanged = useListChanged();
  return (_: unknown, { path }: { path: { prospect_id: string } }) =>
    Promise.all([
      queryClient.invalidateQueries({
        queryKey: getProspectQueryKey({ path: { prospect_id: path.prospect_id } }),
      }),
      queryClient.invalidateQueries({
        queryKey: listFeedbackQueryKey({ path: { prospect_id: path.prospect_id } }),
      }),
      listChanged(),
    ]);
}

export const useGiveFeedback = () =>
  useMutation({ ...giveFeedbackMutation(), onSuccess: useScoreChanged() });
export const useUndoFeedback = () =>
  useMutation({ ...undoFeedbackMutation(), onSuccess: useScoreChanged() });
export const useAddSignal = () =>
  useMutation({ ...addSignalMutation(), onSuccess: useScoreChanged() });
export const useRemoveSignal = () =>
  useMutation({ ...removeSignalMutation(), onSuccess: useScoreChanged() });

export const useScoreRules = () => useQuery({ ...readScoreRulesOptions(), staleTime: 300_000 });
export const useAskOpinion = () =>
  useMutation({ ...askOpinionMutation(), onSuccess: useScoreChanged() });

export const useTags = () => useQuery(listTagsOptions());

export const useProspect = (prospectId: string) =>
  useQuery(getProspectOptions({ path: { prospect_id: prospectId } }));

export const useTimeline = (prospectId: string): Pages<ListOfTimelineItem> =>
  useInfiniteQuery({
    ...readTimelineInfiniteOptions({ path: { prospect_id: prospectId }, query: { limit: 20 } }),
    initialPageParam: { path: { prospect_id: prospectId } },
    getNextPageParam: (page) => page.next ?? undefined,
  });

function useListChanged() {
  const queryClient = useQueryClient();
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: listProspectsQueryKey() }),
      queryClient.invalidateQueries({ queryKey: countProspectsQueryKey() }),
      queryClient.invalidateQueries({ queryKey: listTagsQueryKey() }),
    ]);
}

export const useAddProspect = () =>
  useMutation({ ...addProspectMutation(), onSuccess: useListChanged() });

/** The way out of a wrong refusal at the wall for special categories; the reason is kept. */
export const useClearText = () => useMutation(clearTextMutation());

export const useChangeProspects = () =>
  useMutation({ ...changeProspectsMutation(), onSuccess: useListChanged() });

/** The change itself runs in the background; its events refresh the list. */
export const useChangeMatching = () => useMutation(changeMatchingProspectsMutation());

/** The result comes with the operation; its events refresh the list. */
export const useEnrolMatching = () => useMutation(enrolMatchingProspectsMutation());
export const useEnrol = () => useMutation(enrolProspectsMutation());

export const useOpenCampaigns = () =>
  useQuery({
    ...listCampaignsOptions({ query: { limit: 50 } }),
    select: ({ items }) => items.filter((one) => one.state !== 'finished'),
  });

export const useSavedViews = () => useQuery(listSavedViewsOptions());

function useViewsChanged() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: listSavedViewsQueryKey() });
}

export const useSaveView = () =>
  useMutation({ ...saveViewMutation(), onSuccess: useViewsChanged() });
export const useRemoveView = () =>
  useMutation({ ...removeViewMutation(), onSuccess: useViewsChanged() });

/** The server answers with the whole card: shown at once, and the list is read again. */
function useKeepCard() {
  const queryClient = useQueryClient();
  const listChanged = useListChanged();
  return async (card: ProspectCard) => {
    queryClient.setQueryData(getProspectQueryKey({ path: { prospect_id: card.id } }), card);
    await listChanged();
  };
}

export const useChangeStage = () =>
  useMutation({ ...changeStageMutation(), onSuccess: useKeepCard() });

export const useTagProspect = () =>
  useMutation({ ...tagProspectMutation(), onSuccess: useKeepCard() });

export const useUntagProspect = () =>
  useMutation({ ...untagProspectMutation(), onSuccess: useKeepCard() });

export const useEditProspect = () =>
  useMutation({ ...editProspectMutation(), onSuccess: useKeepCard() });

export function useOpposeProspect(prospectId: string) {
  const queryClient = useQueryClient();
  const listChanged = useListChanged();
  const path = { path: { prospect_id: prospectId } };
  return useMutation({
    ...opposeProspectMutation(),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: getProspectQueryKey(path) }),
        queryClient.invalidateQueries({ queryKey: readTimelineQueryKey(path) }),
        listChanged(),
      ]),
  });
}

/** A quote spends nothing, so it may be asked again at will. */
export const useQuote = () => useMutation(quoteEnrichmentMutation());

export function useRequestEnrichment() {
  const queryClient = useQueryClient();
  return useMutation({
    ...requestEnrichmentMutation(),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: readCreditsQueryKey() }),
  });
}

export const useImports = () => useQuery(listImportsOptions({ query: { limit: 10 } }));

const isUnderWay = (one: ImportView | undefined) =>
  one !== undefined &&
  (one.state === 'running' ||
    (one.state === 'checked' && one.preview?.is_done === false) ||
    (one.undo !== null && one.undo.finished_at === null));

export const useImport = (importId: string) =>
  useQuery({
    ...getImportOptions({ path: { import_id: importId } }),
    refetchInterval: (query) => (isUnderWay(query.state.data) ? 1_500 : false),
  });

export function useUploadImport() {
  const queryClient = useQueryClient();
  return useMutation({
    ...uploadImportMutation(),
    onSuccess: async (made) => {
      queryClient.setQueryData(getImportQueryKey({ path: { import_id: made.id } }), made);
      await queryClient.invalidateQueries({ queryKey: listImportsQueryKey() });
    },
  });
}

function useKeepImport() {
  const queryClient = useQueryClient();
  return (changed: ImportView) => {
    const queryKey = getImportQueryKey({ path: { import_id: changed.id } });
    // Only the upload says whether the file was seen before.
    const before = queryClient.getQueryData<ImportView>(queryKey);
    const seen = changed.already_imported ?? before?.already_imported ?? null;
    queryClient.setQueryData(queryKey, { ...changed, already_imported: seen });
  };
}

export const useMapImport = () =>
  useMutation({ ...mapImportMutation(), onSuccess: useKeepImport() });

export const useClearColumn = () =>
  useMutation({ ...clearImportColumnMutation(), onSuccess: useKeepImport() });

export const useChooseSheet = () =>
  useMutation({ ...chooseImportSheetMutation(), onSuccess: useKeepImport() });

export const usePreviewImport = () =>
  useMutation({ ...previewImportMutation(), onSuccess: useKeepImport() });

export const useImportChanges = (importId: string) =>
  useQuery(listImportChangesOptions({ path: { import_id: importId } }));

export function useUndoImport(importId: string) {
  const queryClient = useQueryClient();
  const listChanged = useListChanged();
  return useMutation({
    ...undoImportMutation(),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({
          queryKey: getImportQueryKey({ path: { import_id: importId } }),
        }),
        listChanged(),
      ]),
  });
}

export function useStartImport(importId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    ...startImportMutation(),
    onSuccess: () =>
      queryClient.invalidateQueries({
        queryKey: getImportQueryKey({ path: { import_id: importId } }),
      }),
  });
}

export const reportUrl = (importId: string) =>
  `/api/v1/imports/${encodeURIComponent(importId)}/report.csv`;

export const keptUrl = (importId: string) =>
  `/api/v1/imports/${encodeURIComponent(importId)}/kept.csv`;

export const useTwins = (prospectId: string) =>
  useQuery(listTwinsOptions({ path: { prospect_id: prospectId } }));

/** Kept while the page is open: a merged group stays in sight with its way back. */
export const useDuplicates = (): Pages<ListOfTwinsView> =>
  useInfiniteQuery({
    ...listDuplicatesInfiniteOptions(),
    initialPageParam: {},
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: Infinity,
    gcTime: 0,
  });

export const useMerges = (prospectId: string) =>
  useQuery(listMergesOptions({ path: { prospect_id: prospectId } }));

/** Compares only: a read that needs a body. */
export const useMergePreview = (prospectId: string, otherId: string) =>
  useQuery({
    queryKey: ['previewMerge', prospectId, otherId],
    queryFn: async ({ signal }) => {
      const { data } = await previewMerge({
        path: { prospect_id: prospectId },
        body: { other_id: otherId },
        signal,
        throwOnError: true,
      });
      return data;
    },
    staleTime: 0,
  });

function useMergeChanged(prospectId: string) {
  const queryClient = useQueryClient();
  const listChanged = useListChanged();
  const path = { path: { prospect_id: prospectId } };
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: getProspectQueryKey(path) }),
      queryClient.invalidateQueries({ queryKey: readTimelineQueryKey(path) }),
      queryClient.invalidateQueries({ queryKey: listTwinsQueryKey(path) }),
      queryClient.invalidateQueries({ queryKey: listMergesQueryKey(path) }),
      listChanged(),
    ]);
}

export const useMergeProspects = (prospectId: string) =>
  useMutation({ ...mergeProspectsMutation(), onSuccess: useMergeChanged(prospectId) });

export const useUndoMerge = (prospectId: string) =>
  useMutation({ ...undoMergeMutation(), onSuccess: useMergeChanged(prospectId) });

export const useCompanies = (search: CompanySearch) =>
  useQuery({
    ...listCompaniesOptions({ query: { ...search, sort: search.sort ?? 'name', limit: PAGE } }),
    placeholderData: keepPreviousData,
  });

/** Null ids until the person is linked to a firm. */
export const useProspectCompany = (prospectId: string) =>
  useQuery(getProspectCompanyOptions({ path: { prospect_id: prospectId } }));

export const useCompany = (companyId: string) =>
  useQuery(getCompanyOptions({ path: { company_id: companyId } }));

export const useCompanyPeople = (companyId: string, cursor: string | undefined) =>
  useQuery({
    ...listCompanyPeopleOptions({
      path: { company_id: companyId },
      query: { cursor, limit: PAGE },
    }),
    placeholderData: keepPreviousData,
  });
