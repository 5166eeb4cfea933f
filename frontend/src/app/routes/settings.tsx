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

export const accessLogRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/accounts/$senderId/access-log',
  component: lazyRouteComponent(
    () => import('@/features/settings/access-log-page'),
    'AccessLogPage',
  ),
});

export const creditsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/credits',
  component: lazyRouteComponent(() => import('@/features/settings/credits-page'), 'CreditsPage'),
});

export const billingRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/billing',
  validateSearch: (search): { session_id?: string } => ({
    session_id: typeof search.session_id === 'string' ? search.session_id : undefined,
  }),
  component: lazyRouteComponent(() => import('@/features/billing/billing-page'), 'BillingPage'),
});

export const securityRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/security',
  component: lazyRouteComponent(
    () => import('@/features/settings/security/security-page'),
    'SecurityPage',
  ),
});

export const teamRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/team',
  component: lazyRouteComponent(() => import('@/features/settings/team/team-page'), 'TeamPage'),
});

export const complianceRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/compliance',
  component: lazyRouteComponent(
    () => import('@/features/privacy/compliance-page'),
    'CompliancePage',
  ),
});

export const calendarRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/calendar',
  component: lazyRouteComponent(() => import('@/features/campaigns/calendar-page'), 'CalendarPage'),
});

export const prospectingRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/prospecting',
  component: lazyRouteComponent(
    () => import('@/features/settings/prospecting/prospecting-page'),
    'ProspectingPage',
  ),
});

export const profileRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/profile',
  component: lazyRouteComponent(() => import('@/features/settings/profile-page'), 'ProfilePage'),
});

export const integrationsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/integrations',
  component: lazyRouteComponent(
    () => import('@/features/settings/integrations/integrations-page'),
    'IntegrationsPage',
  ),
});

export const auditRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/audit',
  component: lazyRouteComponent(() => import('@/features/settings/audit/audit-page'), 'AuditPage'),
});
