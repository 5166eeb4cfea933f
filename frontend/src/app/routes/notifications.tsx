import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { appRoute } from './app';

export const notificationsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/notifications',
  component: lazyRouteComponent(
    () => import('@/features/notifications/notifications-page'),
    'NotificationsPage',
  ),
});
