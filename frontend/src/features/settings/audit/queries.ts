import { keepPreviousData, useQuery } from '@tanstack/react-query';

import {
  listAuditEntriesOptions,
  verifyAuditLogOptions,
} from '@/api/generated/@tanstack/react-query.gen';

export interface AuditFilter {
  action: string;
  who: string;
  ref: string;
}

export const useAuditEntries = (filter: AuditFilter, cursor: string | undefined) =>
  useQuery({
    ...listAuditEntriesOptions({ query: { ...filter, cursor, limit: 50 } }),
    placeholderData: keepPreviousData,
  });

export const useVerification = () => useQuery(verifyAuditLogOptions());
