import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';

import { answer, refuse, silence } from '@/testing/answers';
import { aLimit, aRules, aSender, aSession } from '@/testing/builders';
import { open } from '@/testing/render';

const ENTRY = {
  id: 'e-1',
  at: '2026-11-24T08:12:00.000Z',
  kind: 'commit',
  what: 'enrichment',
  about: '',
  amount: 5,
  change: -5,
  balance_after: 115,
  actor: 'u-1',
  actor_name: 'Claire Moreau',
};

describe('connected accounts', () => {
  beforeEach(() => {
    answer('get', '/services', {
      items: [
        { kind: 'mail', provider: 'Unipile', state: 'not_connected', can_disconnect: false },
        { kind: 'support', provider: 'Intercom', state: 'not_switched_on', can_disconnect: false },
      ],
    });
  });

  it('lists every compatible service with its state', async () => {
    answer('get', '/senders', { items: [], next: null });
    open('/settings/accounts');
    const table = await screen.findByRole('table', { name: 'Services compatibles' });
    expect(within(table).getByRole('row', { name: /Messagerie.*Non connecté/ })).toBeVisible();
    expect(within(table).getByRole('row', { name: /Support.*Non activé/ })).toBeVisible();
  });

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

  it('asks for a reason beyond the safe edge of a limit', async () => {
    answer('get', '/senders', { items: [aSender()], next: null });
    const asked = answer('put', '/senders/s-1/limits', aSender());
    const { user } = open('/settings/accounts');
    await user.click(await screen.findByRole('button', { name: 'Limites' }));
    const dialog = await screen.findByRole('dialog', { name: 'Limites' });
    await user.type(within(dialog).getByRole('textbox', { name: 'E-mails par jour' }), '45');
    expect(within(dialog).getByText(/au-delà de 40/)).toBeInTheDocument();
    const save = within(dialog).getByRole('button', { name: 'Enregistrer' });
    expect(save).toBeDisabled();
    await user.type(within(dialog).getByRole('textbox', { name: /zone prudente/ }), 'Salon');
    await user.click(save);
    await expect
      .poll(() => asked[0]?.body)
      .toEqual({ limits: { mails_per_day: 45 }, reason: 'Salon' });
  });

  it('shows the limits of the workspace with what is set, and changes them within bounds', async () => {
    answer('get', '/senders', { items: [aSender()], next: null });
    answer('get', '/senders/rules', aRules());
    const set = answer('put', '/senders/rules', aRules({ settings: [aLimit({ value: 1 })] }));
    const { user } = open('/settings/accounts');
    const part = await screen.findByRole('region', { name: 'Limites de l’espace' });
    expect(await within(part).findByText(/2 \(par défaut\)/)).toBeVisible();
    expect(screen.getByText(/rebonds 1, oppositions 2, plaintes 0/)).toBeVisible();
    await user.click(within(part).getByRole('button', { name: 'Changer les limites' }));
    await user.type(await screen.findByRole('textbox', { name: /par entreprise/ }), '1');
    await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
    await expect.poll(() => set[0]?.body).toEqual({ limits: { company_people: 1 }, reason: '' });
  });

  it('says why an account is held, and lets a person resume it with a reason', async () => {
    const held = { cause: 'bounces', until: null, rest_until: '2026-11-23T09:00:00.000Z' };
    answer('get', '/senders', { items: [aSender({ held })], next: null });
    const asked = answer('post', '/senders/s-1/resume', aSender());
    const { user } = open('/settings/accounts');
    expect(await screen.findByText(/trop d’adresses en erreur/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Reprendre' }));
    const dialog = await screen.findByRole('dialog', { name: /Reprendre les envois/ });
    await user.type(within(dialog).getByRole('textbox', { name: /Raison/ }), 'Liste corrigée');
    await user.click(within(dialog).getByRole('button', { name: 'Reprendre' }));
    await expect.poll(() => asked[0]?.body).toEqual({ reason: 'Liste corrigée' });
  });

  it('lets the owner sign the risk of automated mode, once read', async () => {
    const sender = aSender({ kind: 'linkedin', mode: 'assisted' });
    answer('get', '/senders', { items: [sender], next: null });
    answer('get', '/senders/risk-text', { version: 1, title: 'Risque', points: ['Interdit.'] });
    const signed = answer('post', '/senders/s-1/risk', { ...sender, mode: 'automated' });
    const { user } = open('/settings/accounts');
    await user.click(await screen.findByRole('button', { name: 'Passer en mode automatisé' }));
    const dialog = await screen.findByRole('dialog', { name: 'Risque' });
    const sign = await within(dialog).findByRole('button', { name: 'Signer' });
    expect(sign).toBeDisabled();
    await user.type(within(dialog).getByRole('textbox', { name: /nom/ }), 'Claire Moreau');
    await user.click(within(dialog).getByRole('checkbox'));
    await user.click(sign);
    await expect
      .poll(() => signed[0]?.body)
      .toEqual({ version: 1, name: 'Claire Moreau', accepted: true });
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
    expect(table).toHaveTextContent('Claire Moreau');
    expect(screen.getByRole('link', { name: 'Télécharger le relevé' })).toHaveAttribute(
      'href',
      '/api/v1/credits/statement.csv',
    );
    await user.click(screen.getByRole('button', { name: 'Suivant' }));
    await expect.poll(() => asked.at(-1)?.url.searchParams.get('cursor')).toBe('c-2');
  });
});

it('shows who is signed in', async () => {
  open('/settings/profile');
  expect(await screen.findByText('claire.moreau@atelier-nord.example')).toBeInTheDocument();
});
