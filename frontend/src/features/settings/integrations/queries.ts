import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import {
  addHookMutation,
  createKeyMutation,
  enableHookMutation,
  listHookDeliveriesOptions,
  listHookDeliveriesQueryKey,
  listHooksOptions,
  listHooksQueryKey,
  listKeysOptions,
  listKeysQueryKey,
  pingHookMutation,
  removeHookMutation,
  renewHookSecretMutation,
  replayHookDeliveryMutation,
  revokeKeyMutation,
} from '@/api/generated/@tanstack/react-query.gen';

export const useApiKeys = () => useQuery(listKeysOptions());

function useRefreshKeys() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: listKeysQueryKey() });
}

export const useCreateKey = () =>
  useMutation({ ...createKeyMutation(), onSuccess: useRefreshKeys() });

export const useRevokeKey = () =>
  useMutation({ ...revokeKeyMutation(), onSuccess: useRefreshKeys() });

export const useHooks = () => useQuery(listHooksOptions());

function useRefreshHooks() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: listHooksQueryKey() });
}

export const useAddHook = () => useMutation({ ...addHookMutation(), onSuccess: useRefreshHooks() });

export const useRemoveHook = () =>
  useMutation({ ...removeHookMutation(), onSuccess: useRefreshHooks() });

export const useEnableHook = () =>
  useMutation({ ...enableHookMutation(), onSuccess: useRefreshHooks() });

export const useRenewSecret = () =>
  useMutation({ ...renewHookSecretMutation(), onSuccess: useRefreshHooks() });

/** Deliveries move without an event of their own: they are read again while the log is open. */
export const useDeliveries = (hookId: string, cursor: string | undefined) =>
  useQuery({
    ...listHookDeliveriesOptions({ path: { hook_id: hookId }, query: { cursor, limit: 20 } }),
    placeholderData: keepPreviousData,
    refetchInterval: 5_000,
  });

function useRefreshDeliveries(hookId: string) {
  const queryClient = useQueryClient();
  return () =>
    queryClient.invalidateQueries({
      queryKey: listHookDeliveriesQueryKey({ path: { hook_id: hookId } }),
      exact: false,
    });
}

export const usePing = (hookId: string) =>
  useMutation({ ...pingHookMutation(), onSuccess: useRefreshDeliveries(hookId) });

export const useReplay = (hookId: string) =>
  useMutation({ ...replayHookDeliveryMutation(), onSuccess: useRefreshDeliveries(hookId) });
