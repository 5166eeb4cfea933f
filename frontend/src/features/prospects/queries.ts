import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';

import {
  addProspectMutation,
  changeProspectsMutation,
  changeStageMutation,
  editProspectMutation,
  getImportOptions,
  getImportQueryKey,
  getProspectOptions,
  getProspectQueryKey,
  listImportsOptions,
  listImportsQueryKey,
  listProspectsOptions,
  listProspectsQueryKey,
  listTagsOptions,
  listTagsQueryKey,
  mapImportMutation,
  opposeProspectMutation,
  quoteEnrichmentMutation,
  readCreditsQueryKey,
  readTimelineInfiniteOptions,
  readTimelineQueryKey,
  requestEnrichmentMutation,
  startImportMutation,
  tagProspectMutation,
  untagProspectMutation,
  uploadImportMutation,
} from '@/api/generated/@tanstack/react-query.gen';
import {
  type ImportView,
  type ListOfTimelineItem,
  type ProspectCard,
} from '@/api/generated/types.gen';
import { type Pages } from '@/lib/pages';

import { type ProspectSearch } from './prospect-search';

const PAGE = 50;

export const useProspects = (search: ProspectSearch) =>
  useQuery({
    ...listProspectsOptions({ query: { ...search, sort: search.sort ?? '-score', limit: PAGE } }),
    placeholderData: keepPreviousData,
  });

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
      queryClient.invalidateQueries({ queryKey: listTagsQueryKey() }),
    ]);
}

export const useAddProspect = () =>
  useMutation({ ...addProspectMutation(), onSuccess: useListChanged() });

export const useChangeProspects = () =>
  useMutation({ ...changeProspectsMutation(), onSuccess: useListChanged() });

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

const isUnderWay = (one: ImportView | undefined) => one?.state === 'running';

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

export function useMapImport() {
  const queryClient = useQueryClient();
  return useMutation({
    ...mapImportMutation(),
    onSuccess: (mapped) => {
      const queryKey = getImportQueryKey({ path: { import_id: mapped.id } });
      // Only the upload says whether the file was seen before.
      const before = queryClient.getQueryData<ImportView>(queryKey);
      const seen = mapped.already_imported ?? before?.already_imported ?? null;
      queryClient.setQueryData(queryKey, { ...mapped, already_imported: seen });
    },
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
