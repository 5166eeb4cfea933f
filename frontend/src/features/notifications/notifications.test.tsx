import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { answer, refuse, silence } from '@/testing/answers';
import { open } from '@/testing/render';

const one = (id: string, kind: string, unread: boolean, about = '') => ({
  id,
  at: '2026-11-24T08:12:00.000Z',
  kind,
  about,
  prospect_id: null,
  unread,
});
const KINDS = {
  items: [
    { kind: 'interested_reply', muted: false, duty: false },
    { kind: 'incident', muted: false, duty: true },
  ],
};

function aFullList() {
  answer('get', '/notifications', {
    items: [one('ev-3', 'interested_reply', true, 'v-1'), one('ev-2', 'credits_low', false)],
    next: null,
    unread: 1,
  });
  answer('get', '/notifications/kinds', KINDS);
  return answer('post', '/notifications/seen', null, 204);
}

test('waits for the list', async () => {
  silence('get', '/notifications');
  open('/notifications');
  expect(await screen.findByRole('heading', { name: 'Notifications' })).toBeVisible();
});

test('says what failed', async () => {
  refuse('get', '/notifications', { title: 'Un service ne répond pas' });
  open('/notifications');
  expect(await screen.findByText('Un service ne répond pas')).toBeVisible();
});

test('says that nothing waits, with a next step', async () => {
  open('/notifications');
  expect(await screen.findByText('Rien ne vous attend')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Voir la journée' })).toBeVisible();
});

test('each one leads to where it is dealt with, and what was on screen counts as seen', async () => {
  const seen = aFullList();
  open('/notifications');
  const row = await screen.findByRole('link', { name: /Réponse intéressée/ });
  expect(row).toHaveAttribute('href', '/inbox/v-1');
  expect(within(row).getByText('Nouveau')).toBeVisible();
  expect(screen.getByRole('link', { name: /Crédits bientôt épuisés/ })).toHaveAttribute(
    'href',
    '/settings/credits',
  );
  await waitFor(() => expect(seen[0]?.body).toEqual({ up_to: 'ev-3' }));
  expect(await screen.findByText('1 notification nouvelle')).toBeInTheDocument();
});

test('a kind is left aside; a duty cannot be', async () => {
  aFullList();
  const chosen = answer('put', '/notifications/kinds', KINDS);
  const { user } = open('/notifications');
  const box = await screen.findByRole('checkbox', { name: 'Réponse intéressée' });
  expect(screen.getByRole('checkbox', { name: 'Incident de sécurité' })).toBeDisabled();
  await user.click(box);
  await waitFor(() => expect(chosen[0]?.body).toEqual({ muted: ['interested_reply'] }));
});

const MAIL = {
  zone: 'Europe/Paris',
  kinds: [
    { kind: 'interested_reply', pace: 'at_once', duty: false },
    { kind: 'incident', pace: 'at_once', duty: true },
  ],
  parts: [
    { part: 'queue', wanted: true },
    { part: 'results', wanted: false },
  ],
};

test('what is written by e-mail is chosen per kind, and a duty cannot be', async () => {
  answer('get', '/notifications/mail', MAIL);
  const chosen = answer('put', '/notifications/mail', MAIL);
  const { user } = open('/notifications');
  const pace = await screen.findByRole('combobox', { name: 'Réponse intéressée' });
  expect(screen.getByRole('combobox', { name: /Incident de sécurité/ })).toBeDisabled();
  await user.selectOptions(pace, 'daily');
  await waitFor(() =>
    expect(chosen[0]?.body).toEqual({
      zone: 'Europe/Paris',
      kinds: [{ kind: 'interested_reply', pace: 'daily' }],
      unwanted_parts: ['results'],
    }),
  );
});

test('a part of the morning’s letter is left out or asked for', async () => {
  answer('get', '/notifications/mail', MAIL);
  const chosen = answer('put', '/notifications/mail', MAIL);
  const { user } = open('/notifications');
  await user.click(await screen.findByRole('checkbox', { name: 'Messages à valider' }));
  await waitFor(() =>
    expect(chosen[0]?.body).toMatchObject({ unwanted_parts: ['results', 'queue'] }),
  );
});

test('the choice of e-mails that cannot be read says so', async () => {
  refuse('get', '/notifications/mail', { title: 'Un service ne répond pas' });
  open('/notifications');
  expect(await screen.findByText('Un service ne répond pas')).toBeVisible();
});
