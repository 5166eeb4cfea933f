import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { type ChangeNoticeView, type PolicyView } from '@/api/generated/types.gen';
import { answer, refuse } from '@/testing/answers';
import { aSession } from '@/testing/builders';
import { open } from '@/testing/render';

const NOTICE: ChangeNoticeView = {
  id: 'w:policy:2026-12',
  subject: 'policy',
  ref: '2026-12',
  title: 'Politique',
  reason: 'legal',
  summary: 'Le texte nomme les juridictions.',
  summary_en: 'The text names the courts.',
  effective_on: '2027-01-04',
  mode: 'explicit',
  announced_at: '2026-11-24T09:00:00.000Z',
  changes_path: '/legal/policy/2026-12/changes',
  deliveries: [],
  objection: '',
  objected_at: null,
};
const POLICY: PolicyView = {
  version: '2026-12',
  published_on: '2026-11-24',
  effective_on: '2027-01-04',
  url: 'https://leo.example/privacy',
  changes_url: 'https://leo.example/legal/policy/2026-12/changes',
  hash: 'ab',
  language: 'fr',
  title: 'Politique',
  text: 'Le texte en entier.',
  governing_law: 'FR',
  jurisdiction: 'Versailles',
  translation: null,
};

test('a change is on every page and noted as shown', async () => {
  answer('get', '/rights-requests', { items: [], next: null });
  answer('get', '/change-notices', { items: [NOTICE] });
  const seen = answer('post', `/change-notices/${encodeURIComponent(NOTICE.id)}/seen`, null, 204);
  open('/settings/compliance');
  expect(await screen.findByText(/Le texte nomme les juridictions/)).toBeVisible();
  expect(screen.getByText(/aucun message ne part/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Voir ce qui change' })).toHaveAttribute(
    'href',
    '/legal/policy/2026-12/changes',
  );
  await vi.waitFor(() => expect(seen).toHaveLength(1));
});

test('a version that waits for acceptance stands before the page until it is accepted', async () => {
  answer('get', '/session', aSession({ owes_policy: true }));
  answer('get', '/policy', POLICY);
  const accepted = answer('post', '/policy/acceptances', null, 204);
  const { user } = open('/prospects');
  expect(await screen.findByText('Le texte en entier.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Exporter les données' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Fermer l’espace' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'J’ai lu et j’accepte' }));
  await vi.waitFor(() => expect(accepted[0]?.body).toEqual({ version: '2026-12' }));
});

test('who refuses reaches the exports all the same', async () => {
  answer('get', '/session', aSession({ owes_policy: true }));
  answer('get', '/rights-requests', { items: [], next: null });
  open('/settings/compliance');
  expect(await screen.findByRole('tab', { name: 'Exports' })).toBeVisible();
});

test('the order for day thirty names a connected mailbox', async () => {
  answer('get', '/rights-requests', { items: [], next: null });
  answer('get', '/person-clocks', { to_inform: [], leaving: [] });
  answer('get', '/deletion-receipts', { items: [], next: null });
  answer('get', '/notice-pilot', {
    choice: 'let_go',
    mailbox_id: '',
    chosen_by: '',
    chosen_at: null,
  });
  answer('get', '/senders', {
    items: [{ id: 's-1', kind: 'mailbox', state: 'connected', address: 'ada@atelier.example' }],
    next: null,
  });
  refuse('put', '/notice-pilot', { status: 422, title: 'Choisissez une boîte connectée' });
  const { user } = open('/settings/compliance');
  await user.click(await screen.findByRole('tab', { name: 'Informer ou laisser partir' }));
  await user.click(await screen.findByRole('radio', { name: /Les informer par un message/ }));
  expect(await screen.findByRole('option', { name: 'ada@atelier.example' })).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
  expect(await screen.findByText('Choisissez une boîte connectée')).toBeVisible();
  const kept = answer('put', '/notice-pilot', {
    choice: 'inform',
    mailbox_id: 's-1',
    chosen_by: 'u-1',
    chosen_at: '2026-11-24T09:00:00.000Z',
  });
  await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
  await vi.waitFor(() => expect(kept[0]?.body).toEqual({ choice: 'inform', mailbox_id: 's-1' }));
});

test('a browser without cookies is told why it cannot sign in', async () => {
  refuse('get', '/session', { status: 401, code: 'unauthenticated' });
  Object.defineProperty(navigator, 'cookieEnabled', { value: false, configurable: true });
  open('/sign-in');
  expect(await screen.findByRole('alert')).toHaveTextContent('bloque les cookies');
  Object.defineProperty(navigator, 'cookieEnabled', { value: true, configurable: true });
});

test('an audit is asked for and its answer is read', async () => {
  answer('get', '/rights-requests', { items: [], next: null });
  answer('get', '/audits', {
    items: [
      {
        id: 'a-1',
        wanted: 'Vos essais de restauration',
        asked_by: 'u-1',
        asked_at: '2026-11-24T09:00:00.000Z',
        due_at: '2026-12-24T09:00:00.000Z',
        state: 'partially_granted',
        reason: 'Adresses internes tues.',
        answered_at: null,
      },
    ],
  });
  answer('get', '/registers/authorities', { requests: [], holds: [] });
  answer('get', '/registers/instruction-alerts', {
    items: [
      {
        id: 'w:1',
        at: '2026-11-24T09:00:00.000Z',
        campaign_id: 'c',
        by: 'u',
        reasons: [{ code: 'lia-missing', title: 'La mise en balance manque', fix: '' }],
      },
    ],
    next: null,
  });
  answer('get', '/registers/changes', { items: [NOTICE] });
  const asked = answer('post', '/audits', {}, 201);
  const { user } = open('/settings/compliance');
  await user.click(await screen.findByRole('tab', { name: 'Audits' }));
  expect(await screen.findByText(/Accordé en partie. Adresses internes tues/)).toBeVisible();
  expect(await screen.findByText('La mise en balance manque')).toBeVisible();
  await user.type(screen.getByLabelText('Ce que vous voulez vérifier'), 'Vos sauvegardes');
  await user.click(screen.getByRole('button', { name: 'Envoyer la demande' }));
  await vi.waitFor(() => expect(asked[0]?.body).toEqual({ wanted: 'Vos sauvegardes' }));
});
