import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { readSessionOptions } from '@/api/generated/@tanstack/react-query.gen';
import { type SessionView } from '@/api/generated/types.gen';

export type Session = SessionView;

/** The sandbox calendar jumps over nights and weekends, so the page asks again now and then. */
const RESYNC_EVERY = 15_000;

export const sessionOptions = () => ({ ...readSessionOptions(), staleTime: 5 * 60_000 });

export function useSession(): Session {
  const session = useQuery(sessionOptions());
  if (session.data === undefined) throw new Error('asked for the session before sign-in');
  return session.data;
}

/** Rows of the matrix in product.md 3.14, as the server names them. */
export type Permission =
  | 'models:set'
  | 'doubts:settle'
  | 'salesbook:read'
  | 'salesbook:edit'
  | 'prospects:read'
  | 'prospects:write'
  | 'campaigns:read'
  | 'campaigns:create'
  | 'campaigns:launch'
  | 'lia:sign'
  | 'mandates:sign'
  | 'drafts:read'
  | 'drafts:approve'
  | 'inbox:read'
  | 'inbox:answer'
  | 'senders:connect'
  | 'sending:stop'
  | 'sending:restart'
  | 'sending:settle'
  | 'limits:set'
  | 'suppression:add'
  | 'rights:handle'
  | 'registers:read'
  | 'exports:create'
  | 'enrichment:run'
  | 'results:read'
  | 'credits:read'
  | 'billing:manage'
  | 'spending:edit'
  | 'team:read'
  | 'team:manage'
  | 'keys:read'
  | 'keys:manage'
  | 'audit:read'
  | 'workspace:close';

/** The server decides; the page only leaves out what it would refuse. */
export function useMay(permission: Permission): boolean {
  return useSession().permissions.includes(permission);
}

/** Business time at a real instant, from what the server said at another one. */
export function businessTime(session: Session, toldAt: number, real: number): Date {
  const told = new Date(session.business_now).getTime();
  return new Date(told + (real - toldAt) * session.time_speed);
}

/** Business time, moving. Renders again every `every` milliseconds. */
export function useBusinessNow(every = 10_000): Date {
  const session = useQuery(sessionOptions());
  const queryClient = useQueryClient();
  const [real, setReal] = useState(() => Date.now());
  const isFast = (session.data?.time_speed ?? 1) !== 1;

  useEffect(() => {
    const tick = setInterval(() => setReal(Date.now()), every);
    return () => clearInterval(tick);
  }, [every]);

  useEffect(() => {
    if (!isFast) return;
    const resync = setInterval(
      () => void queryClient.invalidateQueries({ queryKey: sessionOptions().queryKey }),
      RESYNC_EVERY,
    );
    return () => clearInterval(resync);
  }, [isFast, queryClient]);

  if (session.data === undefined) return new Date(real);
  return businessTime(session.data, session.dataUpdatedAt, Math.max(real, session.dataUpdatedAt));
}
