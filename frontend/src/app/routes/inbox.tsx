import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { parseInboxSearch } from '@/features/inbox/inbox-search';

import { appRoute } from './app';

const component = lazyRouteComponent(() => import('@/features/inbox/inbox-page'), 'InboxPage');

export const inboxRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/inbox',
  validateSearch: parseInboxSearch,
  component,
});

export const conversationRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/inbox/$conversationId',
  validateSearch: parseInboxSearch,
  component,
});
