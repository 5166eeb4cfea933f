import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { appRoute } from './app';

const PARTS = ['company', 'offers', 'personas'];

export const salesbookRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/salesbook',
  validateSearch: (search): { part?: string } => ({
    part: PARTS.find((part) => part === search.part) ?? 'company',
  }),
  component: lazyRouteComponent(
    () => import('@/features/salesbook/salesbook-page'),
    'SalesbookPage',
  ),
});
