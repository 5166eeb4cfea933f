import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { appRoute } from './app';

export const resultsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/results',
  component: lazyRouteComponent(() => import('@/features/results/results-page'), 'ResultsPage'),
});
