import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { appRoute } from './app';

export const helpRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/help',
  component: lazyRouteComponent(() => import('@/features/help/help-page'), 'HelpPage'),
});
