import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';

import { answer, refuse, silence } from '@/testing/answers';
import { aLimit, aSender, aSession } from '@/testing/builders';
import {
  aCampaign,
  aMandate,
  anAction,
  aPlan,
  aStepLevel,
  anEvidence,
} from '@/testing/message-builders';
import { open } from '@/testing/render';

const list = <T,>(...items: T[]) => ({ items, next: null });

function aPage(mandates = [aMandate()], levels = [aStepLevel()]) {
  answer('get', '/campaigns/c-1', aCampaign({ state: 'running' }));
  answer('get', '/senders', list(aSender()));
  answer('get', '/campaigns/c-1/mandates', list(...mandates));
  answer('get', '/campaigns/c-1/levels', list(...levels));
  answer('get', '/actions', list());
  answer('get', '/campaigns/c-1/cap', aCap());
}

const aCap = (over = {}) =>
  aLimit({
    name: 'campaign_per_day',
    value: 100,
    default: 100,
    least: 0,
    most: 200,
    safe: 100,
    ...over,
  });

const page = () => open('/campaigns/c-1?tab=autopilot');

describe('the looks of a mandate', () => {
  test('grey shapes while it loads', async () => {
    aPage();
    silence('get', '/campaigns/c-1/mandates');
    page();
    expect(await screen.findByText('Autopilote')).toBeVisible();
    expect(screen.getByText('Chargement…')).toBeInTheDocument();
  });

  test('a failure says so', async () => {
    aPage();
    refuse('get', '/campaigns/c-1/mandates', { title: 'Un service ne répond pas' });
    page();
    expect(await screen.findByText('Un service ne répond pas')).toBeVisible();
  });

  test('without one, everything goes through a person and the next step is to sign', async () => {
    aPage([]);
    page();
    expect(await screen.findByText('Aucun mandat en cours')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Signer un mandat' })).toBeVisible();
  });

  test('in force: who signed, how much is used, until when, and how long an undo lasts', async () => {
    aPage();
    page();
    const part = await screen.findByRole('region', { name: 'Mandat d’Autopilote' });
    expect(part).toHaveTextContent('Claire Moreau');
    expect(part).toHaveTextContent('12 sur 100');
    expect(part).toHaveTextContent('24/12/2026');
    expect(part).toHaveTextContent('1. E-mail');
    expect(part).toHaveTextContent(/au moins 120 s avant de partir/);
    expect(within(part).queryByText(/prend fin dans 3 jours/)).not.toBeInTheDocument();
  });

  test('near its end it says what happens then', async () => {
    aPage([aMandate({ expires_soon: true })]);
    page();
    expect(await screen.findByText(/prend fin dans 3 jours ou moins/)).toBeVisible();
  });

  test('who may not sign can read it and change nothing', async () => {
    answer(
      'get',
      '/session',
      aSession({ permissions: ['campaigns:read', 'drafts:read'], role: 'viewer' }),
    );
    aPage();
    page();
    await screen.findByRole('region', { name: 'Mandat d’Autopilote' });
    expect(screen.queryByRole('button', { name: 'Révoquer' })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Changer le niveau/ })).not.toBeInTheDocument();
  });
});

test('revoking asks once and sends it', async () => {
  aPage();
  const revoked = answer(
    'post',
    '/campaigns/c-1/mandates/m-1/revoke',
    aMandate({ state: 'ended' }),
  );
  const { user } = page();
  await user.click(await screen.findByRole('button', { name: 'Révoquer' }));
  const dialog = await screen.findByRole('dialog', { name: /Révoquer ce mandat/ });
  await user.click(within(dialog).getByRole('button', { name: 'Révoquer' }));
  await waitFor(() => expect(revoked).toHaveLength(1));
});

describe('signing', () => {
  test('needs a fresh simulation first', async () => {
    aPage([]);
    answer('get', '/campaigns/c-1/simulations/last', aPlan({ has_drifted: true }));
    const { user } = page();
    await user.click(await screen.findByRole('button', { name: 'Signer un mandat' }));
    expect(await screen.findByRole('link', { name: 'Ouvrir la simulation' })).toHaveAttribute(
      'href',
      '/campaigns/c-1?tab=simulation',
    );
  });

  test('sends the scope, the caps, the end and the name; a refusal shows the largest value', async () => {
    aPage([]);
    answer('get', '/campaigns/c-1/simulations/last', aPlan());
    refuse('post', '/campaigns/c-1/mandates', {
      status: 422,
      code: 'mandate-refused',
      title: 'Le mandat demande trop',
      errors: [{ pointer: '/per_day', code: 'mandate-amount-refused', detail: '200 au plus' }],
    });
    const { user } = page();
    await user.click(await screen.findByRole('button', { name: 'Signer un mandat' }));
    const perDay = await screen.findByRole('textbox', { name: 'Messages par jour, au plus' });
    await user.clear(perDay);
    await user.type(perDay, '500');
    await user.click(screen.getByRole('checkbox', { name: 'Relances' }));
    await user.click(screen.getByRole('button', { name: 'Signer le mandat' }));
    await user.type(screen.getByRole('textbox', { name: /Votre nom/ }), 'Claire Moreau');
    await user.click(screen.getByRole('button', { name: 'Signer le mandat' }));
    expect(await screen.findByText('200 au plus')).toBeVisible();

    const signed = answer('post', '/campaigns/c-1/mandates', aMandate(), 201);
    await user.clear(perDay);
    await user.type(perDay, '20');
    await user.click(screen.getByRole('button', { name: 'Signer le mandat' }));
    await waitFor(() =>
      expect(signed[0]?.body).toMatchObject({
        simulation_id: 'sim-1',
        step_ids: ['st-1'],
        kinds: ['first_touch'],
        sender_ids: ['s-1'],
        per_day: 20,
        in_total: 100,
        credit_cap: 114,
        per_company: 2,
        name: 'Claire Moreau',
      }),
    );
    expect((signed[0]?.body as { expires_at: string }).expires_at).toMatch(/^2026-12-2/);
  });
});

describe('levels', () => {
  test('each says what was seen and what the next one lacks', async () => {
    aPage([]);
    page();
    const part = await screen.findByRole('region', { name: 'Niveaux d’autonomie' });
    expect(await within(part).findByText('12 messages relus, 9 sans retouche')).toBeVisible();
    expect(within(part).getByText('Messages relus : 12 sur 20')).toBeVisible();
    expect(within(part).getByText(/Sans retouche : 75 %, il en faut 80 %/)).toBeVisible();
  });

  test('an earned level is offered and taken; others above stay closed', async () => {
    aPage(
      [],
      [
        aStepLevel({
          lacking: [],
          proposed: 'copilot_batch',
          evidence: anEvidence({ reviewed: 20, unedited: 19 }),
        }),
      ],
    );
    const chosen = answer('put', '/campaigns/c-1/levels/st-1', aStepLevel());
    const { user } = page();
    await user.click(await screen.findByRole('button', { name: /Changer le niveau de.*E-mail/ }));
    expect(await screen.findByRole('radio', { name: /^Autopilote$/ })).toBeDisabled();
    await user.click(screen.getByRole('radio', { name: /Copilote par lots/ }));
    await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
    await waitFor(() => expect(chosen[0]?.body).toEqual({ level: 'copilot_batch' }));
  });
});

test('what is about to leave alone can be taken back', async () => {
  aPage();
  answer(
    'get',
    '/actions',
    list(anAction({ unattended: true }), anAction({ id: 'a-2', prospect_name: 'Paul Roy' })),
  );
  const undone = answer('post', '/actions/a-1/undo', anAction({ state: 'cancelled' }));
  const { user } = page();
  const part = await screen.findByRole('region', { name: 'En Autopilote' });
  await user.click(
    await within(part).findByRole('button', { name: 'Annuler le message à Élise Durand' }),
  );
  await waitFor(() => expect(undone).toHaveLength(1));
  expect(within(part).queryByText('Paul Roy')).not.toBeInTheDocument();
});

test('the cap of the campaign is shown, and changed within its bounds', async () => {
  aPage();
  const set = answer('put', '/campaigns/c-1/cap', aCap({ value: 20, origin: 'campaign' }));
  const { user } = page();
  const part = await screen.findByRole('region', { name: 'Plafond de la campagne' });
  expect(await within(part).findByText(/100 messages par jour/)).toHaveTextContent('par défaut');
  await user.click(within(part).getByRole('button', { name: 'Changer le plafond' }));
  await user.type(await screen.findByRole('textbox', { name: /par campagne/ }), '20');
  await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
  await waitFor(() => expect(set[0]?.body).toEqual({ per_day: 20, reason: '' }));
  expect(await within(part).findByText(/20 messages par jour/)).toHaveTextContent('propre à');
});
