import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import {
  cancelOperationMutation,
  getOperationOptions,
  getOperationQueryKey,
  resumeOperationMutation,
} from '@/api/generated/@tanstack/react-query.gen';
import { type OperationView } from '@/api/generated/types.gen';

export const isOpen = (operation: OperationView | undefined): boolean =>
  operation === undefined || operation.state === 'queued' || operation.state === 'running';

/** Asks again every second until the operation has ended. */
export const useOperation = (operationId: string) =>
  useQuery({
    ...getOperationOptions({ path: { operation_id: operationId } }),
    refetchInterval: (query) => (isOpen(query.state.data) ? 1_000 : false),
  });

function useKeep() {
  const queryClient = useQueryClient();
  return (operation: OperationView) =>
    queryClient.setQueryData(
      getOperationQueryKey({ path: { operation_id: operation.id } }),
      operation,
    );
}

export function useCancelOperation() {
  return useMutation({ ...cancelOperationMutation(), onSuccess: useKeep() });
}

export function useResumeOperation() {
  return useMutation({ ...resumeOperationMutation(), onSuccess: useKeep() });
}
