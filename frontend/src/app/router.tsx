import { type QueryClient } from '@tanstack/react-query';
import { createRouter, type RouterHistory } from '@tanstack/react-router';

import { PageSkeleton } from '@/components/ui/skeletons';

import { accountRoutes } from './routes/accounts';
import { appRoute } from './routes/app';
import { campaignRoute, campaignsRoute, newCampaignRoute } from './routes/campaigns';
import { helpRoute } from './routes/help';
import { conversationRoute, inboxRoute } from './routes/inbox';
import { notificationsRoute } from './routes/notifications';
import {
  companiesRoute,
  companyRoute,
  duplicatesRoute,
  importRoute,
  prospectRoute,
  prospectsRoute,
  searchRoute,
} from './routes/prospects';
import { resultsRoute } from './routes/results';
import { reviewRoute } from './routes/review';
import { rootRoute } from './routes/root';
import { salesbookRoute } from './routes/salesbook';
import { sendingRoute } from './routes/sending';
import {
  accessLogRoute,
  calendarRoute,
  accountsRoute,
  auditRoute,
  complianceRoute,
  billingRoute,
  creditsRoute,
  integrationsRoute,
  profileRoute,
  prospectingRoute,
  securityRoute,
  teamRoute,
  settingsRoute,
} from './routes/settings';
import { tasksRoute } from './routes/tasks';
import { todayRoute } from './routes/today';
import { CrashedPage, NotFoundPage } from './stray-pages';

const tree = rootRoute.addChildren([
  ...accountRoutes,
  appRoute.addChildren([
    todayRoute,
    salesbookRoute,
    prospectsRoute,
    importRoute,
    searchRoute,
    prospectRoute,
    companiesRoute,
    companyRoute,
    duplicatesRoute,
    campaignsRoute,
    newCampaignRoute,
    campaignRoute,
    reviewRoute,
    inboxRoute,
    conversationRoute,
    tasksRoute,
    resultsRoute,
    notificationsRoute,
    helpRoute,
    sendingRoute,
    settingsRoute.addChildren([
      calendarRoute,
      accountsRoute,
      accessLogRoute,
      auditRoute,
      integrationsRoute,
      complianceRoute,
      billingRoute,
      creditsRoute,
      securityRoute,
      teamRoute,
      profileRoute,
      prospectingRoute,
    ]),
  ]),
]);

export function makeRouter(queryClient: QueryClient, history?: RouterHistory) {
  return createRouter({
    routeTree: tree,
    history,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: CrashedPage,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
    scrollToTopSelectors: ['#main'],
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
