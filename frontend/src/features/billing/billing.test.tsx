import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';

import { answer, refuse, silence } from '@/testing/answers';
import { aSession, aSubscription } from '@/testing/builders';
import { open } from '@/testing/render';

const offer = (plan: string, minor: number, over: object = {}) => ({
  lookup_key: `${plan}_m_eur_v1`,
  plan,
  interval: 'month',
  price: { minor, currency: 'EUR' },
  credits: 1000,
  mailboxes: 1,
  linkedin_accounts: 1,
  per_seat: false,
  fewest_seats: 1,
  features: [],
  ...over,
});
const PLANS = {
  offers: [
    offer('solo', 4900),
    offer('pro', 9900, { per_seat: true, features: ['autopilot'] }),
    offer('solo', 47040, { lookup_key: 'solo_y_eur_v1', interval: 'year' }),
  ],
  packs: [
    { lookup_key: 'pack_1000_eur_v1', credits: 1000, price: { minor: 2400, currency: 'EUR' } },
  ],
};
const RULES = {
  workspace: { day: null, week: null, month: null },
  member: { day: null, week: null, month: null },
  top_up: { enabled: false, pack: 'pack_1000_eur_v1', below: 100, monthly_limit_minor: 0 },
  version: 3,
};
const PAID = aSubscription({
  plan: 'pro',
  status: 'active',
  until: null,
  lookup_key: 'pro_m_eur_v1',
  seats: 2,
  period_end: '2026-12-24T09:00:00.000Z',
  credits_a_month: 5000,
  sends_per_day: null,
  features: ['autopilot'],
  has_customer: true,
});
const INVOICE = {
  id: 'in_1',
  number: 'LEO-0001',
  issued_at: '2026-11-24T09:00:00.000Z',
  status: 'paid',
  total: { minor: 23760, currency: 'EUR' },
  has_document: true,
};

beforeEach(() => {
  answer('get', '/billing/plans', PLANS);
  answer('get', '/credits/rules', RULES);
  answer('get', '/billing/invoices', { items: [], next: null });
});

describe('billing', () => {
  it('waits for the plan', async () => {
    silence('get', '/billing');
    open('/settings/billing');
    expect((await screen.findAllByRole('status'))[0]).toHaveTextContent('Chargement');
  });

  it('says what failed and offers another try', async () => {
    refuse('get', '/billing', { title: 'Forfait indisponible' });
    const { user } = open('/settings/billing');
    expect(await screen.findByRole('alert')).toHaveTextContent('Forfait indisponible');
    answer('get', '/billing', PAID);
    await user.click(screen.getByRole('button', { name: 'Réessayer' }));
    expect(await screen.findByRole('heading', { name: 'Votre forfait' })).toBeVisible();
  });

  it('shows the trial, no invoice yet, and leads to the hosted payment page', async () => {
    const asked = answer('post', '/billing/checkout', { url: '#hosted-page' });
    const { user } = open('/settings/billing');
    expect(await screen.findByText('Essai en cours')).toBeVisible();
    expect(await screen.findByRole('heading', { name: 'Aucune facture' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Choisir Pro' }));
    expect(asked[0]?.body).toEqual({ lookup_key: 'pro_m_eur_v1', quantity: 1 });
    await user.click(screen.getByRole('button', { name: /Acheter 1\s000 crédits/ }));
    expect(asked[1]?.body).toEqual({ lookup_key: 'pack_1000_eur_v1', quantity: 1 });
  });

  it('says what a change stops before it leads to the portal', async () => {
    answer('get', '/billing', PAID);
    answer('get', '/billing/preview', {
      lookup_key: 'solo_m_eur_v1',
      seats: 1,
      effective_at: '2026-12-24T09:00:00.000Z',
      lost: ['autopilot'],
      gained: [],
      credits_before: 5000,
      credits_after: 1000,
      mailboxes_too_many: 2,
      linkedin_too_many: 0,
    });
    const asked = answer('post', '/billing/portal', { url: '#portal' });
    const { user } = open('/settings/billing');
    await user.click(await screen.findByRole('button', { name: 'Choisir Solo' }));
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText(/S’arrête.: Pilote automatique/)).toBeVisible();
    expect(dialog).toHaveTextContent('24/12/2026');
    expect(dialog).toHaveTextContent('2 boîtes e-mail dépassent');
    expect(asked).toHaveLength(0);
    await user.click(within(dialog).getByRole('button', { name: 'Continuer' }));
    expect(asked[0]?.body).toMatchObject({ flow: 'change', lookup_key: 'solo_m_eur_v1' });
  });

  it('lists invoices with their documents, and cancels in two clicks', async () => {
    answer('get', '/billing', PAID);
    answer('get', '/billing/invoices', { items: [INVOICE], next: null });
    const asked = answer('post', '/billing/portal', { url: '#portal' });
    const { user } = open('/settings/billing');
    const table = await screen.findByRole('table', { name: 'Factures' });
    expect(table).toHaveTextContent('237,60');
    expect(within(table).getByRole('link', { name: 'Télécharger' })).toHaveAttribute(
      'href',
      '/api/v1/billing/invoices/in_1/document',
    );
    await user.click(screen.getByRole('button', { name: 'Résilier' }));
    expect(asked[0]?.body).toMatchObject({ flow: 'cancel' });
  });

  it('sets caps with the version that was read', async () => {
    const saved = answer('put', '/credits/rules', { ...RULES, version: 4 });
    const { user } = open('/settings/billing');
    const group = await screen.findByRole('group', { name: /Plafonds de l’espace/ });
    await user.type(within(group).getByLabelText('Par jour'), '50');
    await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
    await expect.poll(() => saved).toHaveLength(1);
    expect(saved[0]?.body).toMatchObject({ workspace: { day: 50, week: null, month: null } });
    expect(saved[0]?.headers.get('If-Match')).toBe('"3"');
  });

  it('reads the state at once when the payer is back', async () => {
    const settled = answer('post', '/billing/return', PAID);
    open('/settings/billing?session_id=cs_test_1');
    expect(await screen.findByText(/Votre paiement est pris en compte/)).toBeVisible();
    expect(settled).toHaveLength(1);
    expect(settled[0]?.body).toEqual({ session_id: 'cs_test_1' });
  });

  it('offers nothing to pay to those who may not', async () => {
    answer('get', '/session', aSession({ role: 'manager', permissions: ['credits:read'] }));
    open('/settings/billing');
    await screen.findByRole('heading', { name: 'Votre forfait' });
    expect(screen.queryByRole('button', { name: /Choisir|Acheter|Enregistrer/ })).toBeNull();
    expect(screen.queryByRole('heading', { name: 'Aucune facture' })).toBeNull();
  });
});

describe('the banner', () => {
  it('says until when everything works while a payment is missing', async () => {
    answer('get', '/billing', {
      ...PAID,
      status: 'past_due',
      until: '2026-12-01T09:00:00.000Z',
    });
    open('/settings/profile');
    expect(await screen.findByText(/Tout fonctionne jusqu’au 01\/12\/2026/)).toBeVisible();
  });

  it('says that the workspace is read-only once nothing is paid', async () => {
    answer(
      'get',
      '/billing',
      aSubscription({ plan: 'none', status: 'canceled', access: 'read_only' }),
    );
    open('/settings/profile');
    expect(await screen.findByText(/Aucun forfait n’est en cours/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Ouvrir la facturation' })).toHaveAttribute(
      'href',
      '/settings/billing',
    );
  });
});
