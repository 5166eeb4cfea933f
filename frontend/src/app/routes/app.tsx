import { createRoute, redirect } from '@tanstack/react-router';

import { isUnauthenticated } from '@/lib/problem';
import { sessionOptions } from '@/lib/session';

import { Shell } from '../shell/shell';
import { UnreachablePage } from '../unreachable-page';
import { rootRoute } from './root';

/** Everything behind sign-in. */
export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient
      .query({ ...sessionOptions(), staleTime: 'static' })
      .catch((error: unknown) => {
        if (!isUnauthenticated(error)) throw error;
        // Whoever sits here next must not see the conversation.
        void import('@/lib/support-chat').then(({ closeChat }) => closeChat());
        throw redirect({ to: '/sign-in', search: { next: location.href } });
      });
    if (session.is_open) return;
    if (session.second_factor === 'owed') {
      throw redirect({ to: '/sign-in/code', search: { next: location.href } });
    }
    throw redirect({ to: '/second-factor' });
  },
  component: Shell,
  errorComponent: UnreachablePage,
});
