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
    try {
      await context.queryClient.query({ ...sessionOptions(), staleTime: 'static' });
    } catch (error) {
      if (!isUnauthenticated(error)) throw error;
      throw redirect({ to: '/sign-in', search: { next: location.href } });
    }
  },
  component: Shell,
  errorComponent: UnreachablePage,
});
