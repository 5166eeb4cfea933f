import { type QueryClient } from '@tanstack/react-query';
import { createRouter, type RouterHistory } from '@tanstack/react-router';

import { PageSkeleton } from '@/components/ui/skeletons';

import { signInRoute, signUpRoute } from './routes/accounts';
import { appRoute } from './routes/app';
import { campaignRoute, campaignsRoute, newCampaignRoute } from './routes/campaigns';
import { conversationRoute, inboxRoute } from './routes/inbox';
import { importRoute, prospectRoute, prospectsRoute } from './routes/prospects';
import { resultsRoute } from './routes/results';
import { reviewRoute } from './routes/review';
import { rootRoute } from './routes/root';
import { salesbookRoute } from './routes/salesbook';
import { accountsRoute, creditsRoute, profileRoute, settingsRoute } from './routes/settings';
import { todayRoute } from './routes/today';
import { CrashedPage, NotFoundPage } from './stray-pages';

const tree = rootRoute.addChildren([
  signInRoute,
  signUpRoute,
  appRoute.addChildren([
    todayRoute,
    salesbookRoute,
    prospectsRoute,
    importRoute,
    prospectRoute,
    campaignsRoute,
    newCampaignRoute,
    campaignRoute,
    reviewRoute,
    inboxRoute,
    conversationRoute,
    resultsRoute,
    settingsRoute.addChildren([accountsRoute, creditsRoute, profileRoute]),
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
