import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';

import {
  endTaskMutation,
  listTasksInfiniteOptions,
  listTasksQueryKey,
  writeCallScriptMutation,
} from '@/api/generated/@tanstack/react-query.gen';
import { type ListOfTaskView, type TaskState } from '@/api/generated/types.gen';
import { type Pages } from '@/lib/pages';

export function useTasks(state: TaskState, campaignId?: string): Pages<ListOfTaskView> {
  return useInfiniteQuery({
    ...listTasksInfiniteOptions({ query: { state, campaign_id: campaignId, limit: 50 } }),
    initialPageParam: {},
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

function useRefresh() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: listTasksQueryKey() });
}

export const useEndTask = () => {
  const refresh = useRefresh();
  return useMutation({ ...endTaskMutation(), onSuccess: refresh });
};

export const useWriteScript = () => {
  const refresh = useRefresh();
  return useMutation({ ...writeCallScriptMutation(), onSuccess: refresh });
};
