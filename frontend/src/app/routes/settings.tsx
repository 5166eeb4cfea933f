import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';

import { appRoute } from './app';

export const settingsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings',
  beforeLoad: ({ location }) => {
    if (location.pathname.replace(/\/$/, '') === '/settings') {
      throw redirect({ to: '/settings/accounts' });
    }
  },
  component: lazyRouteComponent(
    () => import('@/features/settings/settings-layout'),
    'SettingsLayout',
  ),
});

export const accountsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/accounts',
  component: lazyRouteComponent(() => import('@/features/settings/accounts-page'), 'AccountsPage'),
});

export const creditsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/credits',
  component: lazyRouteComponent(() => import('@/features/settings/credits-page'), 'CreditsPage'),
});

export const profileRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/profile',
  component: lazyRouteComponent(() => import('@/features/settings/profile-page'), 'ProfilePage'),
});
