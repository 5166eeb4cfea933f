import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';

import { answer, refuse } from '@/testing/answers';
import { aProspectRow, aProspectsPage, aSession } from '@/testing/builders';
import { open } from '@/testing/render';

const PALETTE = 'Une page, ou le nom d’un prospect';

it('says all the time that nothing leaves the sandbox', async () => {
  open('/settings/profile');
  const banner = await screen.findByRole('complementary', { name: 'Mode bac à sable' });
  expect(banner).toHaveTextContent('rien ne quitte cette machine');
  expect(banner).toHaveTextContent('le temps va 360 fois plus vite');
  expect(banner).toHaveTextContent(/mardi 24 novembre 2026/);
});

it('shows no banner in live mode', async () => {
  answer('get', '/session', aSession({ mode: 'live', time_speed: 1 }));
  open('/settings/profile');
  await screen.findByRole('navigation', { name: 'Navigation principale' });
  expect(screen.queryByRole('complementary', { name: 'Mode bac à sable' })).not.toBeInTheDocument();
});

it('leads from page to page, by mouse and by keyboard', async () => {
  const { user, router } = open('/settings/profile');
  const navigation = await screen.findByRole('navigation', { name: 'Navigation principale' });
  await user.click(within(navigation).getByRole('link', { name: 'Salesbook' }));
  expect(router.state.location.pathname).toBe('/salesbook');
  await user.keyboard('gp');
  expect(router.state.location.pathname).toBe('/prospects');
});

it('goes anywhere from the command palette, also to a person', async () => {
  const asked = answer('get', '/prospects', aProspectsPage([aProspectRow()]));
  const { user, router } = open('/settings/profile');
  await screen.findByRole('navigation', { name: 'Navigation principale' });
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('textbox', { name: PALETTE }), 'salesb{Enter}');
  expect(router.state.location.pathname).toBe('/salesbook');
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('textbox', { name: PALETTE }), 'hele');
  await user.click(await screen.findByRole('option', { name: /Hélène Garnier/ }));
  expect(router.state.location.pathname).toMatch(/^\/prospects\/.+/);
  expect(asked.at(-1)?.url.searchParams.get('q')).toBe('hele');
});

it('counts what waits for a person', async () => {
  answer('get', '/reviews', { items: [], next: null, total: 3 });
  open('/settings/profile');
  expect(await screen.findByText('3 messages à valider')).toBeInTheDocument();
});

it('asks strangers to sign in, and remembers where they wanted to go', async () => {
  refuse('get', '/session', { status: 401, code: 'unauthenticated' });
  const { router } = open('/prospects');
  await screen.findByRole('heading', { level: 1 });
  expect(router.state.location.pathname).toBe('/sign-in');
  expect(router.state.location.search).toEqual({ next: '/prospects' });
});

it('says so when the server cannot be reached', async () => {
  refuse('get', '/session', { status: 503, title: 'LEO redémarre' });
  open('/');
  expect(await screen.findByRole('alert')).toHaveTextContent('LEO redémarre');
});

it('changes language at once and keeps the choice', async () => {
  const saved = answer('patch', '/me', { ...aSession().user, locale: 'en' });
  const { user } = open('/settings/profile');
  await user.click(await screen.findByRole('button', { name: /Claire Moreau/ }));
  await user.click(await screen.findByRole('radio', { name: 'English' }));
  expect(await screen.findByRole('link', { name: 'Campaigns' })).toBeInTheDocument();
  expect(saved[0]?.body).toEqual({ locale: 'en' });
});

it('tells a suspended workspace why, and what is left to do', async () => {
  const suspension = { since: '2026-11-23T10:00:00.000Z', reason: 'Des messages trompeurs.' };
  answer('get', '/session', aSession({ suspension }));
  open('/settings/profile');
  expect(await screen.findByText(/Espace suspendu par l’éditeur depuis le/)).toBeInTheDocument();
  expect(screen.getByText(/« Des messages trompeurs. »/)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Exporter mes données' })).toHaveAttribute(
    'href',
    '/settings/compliance',
  );
});
