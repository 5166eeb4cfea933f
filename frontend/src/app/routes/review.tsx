import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { parseReviewSearch } from '@/features/review/review-search';

import { appRoute } from './app';

export const reviewRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/review',
  validateSearch: parseReviewSearch,
  component: lazyRouteComponent(() => import('@/features/review/review-page'), 'ReviewPage'),
});
