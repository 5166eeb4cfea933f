import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import {
  chooseNoticeKindsMutation,
  chooseNoticeMailMutation,
  listNoticeKindsOptions,
  listNoticeKindsQueryKey,
  listNotificationsInfiniteOptions,
  listNotificationsInfiniteQueryKey,
  listNotificationsQueryKey,
  readNoticeMailOptions,
  readNoticeMailQueryKey,
  seeNotificationsMutation,
} from '@/api/generated/@tanstack/react-query.gen';
import { type NotificationList } from '@/api/generated/types.gen';
import { type Pages } from '@/lib/pages';

export function useNotifications(): Pages<NotificationList> {
  return useInfiniteQuery({
    ...listNotificationsInfiniteOptions({ query: { limit: 50 } }),
    initialPageParam: {},
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** The count in the navigation becomes old; the page keeps showing what was new on arrival. */
export function useSeen() {
  const queryClient = useQueryClient();
  return useMutation({
    ...seeNotificationsMutation(),
    onSuccess: () =>
      queryClient.invalidateQueries({
        queryKey: listNotificationsQueryKey({ query: { limit: 1 } }),
      }),
  });
}

export const useNoticeKinds = () => useQuery(listNoticeKindsOptions());

export function useChooseKinds() {
  const queryClient = useQueryClient();
  return useMutation({
    ...chooseNoticeKindsMutation(),
    onSuccess: (kinds) => {
      queryClient.setQueryData(listNoticeKindsQueryKey(), kinds);
      return Promise.all([
        queryClient.invalidateQueries({ queryKey: listNotificationsQueryKey() }),
        queryClient.invalidateQueries({ queryKey: listNotificationsInfiniteQueryKey() }),
      ]);
    },
  });
}

export const useNoticeMail = () => useQuery(readNoticeMailOptions());

export function useChooseMail() {
  const queryClient = useQueryClient();
  return useMutation({
    ...chooseNoticeMailMutation(),
    onSuccess: (mail) => queryClient.setQueryData(readNoticeMailQueryKey(), mail),
  });
}
