import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import {
  addSuppressionMutation,
  confirmIdentityMutation,
  declareIncidentMutation,
  extendRightsRequestMutation,
  grantRightsRequestMutation,
  letPersonGoMutation,
  linkExportMutation,
  listDeletionReceiptsOptions,
  listExportsOptions,
  listIncidentsOptions,
  listPersonClocksOptions,
  listRightsRequestsOptions,
  listSubprocessorsOptions,
  listSuppressionsOptions,
  orderExportMutation,
  readObjectionDeltaOptions,
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
