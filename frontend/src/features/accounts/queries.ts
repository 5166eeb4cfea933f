import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import {
  readPolicyOptions,
  signInMutation,
  signUpMutation,
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

export const useSignUp = () => useMutation({ ...signUpMutation(), onSuccess: useBegin() });
