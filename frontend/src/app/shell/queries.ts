import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import {
  changeLocaleMutation,
  readCreditsOptions,
  listConversationsOptions,
  listNotificationsOptions,
  listProspectsOptions,
  listReviewsOptions,
  listWorkspacesOptions,
  signOutMutation,
  switchWorkspaceMutation,
} from '@/api/generated/@tanstack/react-query.gen';
import { sessionOptions, useMay } from '@/lib/session';

const REFRESH_EVERY = 30_000;

/** Counts in the navigation; when they cannot be read, the badge is left out. */
export function useBadges(): { review: number; inbox: number } {
  const reviews = useQuery({
    ...listReviewsOptions({ query: { state: 'to_approve', limit: 1 } }),
    refetchInterval: REFRESH_EVERY,
    enabled: useMay('drafts:read'),
  });
  const conversations = useQuery({
    ...listConversationsOptions({ query: { limit: 100 } }),
    refetchInterval: REFRESH_EVERY,
    enabled: useMay('inbox:read'),
    select: (page) => page.items.filter((one) => one.unread).length,
  });
  return { review: reviews.data?.total ?? 0, inbox: conversations.data ?? 0 };
}

export function useUnreadNotifications(): number {
  const list = useQuery({
    ...listNotificationsOptions({ query: { limit: 1 } }),
    refetchInterval: REFRESH_EVERY,
  });
  return list.data?.unread ?? 0;
}

export const useCredits = () =>
  useQuery({ ...readCreditsOptions(), enabled: useMay('credits:read') });

/** The first people whose name, company or title has these words; nobody for fewer than two letters. */
export function useFoundPeople(words: string) {
  const mayRead = useMay('prospects:read');
  return useQuery({
    ...listProspectsOptions({ query: { q: words, limit: 6 } }),
    enabled: mayRead && words.length >= 2,
    placeholderData: words.length >= 2 ? keepPreviousData : undefined,
  });
}

export const useSignOut = () => useMutation(signOutMutation());

export function useSaveLanguage() {
  const queryClient = useQueryClient();
  return useMutation({
    ...changeLocaleMutation(),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sessionOptions().queryKey }),
  });
}

export const useWorkspaces = () => useQuery(listWorkspacesOptions());

/** Nothing of the other workspace may stay on screen. */
export function useSwitchWorkspace() {
  const queryClient = useQueryClient();
  return useMutation({
    ...switchWorkspaceMutation(),
    onSuccess: (session) => {
      queryClient.clear();
      queryClient.setQueryData(sessionOptions().queryKey, session);
    },
  });
}
