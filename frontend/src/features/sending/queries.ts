import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import {
  listActionsOptions,
  listActionsQueryKey,
  listCampaignsOptions,
  listSendersOptions,
  listStopsOptions,
  listStopsQueryKey,
  readActionOptions,
  readActionQueryKey,
  reportDoneMutation,
  restartSendingMutation,
  settleActionMutation,
  stopSendingMutation,
} from '@/api/generated/@tanstack/react-query.gen';
import { useMay } from '@/lib/session';

export type Queue = 'todo' | 'ready' | 'unknown' | 'unconfirmed' | 'quarantined' | 'failed';

const wanted = (queue: Queue) =>
  queue === 'todo'
    ? ({ state: 'ready', reason: 'person_acts' } as const)
    : ({ state: queue } as const);

export const useActions = (queue: Queue, cursor: string | undefined) =>
  useQuery({
    ...listActionsOptions({ query: { ...wanted(queue), cursor, limit: 50 } }),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });

export const useAction = (actionId: string) =>
  useQuery(readActionOptions({ path: { action_id: actionId } }));

function useRefreshActions(actionId: string) {
  const queryClient = useQueryClient();
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: listActionsQueryKey() }),
      queryClient.invalidateQueries({
        queryKey: readActionQueryKey({ path: { action_id: actionId } }),
      }),
    ]);
}

export const useSettleAction = (actionId: string) =>
  useMutation({ ...settleActionMutation(), onSuccess: useRefreshActions(actionId) });

export const useReportDone = (actionId: string) =>
  useMutation({ ...reportDoneMutation(), onSuccess: useRefreshActions(actionId) });

export const useStops = () =>
  useQuery({
    ...listStopsOptions(),
    enabled: useMay('campaigns:read'),
    refetchInterval: 30_000,
  });

/** What a stop can be narrowed to. */
export const useTargets = () => ({
  senders: useQuery(listSendersOptions()),
  campaigns: useQuery(listCampaignsOptions({ query: { limit: 200 } })),
});

function useRefreshStops() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: listStopsQueryKey() });
}

export const useStopSending = () =>
  useMutation({ ...stopSendingMutation(), onSuccess: useRefreshStops() });

export const useRestartSending = () =>
  useMutation({ ...restartSendingMutation(), onSuccess: useRefreshStops() });
