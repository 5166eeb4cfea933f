import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { parseCampaignSearch } from '@/features/campaigns/campaign-search';

import { appRoute } from './app';

export const campaignsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/campaigns',
  component: lazyRouteComponent(
    () => import('@/features/campaigns/campaigns-page'),
    'CampaignsPage',
  ),
});

export const newCampaignRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/campaigns/new',
  component: lazyRouteComponent(
    () => import('@/features/campaigns/new-campaign-page'),
    'NewCampaignPage',
  ),
});

export const campaignRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/campaigns/$campaignId',
  validateSearch: parseCampaignSearch,
  component: lazyRouteComponent(() => import('@/features/campaigns/campaign-page'), 'CampaignPage'),
});
