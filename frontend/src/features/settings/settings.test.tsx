import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { answer, refuse, silence } from '@/testing/answers';
import { aSender, aSession } from '@/testing/builders';
import { open } from '@/testing/render';

const ENTRY = {
  id: 'e-1',
  at: '2026-11-24T08:12:00.000Z',
  kind: 'commit',
  what: 'enrichment',
  about: '',
  amount: 5,
  balance_after: 115,
  actor: 'u-1',
};

describe('connected accounts', () => {
  it('waits for the list', async () => {
    silence('get', '/senders');
    open('/settings/accounts');
    expect(await screen.findByRole('status')).toHaveTextContent('Chargement');
  });

  it('says what failed and offers another try', async () => {
    refuse('get', '/senders', { title: 'Comptes indisponibles' });
    const { user } = open('/settings/accounts');
    expect(await screen.findByRole('alert')).toHaveTextContent('Comptes indisponibles');
    answer('get', '/senders', { items: [aSender()], next: null });
    await user.click(screen.getByRole('button', { name: 'Réessayer' }));
    expect(await screen.findByRole('article')).toBeInTheDocument();
  });

  it('invites to connect a first mailbox, on the provider’s own page', async () => {
    answer('get', '/senders', { items: [], next: null });
    const asked = answer(
      'post',
      '/senders/connect',
      { url: '#hosted-page', sender_id: 's-1' },
      201,
    );
    const { user } = open('/settings/accounts');
    expect(await screen.findByRole('heading', { name: 'Aucun compte connecté' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Connecter une boîte e-mail' }));
    expect(asked[0]?.body).toEqual({ kind: 'mailbox' });
  });

  it('shows state and limits, and disconnects after a yes', async () => {
    answer('get', '/senders', { items: [aSender()], next: null });
    const removed = answer('delete', '/senders/s-1', null, 204);
    const { user } = open('/settings/accounts');
    const card = await screen.findByRole('article', { name: 'claire@atelier-nord.example' });
    expect(card).toHaveTextContent('Connecté');
    expect(card).toHaveTextContent('6 envoyés sur 40 aujourd’hui');
    await user.click(within(card).getByRole('button', { name: 'Déconnecter' }));
    const dialog = await screen.findByRole('dialog');
    expect(removed).toHaveLength(0);
    await user.click(within(dialog).getByRole('button', { name: 'Déconnecter' }));
    expect(removed).toHaveLength(1);
  });

  it('offers nothing that the role may not do', async () => {
    answer('get', '/session', aSession({ role: 'viewer', permissions: ['prospects:read'] }));
    answer('get', '/senders', { items: [], next: null });
    open('/settings/accounts');
    await screen.findByRole('heading', { name: 'Aucun compte connecté' });
    expect(screen.queryByRole('button', { name: /Connecter/ })).not.toBeInTheDocument();
  });
});

describe('credits', () => {
  it('waits for the ledger', async () => {
    silence('get', '/credits/entries');
    open('/settings/credits');
    expect((await screen.findAllByRole('status'))[0]).toHaveTextContent('Chargement');
  });

  it('shows the balance even when the ledger fails', async () => {
    refuse('get', '/credits/entries', { title: 'Mouvements indisponibles' });
    open('/settings/credits');
    expect(await screen.findByRole('alert')).toHaveTextContent('Mouvements indisponibles');
    expect(screen.getByText('Disponibles')).toBeInTheDocument();
  });

  it('says what things cost before anything was spent', async () => {
    answer('get', '/credits/entries', { items: [], next: null });
    open('/settings/credits');
    expect(
      await screen.findByRole('heading', { name: 'Aucun mouvement pour l’instant' }),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'Voir les prospects' })).toBeVisible();
  });

  it('lists movements and turns pages', async () => {
    const asked = answer('get', '/credits/entries', { items: [ENTRY], next: 'c-2' });
    const { user } = open('/settings/credits');
    const table = await screen.findByRole('table', { name: 'Mouvements' });
    expect(table).toHaveTextContent('Dépense');
    expect(table).toHaveTextContent('−5');
    await user.click(screen.getByRole('button', { name: 'Suivant' }));
    await expect.poll(() => asked.at(-1)?.url.searchParams.get('cursor')).toBe('c-2');
  });
});

it('shows who is signed in', async () => {
  open('/settings/profile');
  expect(await screen.findByText('claire.moreau@atelier-nord.example')).toBeInTheDocument();
});
