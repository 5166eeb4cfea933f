import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { appRoute } from './app';

export const sendingRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/sending',
  component: lazyRouteComponent(() => import('@/features/sending/sending-page'), 'SendingPage'),
});
