import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import {
  acceptPolicyMutation,
  addSuppressionMutation,
  askForAuditMutation,
  chooseNoticePilotMutation,
  confirmIdentityMutation,
  declareIncidentMutation,
  extendRightsRequestMutation,
  grantRightsRequestMutation,
  letPersonGoMutation,
  linkExportMutation,
  listAnnouncedChangesOptions,
  listAuditsOptions,
  listAuthorityRequestsOptions,
  listChangeNoticesOptions,
  listDeletionReceiptsOptions,
  listExportsOptions,
  listInstructionAlertsOptions,
  listIncidentsOptions,
  listPersonClocksOptions,
  listRightsRequestsOptions,
  listSubprocessorsOptions,
  listSendersOptions,
  listSuppressionsOptions,
  noteChangeSeenMutation,
  orderExportMutation,
  readNoticePilotOptions,
  readObjectionDeltaOptions,
  readPolicyOptions,
  readRetentionOptions,
  recordToldElsewhereMutation,
  refuseRightsRequestMutation,
  sendIncidentNoticeMutation,
  testSuppressionMutation,
} from '@/api/generated/@tanstack/react-query.gen';

/** Every read of this page is small and changes with every act on it. */
function useRefresh() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries();
}

export const useRightsRequests = () => useQuery(listRightsRequestsOptions());
export const usePersonClocks = () => useQuery(listPersonClocksOptions());
export const useReceipts = () => useQuery(listDeletionReceiptsOptions());
export const useRetention = () => useQuery(readRetentionOptions());
export const useSuppressions = () => useQuery(listSuppressionsOptions());
export const useSubprocessors = () => useQuery(listSubprocessorsOptions());
export const useIncidents = () => useQuery(listIncidentsOptions());

export const useConfirmIdentity = () =>
  useMutation({ ...confirmIdentityMutation(), onSuccess: useRefresh() });
export const useGrant = () =>
  useMutation({ ...grantRightsRequestMutation(), onSuccess: useRefresh() });
export const useRefuse = () =>
  useMutation({ ...refuseRightsRequestMutation(), onSuccess: useRefresh() });
export const useExtend = () =>
  useMutation({ ...extendRightsRequestMutation(), onSuccess: useRefresh() });
export const useLetGo = () => useMutation({ ...letPersonGoMutation(), onSuccess: useRefresh() });
export const useToldElsewhere = () =>
  useMutation({ ...recordToldElsewhereMutation(), onSuccess: useRefresh() });
export const useAddSuppression = () =>
  useMutation({ ...addSuppressionMutation(), onSuccess: useRefresh() });
export const useTestSuppression = () => useMutation(testSuppressionMutation());
export const useDeclareIncident = () =>
  useMutation({ ...declareIncidentMutation(), onSuccess: useRefresh() });
export const useSendNotice = () =>
  useMutation({ ...sendIncidentNoticeMutation(), onSuccess: useRefresh() });

export const useNoticePilot = () => useQuery(readNoticePilotOptions());
export const useMailboxes = () =>
  useQuery({
    ...listSendersOptions(),
    select: ({ items }) =>
      items.filter((one) => one.kind === 'mailbox' && one.state === 'connected'),
  });
export const useChoosePilot = () =>
  useMutation({ ...chooseNoticePilotMutation(), onSuccess: useRefresh() });

export const useChangeNotices = () => useQuery(listChangeNoticesOptions());
export const useNoteChangeSeen = () => useMutation(noteChangeSeenMutation());
export const useCurrentPolicy = () => useQuery(readPolicyOptions());
export const useAcceptPolicy = () =>
  useMutation({ ...acceptPolicyMutation(), onSuccess: useRefresh() });

export const useAudits = () => useQuery(listAuditsOptions());
export const useAuthorities = () => useQuery(listAuthorityRequestsOptions());
export const useInstructionAlerts = () => useQuery(listInstructionAlertsOptions());
export const useChangeHistory = () => useQuery(listAnnouncedChangesOptions());
export const useAskForAudit = () =>
  useMutation({ ...askForAuditMutation(), onSuccess: useRefresh() });

export const useExports = () => useQuery(listExportsOptions());
export const useOrderExport = () =>
  useMutation({ ...orderExportMutation(), onSuccess: useRefresh() });
export const useExportLink = () =>
  useMutation({
    ...linkExportMutation(),
    onSuccess: ({ path }) => window.location.assign(path),
  });
export const useExportDelta = (exportId: string, enabled: boolean) =>
  useQuery({ ...readObjectionDeltaOptions({ path: { export_id: exportId } }), enabled });
