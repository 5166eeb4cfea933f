import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import {
  changeRoleMutation,
  inviteMemberMutation,
  readTeamOptions,
  readTeamQueryKey,
  removeMemberMutation,
  resendInvitationMutation,
  revokeInvitationMutation,
} from '@/api/generated/@tanstack/react-query.gen';

export const useTeam = () => useQuery(readTeamOptions());

function useRefreshTeam() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: readTeamQueryKey() });
}

export const useInvite = () =>
  useMutation({ ...inviteMemberMutation(), onSuccess: useRefreshTeam() });

export const useResend = () =>
  useMutation({ ...resendInvitationMutation(), onSuccess: useRefreshTeam() });

export const useRevoke = () =>
  useMutation({ ...revokeInvitationMutation(), onSuccess: useRefreshTeam() });

export const useChangeRole = () =>
  useMutation({ ...changeRoleMutation(), onSettled: useRefreshTeam() });

export const useRemove = () =>
  useMutation({ ...removeMemberMutation(), onSuccess: useRefreshTeam() });
