import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import {
  acceptPeopleMutation,
  listProspectsQueryKey,
  listSavedSearchesOptions,
  listSavedSearchesQueryKey,
  listSearchAccountsOptions,
  listSearchAccountsQueryKey,
  pauseSavedSearchMutation,
  proposeLookalikesMutation,
  proposeSearchMutation,
  readCreditsQueryKey,
  readPeopleSearchOptions,
  readPeopleSearchQueryKey,
  removeSavedSearchMutation,
  savePeopleSearchMutation,
  searchPeopleMutation,
  showMorePeopleMutation,
  signSearchConsentMutation,
  withdrawSearchConsentMutation,
} from '@/api/generated/@tanstack/react-query.gen';
import { type PeopleSearchView } from '@/api/generated/types.gen';

export const useSearchAccounts = () => useQuery(listSearchAccountsOptions());

export const usePeopleSearch = (searchId: string | undefined) =>
  useQuery({
    ...readPeopleSearchOptions({ path: { search_id: searchId ?? '' } }),
    enabled: searchId !== undefined,
    staleTime: Infinity,
  });

function useAccountsChanged() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: listSearchAccountsQueryKey() });
}

export const useSignConsent = () =>
  useMutation({ ...signSearchConsentMutation(), onSuccess: useAccountsChanged() });

export const useWithdrawConsent = () =>
  useMutation({ ...withdrawSearchConsentMutation(), onSuccess: useAccountsChanged() });

/** Neither looks anything up, so both may be asked again at will. */
export const useProposal = () => useMutation(proposeSearchMutation());
export const useLookalikes = () => useMutation(proposeLookalikesMutation());

function useKeepSearch() {
  const queryClient = useQueryClient();
  return (found: PeopleSearchView) => {
    const queryKey = readPeopleSearchQueryKey({ path: { search_id: found.id } });
    queryClient.setQueryData(queryKey, found);
  };
}

/** What is left of the day changes also when the search was refused. */
export function useSearchPeople() {
  const keep = useKeepSearch();
  return useMutation({
    ...searchPeopleMutation(),
    onSuccess: keep,
    onSettled: useAccountsChanged(),
  });
}

export function useMorePeople() {
  const keep = useKeepSearch();
  return useMutation({
    ...showMorePeopleMutation(),
    onSuccess: keep,
    onSettled: useAccountsChanged(),
  });
}

export function useAcceptPeople() {
  const queryClient = useQueryClient();
  const keep = useKeepSearch();
  return useMutation({
    ...acceptPeopleMutation(),
    onSuccess: (done) => {
      keep(done.search);
      return Promise.all([
        queryClient.invalidateQueries({ queryKey: listProspectsQueryKey() }),
        queryClient.invalidateQueries({ queryKey: readCreditsQueryKey() }),
      ]);
    },
  });
}

export const useSavedSearches = () => useQuery(listSavedSearchesOptions());

function useSavedChanged() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: listSavedSearchesQueryKey() });
}

export const useSaveSearch = () =>
  useMutation({ ...savePeopleSearchMutation(), onSuccess: useSavedChanged() });
export const usePauseSaved = () =>
  useMutation({ ...pauseSavedSearchMutation(), onSuccess: useSavedChanged() });
export const useRemoveSaved = () =>
  useMutation({ ...removeSavedSearchMutation(), onSuccess: useSavedChanged() });
