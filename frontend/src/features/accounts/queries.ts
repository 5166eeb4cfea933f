import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import {
  acceptInvitationMutation,
  choosePasswordMutation,
  confirmEmailMutation,
  confirmSecondFactorMutation,
  confirmSignUpMutation,
  giveSecondFactorMutation,
  joinWorkspaceMutation,
  readInvitationMutation,
  readPolicyOptions,
  requestPasswordMutation,
  signInMutation,
  signUpMutation,
  startSecondFactorMutation,
} from '@/api/generated/@tanstack/react-query.gen';
import { type SessionView } from '@/api/generated/types.gen';
import { sessionOptions } from '@/lib/session';

export const usePolicy = () => useQuery({ ...readPolicyOptions(), staleTime: Infinity });

/** Nothing of whoever used this browser before may stay on screen. */
function useBegin() {
  const queryClient = useQueryClient();
  return (session: SessionView) => {
    queryClient.clear();
    queryClient.setQueryData(sessionOptions().queryKey, session);
  };
}

export const useSignIn = () => useMutation({ ...signInMutation(), onSuccess: useBegin() });

export const useGiveCode = () =>
  useMutation({ ...giveSecondFactorMutation(), onSuccess: useBegin() });

export const useSignUp = () => useMutation(signUpMutation());

export const useConfirmSignUp = () =>
  useMutation({ ...confirmSignUpMutation(), onSuccess: useBegin() });

export const useForgotten = () => useMutation(requestPasswordMutation());

export const useChoosePassword = () => useMutation(choosePasswordMutation());

export const useConfirmEmail = () => useMutation(confirmEmailMutation());

export const useReadInvitation = () => useMutation(readInvitationMutation());

export const useAcceptInvitation = () =>
  useMutation({ ...acceptInvitationMutation(), onSuccess: useBegin() });

export const useJoin = () => useMutation({ ...joinWorkspaceMutation(), onSuccess: useBegin() });

export const useStartFactor = () => useMutation(startSecondFactorMutation());

export function useConfirmFactor() {
  const begin = useBegin();
  return useMutation({
    ...confirmSecondFactorMutation(),
    onSuccess: ({ session }) => begin(session),
  });
}
