import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { parseCompanySearch } from '@/features/prospects/company-search';
import { parseProspectSearch } from '@/features/prospects/prospect-search';

import { appRoute } from './app';

export const prospectsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/prospects',
  validateSearch: parseProspectSearch,
  component: lazyRouteComponent(
    () => import('@/features/prospects/prospects-page'),
    'ProspectsPage',
  ),
});

export const importRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/prospects/import',
  validateSearch: (search): { id?: string } => ({
    id: typeof search.id === 'string' ? search.id : undefined,
  }),
  component: lazyRouteComponent(() => import('@/features/prospects/import-page'), 'ImportPage'),
});

export const searchRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/prospects/search',
  validateSearch: (search): { id?: string } => ({
    id: typeof search.id === 'string' ? search.id : undefined,
  }),
  component: lazyRouteComponent(() => import('@/features/people-search/search-page'), 'SearchPage'),
});

export const prospectRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/prospects/$prospectId',
  component: lazyRouteComponent(() => import('@/features/prospects/prospect-page'), 'ProspectPage'),
});

export const companiesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/prospects/companies',
  validateSearch: parseCompanySearch,
  component: lazyRouteComponent(
    () => import('@/features/prospects/companies-page'),
    'CompaniesPage',
  ),
});

export const duplicatesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/prospects/duplicates',
  component: lazyRouteComponent(
    () => import('@/features/prospects/duplicates-page'),
    'DuplicatesPage',
  ),
});

export const companyRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/prospects/companies/$companyId',
  component: lazyRouteComponent(() => import('@/features/prospects/company-page'), 'CompanyPage'),
});
