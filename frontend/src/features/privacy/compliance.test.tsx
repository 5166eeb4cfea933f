import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { type RightsRequestView } from '@/api/generated/types.gen';
import { answer, refuse, silence } from '@/testing/answers';
import { open } from '@/testing/render';

const aRequest = (over: Partial<RightsRequestView> = {}): RightsRequestView => ({
  id: 'r-1',
  kind: 'erasure',
  channel: 'portal',
  state: 'awaiting_client_instruction',
  identity: 'signed_link',
  prospect_id: 'p-1',
  person: { full_name: 'Camille Roux', job_title: 'Directrice', company: 'Verger' },
  requester: '',
  message: 'Merci de tout retirer.',
  language: 'fr',
  received_at: '2026-11-23T09:00:00.000Z',
  due_at: '2026-12-23T09:00:00.000Z',
  extended_because: '',
  refused_because: '',
  settled_at: null,
  receipt_id: '',
  has_copy: false,
  letter: '',
  steps: [],
  version: 2,
  ...over,
});

test('grey shapes while it loads', async () => {
  silence('get', '/rights-requests');
  open('/settings/compliance');
  expect(await screen.findByRole('status')).toHaveTextContent('Chargement');
});

test('a failure offers another try; nothing to do says so', async () => {
  refuse('get', '/rights-requests', { title: 'Un service ne répond pas' });
  const { user } = open('/settings/compliance');
  expect(await screen.findByText('Un service ne répond pas')).toBeVisible();
  answer('get', '/rights-requests', { items: [], next: null });
  await user.click(screen.getByRole('button', { name: 'Réessayer' }));
  expect(await screen.findByRole('heading', { name: 'Aucune demande' })).toBeVisible();
});

test('an erasure is granted after a yes, with the version that was seen', async () => {
  answer('get', '/rights-requests', { items: [aRequest()], next: null });
  const asked = answer('post', '/rights-requests/r-1/grant', aRequest({ state: 'answered' }));
  const { user } = open('/settings/compliance');
  expect(await screen.findByRole('heading', { name: 'Effacement · Camille Roux' })).toBeVisible();
  expect(screen.getByText('Merci de tout retirer.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Faire droit à la demande' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('définitivement');
  expect(asked).toHaveLength(0);
  await user.click(within(dialog).getByRole('button', { name: 'Faire droit à la demande' }));
  expect(asked[0]?.headers.get('If-Match')).toBe('"2"');
});

test('nothing can be granted before the identity is settled', async () => {
  const unknown = aRequest({ state: 'identity_check', identity: 'none', channel: 'form' });
  answer('get', '/rights-requests', { items: [unknown], next: null });
  open('/settings/compliance');
  expect(
    await screen.findByRole('button', { name: 'Elle a répondu depuis une adresse connue' }),
  ).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Faire droit à la demande' })).toBeNull();
});

test('the list of refusals is asked without showing whom', async () => {
  answer('get', '/rights-requests', { items: [], next: null });
  answer('get', '/suppressions', { items: [], next: null, total: 3 });
  const asked = answer('post', '/suppressions/test', { known: true });
  const { user } = open('/settings/compliance');
  await user.click(await screen.findByRole('tab', { name: 'Opposition' }));
  expect(await screen.findByText(/^3 refus enregistrés/)).toBeVisible();
  await user.type(
    screen.getByRole('textbox', { name: 'Adresse, profil, numéro ou domaine' }),
    'anne@verger.example',
  );
  await user.click(screen.getByRole('button', { name: 'Tester' }));
  expect(await screen.findByText('Opposée')).toBeVisible();
  expect(asked[0]?.body).toEqual({ kind: 'email', value: 'anne@verger.example' });
});

test('somebody to inform can be let go, after a yes', async () => {
  answer('get', '/notice-pilot', {
    choice: 'let_go',
    mailbox_id: '',
    chosen_by: '',
    chosen_at: null,
  });
  answer('get', '/senders', { items: [], next: null });
  answer('get', '/rights-requests', { items: [], next: null });
  answer('get', '/deletion-receipts', { items: [], next: null });
  const clock = {
    prospect_id: 'p-1',
    person: { full_name: 'Camille Roux', job_title: '', company: '' },
    obtained_at: '2026-11-01T09:00:00.000Z',
    inform_by: '2026-12-01T09:00:00.000Z',
    keep_until: '2029-11-01T09:00:00.000Z',
  };
  answer('get', '/person-clocks', { to_inform: [clock], leaving: [] });
  const asked = answer('post', '/person-clocks/p-1/let-go', {});
  const { user } = open('/settings/compliance');
  await user.click(await screen.findByRole('tab', { name: 'Informer ou laisser partir' }));
  await user.click(await screen.findByRole('button', { name: 'Laisser partir' }));
  const dialog = await screen.findByRole('dialog', { name: /^Effacer Camille Roux/ });
  await user.click(within(dialog).getByRole('button', { name: 'Laisser partir' }));
  expect(asked).toHaveLength(1);
});

const anExport = {
  id: 'x-1',
  scope: 'prospects' as const,
  format: 'csv' as const,
  purpose: 'Sauvegarde',
  ordered_by: 'u-1',
  notice_version: '2026-11',
  with_objectors: false,
  operation_id: 'o-1',
  asked_at: '2026-11-23T09:00:00.000Z',
  made_at: '2026-11-23T09:00:05.000Z',
  fields: ['email'],
  rows: 12,
  counts: { prospects: 12 },
  size: 900,
  sha256: 'a'.repeat(64),
  has_file: true,
};

test('an export is prepared only by whoever answers for it, and its delta is shown', async () => {
  answer('get', '/rights-requests', { items: [], next: null });
  answer('get', '/exports', { items: [anExport], next: null });
  answer('get', '/exports/x-1/delta', {
    items: [{ prospect_id: 'p-1', objected_at: '2026-11-24T09:00:00.000Z' }],
  });
  const asked = answer('post', '/exports', anExport);
  const { user } = open('/settings/compliance');
  await user.click(await screen.findByRole('tab', { name: 'Exports' }));
  await user.type(await screen.findByRole('textbox', { name: 'Finalité' }), 'Sauvegarde');
  await user.click(screen.getByRole('button', { name: 'Préparer le fichier' }));
  expect(asked).toHaveLength(0);
  await user.click(screen.getByRole('checkbox', { name: /mon entreprise seule répond/ }));
  await user.click(screen.getByRole('button', { name: 'Préparer le fichier' }));
  expect(asked[0]?.body).toEqual({
    scope: 'prospects',
    format: 'xlsx',
    purpose: 'Sauvegarde',
    acknowledged: true,
    with_objectors: false,
  });
  await user.click(screen.getByRole('button', { name: 'Oppositions depuis' }));
  expect(await screen.findByText('Oppositions depuis cet export : 1')).toBeVisible();
});
