import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import {
  askClosureMutation,
  changePasswordMutation,
  endOtherSessionsMutation,
  endSessionMutation,
  listSessionsOptions,
  listSessionsQueryKey,
  requestEmailChangeMutation,
  withdrawClosureMutation,
} from '@/api/generated/@tanstack/react-query.gen';

export const useSessions = () => useQuery(listSessionsOptions());

function useRefreshSessions() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: listSessionsQueryKey() });
}

export const useEndSession = () =>
  useMutation({ ...endSessionMutation(), onSuccess: useRefreshSessions() });

export const useEndOthers = () =>
  useMutation({ ...endOtherSessionsMutation(), onSuccess: useRefreshSessions() });

export const useChangePassword = () =>
  useMutation({ ...changePasswordMutation(), onSuccess: useRefreshSessions() });

export const useChangeEmail = () => useMutation(requestEmailChangeMutation());

export const useAskClosure = () => useMutation(askClosureMutation());

export const useWithdrawClosure = () => useMutation(withdrawClosureMutation());
