import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { appRoute } from './app';

export const todayRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/',
  component: lazyRouteComponent(() => import('@/features/today/today-page'), 'TodayPage'),
});
