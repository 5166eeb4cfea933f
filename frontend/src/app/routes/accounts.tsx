import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { rootRoute } from './root';

/** Only a path of ours may follow sign-in. */
const ownPath = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined;

const withNext = (search: Record<string, unknown>): { next?: string } => ({
  next: ownPath(search.next),
});

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: withNext,
  component: lazyRouteComponent(() => import('@/features/accounts/sign-in-page'), 'SignInPage'),
});

export const codeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in/code',
  validateSearch: withNext,
  component: lazyRouteComponent(() => import('@/features/accounts/code-page'), 'CodePage'),
});

export const signUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-up',
  component: lazyRouteComponent(() => import('@/features/accounts/sign-up-page'), 'SignUpPage'),
});

const linkPages = () => import('@/features/accounts/link-pages');

export const confirmSignUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-up/confirm',
  component: lazyRouteComponent(linkPages, 'ConfirmSignUpPage'),
});

export const forgottenRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/password',
  component: lazyRouteComponent(linkPages, 'ForgottenPage'),
});

export const choosePasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/password/choose',
  component: lazyRouteComponent(linkPages, 'ChoosePasswordPage'),
});

export const confirmEmailRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/email/confirm',
  component: lazyRouteComponent(linkPages, 'ConfirmEmailPage'),
});

export const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  component: lazyRouteComponent(
    () => import('@/features/accounts/invitation-page'),
    'InvitationPage',
  ),
});

export const factorRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/second-factor',
  component: lazyRouteComponent(() => import('@/features/accounts/factor-page'), 'FactorPage'),
});

export const accountRoutes = [
  signInRoute,
  codeRoute,
  signUpRoute,
  confirmSignUpRoute,
  forgottenRoute,
  choosePasswordRoute,
  confirmEmailRoute,
  invitationRoute,
  factorRoute,
] as const;
