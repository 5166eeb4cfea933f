import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';

import { type StepAsk } from '@/api/generated/types.gen';
import { answer, refuse, silence } from '@/testing/answers';
import { aProspectRow, aSender } from '@/testing/builders';
import { aCampaign, aFunnel, anEnrolment, aPlan, counts } from '@/testing/message-builders';
import { open } from '@/testing/render';

const salesbook = (over = {}) => ({
  company: null,
  offers: [{ id: 'o-1', name: 'Accompagnement commercial' }],
  personas: [{ id: 'per-1', name: 'Directions commerciales' }],
  completeness: { percent: 80, missing: [] },
  revision: 1,
  ...over,
});

function aPage(campaign = aCampaign()) {
  answer('get', '/salesbook', salesbook());
  answer('get', '/senders', { items: [aSender()], next: null });
  answer('get', '/campaigns/c-1', campaign);
  answer('get', '/campaigns/c-1/preflight', { ready: true, missing: [] });
  answer('get', '/campaigns/c-1/prospects', { items: [], next: null });
}

describe('the four looks of the list', () => {
  test('grey shapes while it loads', async () => {
    silence('get', '/campaigns');
    open('/campaigns');
    expect(await screen.findByRole('heading', { name: 'Campagnes' })).toBeVisible();
    expect(screen.getByText('Chargement…')).toBeInTheDocument();
  });

  test('a failure says so and offers another try', async () => {
    refuse('get', '/campaigns', { title: 'Un service ne répond pas' });
    const { user } = open('/campaigns');
    expect(await screen.findByText('Un service ne répond pas')).toBeVisible();
    answer('get', '/campaigns', { items: [aCampaign()], next: null });
    await user.click(screen.getByRole('button', { name: 'Réessayer' }));
    expect(await screen.findByRole('link', { name: /Directions commerciales/ })).toBeVisible();
  });

  test('the first step is to create one', async () => {
    answer('get', '/campaigns', { items: [], next: null });
    open('/campaigns');
    expect(await screen.findByText('Créez votre première campagne')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Créer une campagne' })).toHaveAttribute(
      'href',
      '/campaigns/new',
    );
  });

  test('each campaign says its state and its people', async () => {
    answer('get', '/campaigns', { items: [aCampaign({ state: 'running' })], next: null });
    open('/campaigns');
    const card = await screen.findByRole('link', { name: /Directions commerciales/ });
    expect(within(card).getByText('En cours')).toBeVisible();
    expect(within(card).getByText(/42 prospects · 3 étapes/)).toBeVisible();
  });
});

describe('a new campaign', () => {
  test('without an offer it leads to the Salesbook', async () => {
    answer('get', '/salesbook', salesbook({ offers: [] }));
    answer('get', '/senders', { items: [], next: null });
    open('/campaigns/new');
    expect(await screen.findByText('Il manque une offre ou un persona')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Ouvrir le Salesbook' })).toBeVisible();
  });

  test('it says what is missing, then creates and opens the sequence', async () => {
    aPage();
    const created = answer('post', '/campaigns', aCampaign({ steps: [] }), 201);
    answer('get', '/campaigns/c-1', aCampaign({ steps: [] }));
    const { user, router } = open('/campaigns/new');
    await user.click(await screen.findByRole('button', { name: 'Créer la campagne' }));
    expect(screen.getAllByText('Ce champ est nécessaire.')).toHaveLength(2);
    expect(created).toHaveLength(0);

    await user.type(screen.getByRole('textbox', { name: 'Nom' }), 'Automne');
    await user.type(screen.getByRole('textbox', { name: 'Objectif' }), 'Un échange');
    await user.click(screen.getByRole('button', { name: 'Créer la campagne' }));
    await waitFor(() =>
      expect(created[0]?.body).toEqual({
        name: 'Automne',
        offer_id: 'o-1',
        persona_id: 'per-1',
        goal: 'Un échange',
        mailbox_id: 's-1',
        linkedin_id: null,
      }),
    );
    await waitFor(() => expect(router.state.location.href).toBe('/campaigns/c-1?tab=sequence'));
  });
});

describe('before the launch', () => {
  test('every missing item is listed with the place to fix it', async () => {
    aPage();
    answer('get', '/campaigns/c-1/preflight', {
      ready: false,
      missing: [
        { code: 'lia-missing', title: 'Mise en balance à signer', fix: 'Trois réponses.' },
        { code: 'mailbox-missing', title: 'Aucune boîte d’envoi', fix: 'Choisissez-la.' },
      ],
    });
    open('/campaigns/c-1');
    expect(await screen.findByText('Il manque 2 éléments.')).toBeVisible();
    expect(
      screen.getByRole('link', { name: /Compléter.*Mise en balance à signer/ }),
    ).toHaveAttribute('href', '/campaigns/c-1?tab=lia');
    expect(screen.getByRole('link', { name: /Compléter.*Aucune boîte d’envoi/ })).toHaveAttribute(
      'href',
      '/campaigns/c-1?edit=true',
    );
  });

  test('a refused launch shows every reason in the dialog', async () => {
    aPage();
    refuse('post', '/campaigns/c-1/launch', {
      status: 409,
      code: 'preflight-incomplete',
      title: 'La campagne n’est pas prête',
      errors: [{ pointer: '', code: 'lia_missing', detail: 'Mise en balance à signer' }],
    });
    const { user } = open('/campaigns/c-1');
    await user.click(await screen.findByRole('button', { name: 'Lancer' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Lancer' }));
    expect(await within(dialog).findByText('La campagne n’est pas prête')).toBeVisible();
    expect(within(dialog).getByText('Mise en balance à signer')).toBeVisible();
  });

  test('a launched campaign can be paused and says why nothing leaves', async () => {
    aPage(aCampaign({ state: 'running' }));
    answer('get', '/campaigns/c-1/why-not', {
      reason: 'outside_window',
      title: 'Hors plage d’envoi',
      next_at: '2026-11-24T13:45:00.000Z',
      counts: [{ code: 'waiting_approval', title: 'À valider', count: 12 }],
    });
    const paused = answer('post', '/campaigns/c-1/pause', aCampaign({ state: 'paused' }));
    const { user } = open('/campaigns/c-1');
    expect(await screen.findByText(/Hors plage d’envoi\..*Prochain envoi possible/)).toBeVisible();
    expect(screen.getByRole('link', { name: /Corriger.*À valider/ })).toHaveAttribute(
      'href',
      '/review',
    );
    await user.click(screen.getByRole('button', { name: 'Mettre en pause' }));
    expect(await screen.findByRole('button', { name: 'Reprendre' })).toBeVisible();
    expect(paused).toHaveLength(1);
  });
});

describe('the sequence', () => {
  test('steps are moved with the keyboard, the focus stays, and the order is saved', async () => {
    aPage();
    const saved = answer('put', '/campaigns/c-1/sequence', aCampaign({ version: 4 }));
    const { user } = open('/campaigns/c-1?tab=sequence');
    const down = await screen.findByRole('button', { name: 'Descendre l’étape 1' });
    down.focus();
    await user.keyboard('{Enter}');
    expect(screen.getByRole('button', { name: 'Descendre l’étape 2' })).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Monter l’étape 2' }));
    await user.click(screen.getByRole('button', { name: 'Retirer l’étape 2' }));
    await user.click(screen.getByRole('button', { name: 'Attente' }));
    await user.click(screen.getByRole('button', { name: 'E-mail' }));
    await user.click(screen.getByRole('button', { name: 'Enregistrer la séquence' }));

    await waitFor(() => expect(saved).toHaveLength(1));
    expect(saved[0]?.body).toMatchObject({
      steps: [
        { id: 'st-1', kind: 'email' },
        { id: 'st-3', kind: 'linkedin_invitation' },
        { kind: 'wait', wait_days: 3 },
        { kind: 'email' },
      ],
    });
  });

  test('an empty one starts from a template', async () => {
    aPage(aCampaign({ steps: [] }));
    const { user } = open('/campaigns/c-1?tab=sequence');
    await user.click(await screen.findByRole('button', { name: /Utiliser ce modèle.*Multicanal/ }));
    const steps = within(screen.getByRole('list', { name: 'Étapes, dans l’ordre' }));
    expect(steps.getAllByRole('listitem')).toHaveLength(5);
    expect(steps.getByText('Jour 7')).toBeVisible();
  });

  test('a fault of the server stands at its step', async () => {
    aPage();
    refuse('put', '/campaigns/c-1/sequence', {
      status: 422,
      code: 'sequence-refused',
      title: 'Séquence refusée',
      errors: [{ pointer: '/steps/0', code: 'x', detail: 'Une séquence commence par un message.' }],
    });
    const { user } = open('/campaigns/c-1?tab=sequence');
    await user.click(await screen.findByRole('button', { name: 'Descendre l’étape 1' }));
    await user.click(screen.getByRole('button', { name: 'Enregistrer la séquence' }));
    const steps = within(screen.getByRole('list', { name: 'Étapes, dans l’ordre' }));
    expect(await steps.findByRole('alert')).toHaveTextContent('Une séquence commence');
  });

  test('once launched, a change says whom it is for', async () => {
    aPage(aCampaign({ state: 'running' }));
    const saved = answer('put', '/campaigns/c-1/sequence', aCampaign({ version: 4 }));
    const { user } = open('/campaigns/c-1?tab=sequence');
    await user.click(await screen.findByRole('button', { name: 'Retirer l’étape 2' }));
    await user.click(screen.getByRole('button', { name: 'Enregistrer la séquence' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'La campagne est en cours' }));
    await user.click(dialog.getByRole('radio', { name: /y compris 42 en cours/ }));
    await user.click(dialog.getByRole('radio', { name: 'À la fin de la séquence' }));
    await user.click(dialog.getByRole('button', { name: 'Enregistrer la séquence' }));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(saved[0]?.body).toMatchObject({ scope: 'all', gone: 'finish' });
  });

  test('a finished one is closed', async () => {
    aPage(aCampaign({ state: 'finished' }));
    open('/campaigns/c-1?tab=sequence');
    expect(await screen.findByText(/sa séquence ne change plus/)).toBeVisible();
    expect(screen.queryByRole('button', { name: /Retirer/ })).not.toBeInTheDocument();
  });

  test('a fork leads two ways, by keys of the same request', async () => {
    aPage(aCampaign({ steps: [] }));
    const saved = answer('put', '/campaigns/c-1/sequence', aCampaign({ version: 4 }));
    const { user } = open('/campaigns/c-1?tab=sequence');
    await user.click(
      await screen.findByRole('button', { name: /Utiliser ce modèle.*embranchement/ }),
    );
    await user.click(screen.getByRole('button', { name: 'Enregistrer la séquence' }));
    await waitFor(() => expect(saved).toHaveLength(1));
    const { steps } = saved[0]?.body as { steps: StepAsk[] };
    const fork = steps.find(({ kind }) => kind === 'fork');
    expect(fork).toMatchObject({ fork_on: 'accepted', within_days: 10 });
    expect(fork?.next).toBe(steps.find(({ kind }) => kind === 'linkedin_message')?.key);
    expect(fork?.otherwise).toBe(steps.at(-1)?.key);
  });
});

test('what is done by hand is on its own page', async () => {
  aPage();
  open('/campaigns/c-1?tab=tasks');
  const link = await screen.findByRole('link', { name: 'Voir les tâches de cette campagne' });
  expect(link).toHaveAttribute('href', '/tasks?campaign=c-1');
});

test('prospects are searched, chosen and enrolled; refusals say why', async () => {
  aPage();
  const asked = answer('get', '/prospects', {
    items: [aProspectRow(), aProspectRow({ id: 'p-2', full_name: 'Karim Benali' })],
    next: null,
    total: { count: 2, capped: false },
  });
  const enrolled = answer('post', '/campaigns/c-1/prospects', {
    enrolled: 1,
    refused: [{ prospect_id: 'p-2', code: 'suppressed' }],
  });
  const { user } = open('/campaigns/c-1?tab=prospects');
  await user.click(await screen.findByRole('button', { name: 'Ajouter des prospects' }));
  const dialog = await screen.findByRole('dialog', { name: 'Ajouter des prospects' });
  await user.type(within(dialog).getByRole('searchbox'), 'sol');
  await waitFor(() => expect(asked.at(-1)?.url.searchParams.get('q')).toBe('sol'));
  await user.click(await within(dialog).findByRole('checkbox', { name: /Tout sélectionner/ }));
  await user.click(within(dialog).getByRole('button', { name: 'Ajouter 2 prospects' }));
  await waitFor(() => expect(enrolled[0]?.body).toEqual({ prospect_ids: ['p-1', 'p-2'] }));
  expect(await within(dialog).findByText('1 prospect inscrit.')).toBeVisible();
  expect(within(dialog).getByText(/Karim Benali · Cette personne s’est opposée/)).toBeVisible();
});

test('enrolments show their state and the reason of an end', async () => {
  aPage();
  answer('get', '/campaigns/c-1/prospects', {
    items: [
      anEnrolment(),
      anEnrolment({
        enrolment_id: 'e-2',
        full_name: 'Karim Benali',
        state: 'stopped',
        reason: 'replied',
      }),
    ],
    next: null,
  });
  open('/campaigns/c-1?tab=prospects');
  const row = await screen.findByRole('row', { name: /Karim Benali/ });
  expect(within(row).getByText('Arrêté')).toBeVisible();
  expect(within(row).getByText('A répondu')).toBeVisible();
  expect(screen.getByText('Message à valider')).toBeVisible();
});

test('at the manual level a text is asked for, and a person can be stopped alone', async () => {
  aPage();
  answer('get', '/campaigns/c-1/prospects', {
    items: [anEnrolment({ reason: 'draft_on_request' })],
    next: null,
  });
  const ordered = answer('post', '/campaigns/c-1/prospects/e-1/draft', null, 204);
  const stopped = answer('post', '/campaigns/c-1/prospects/e-1/stop', null, 204);
  const { user } = open('/campaigns/c-1?tab=prospects');
  await user.click(await screen.findByRole('button', { name: /^Rédiger/ }));
  await waitFor(() => expect(ordered).toHaveLength(1));
  await user.click(screen.getByRole('button', { name: 'Arrêter pour Hélène Garnier' }));
  const dialog = await screen.findByRole('dialog', { name: /Arrêter la séquence/ });
  expect(stopped).toHaveLength(0);
  await user.click(within(dialog).getByRole('button', { name: 'Arrêter' }));
  await waitFor(() => expect(stopped).toHaveLength(1));
});

test('the balancing test is written from examples and signed', async () => {
  aPage();
  const signed = answer(
    'post',
    '/campaigns/c-1/lia',
    aCampaign({
      lia: {
        interest: 'Faire connaître notre offre.',
        necessity: 'Quelques messages.',
        balance: 'Un geste pour s’opposer.',
        signed_at: '2026-11-24T09:00:00.000Z',
        signed_by: 'u-1',
        review_at: '2027-11-24T09:00:00.000Z',
      },
    }),
  );
  const { user } = open('/campaigns/c-1?tab=lia');
  await user.click(await screen.findByRole('button', { name: 'Signer la mise en balance' }));
  expect(screen.getAllByText('Une phrase au moins.')).toHaveLength(3);
  for (const button of screen.getAllByRole('button', { name: /Partir d’un exemple/ })) {
    await user.click(button);
  }
  await user.click(screen.getByRole('button', { name: 'Signer la mise en balance' }));
  expect(await screen.findByText(/Signée par vous/)).toBeVisible();
  expect(signed).toHaveLength(1);
});

test('results per step, or an honest nothing', async () => {
  aPage();
  answer('get', '/campaigns/c-1/results', aFunnel({ totals: counts() }));
  open('/campaigns/c-1?tab=results');
  expect(await screen.findByText('Encore rien de mesurable')).toBeVisible();
});

describe('the simulation', () => {
  test('without one, it invites to run one and shows what it found', async () => {
    aPage();
    answer('get', '/campaigns/c-1/simulations/last', null);
    answer('post', '/campaigns/c-1/simulations', aPlan(), 201);
    const { user } = open('/campaigns/c-1?tab=simulation');
    expect(await screen.findByText('Voyez avant de lancer')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Lancer une simulation' }));
    const days = await screen.findByRole('table', { name: 'Calendrier des actions' });
    expect(within(days).getByText('30')).toBeVisible();
    expect(screen.getByText('Limite du jour')).toBeVisible();
    expect(screen.getByText('Cette personne s’est opposée')).toBeVisible();
  });

  test('exactly this plan is activated, after a question', async () => {
    aPage();
    answer('get', '/campaigns/c-1/simulations/last', aPlan());
    const done = answer('post', '/campaigns/c-1/simulations/sim-1/activate', null, 204);
    const { user } = open('/campaigns/c-1?tab=simulation');
    await user.click(await screen.findByRole('button', { name: 'Activer exactement ce plan' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Lancer' }));
    await waitFor(() => expect(done).toHaveLength(1));
  });

  test('a plan that drifted says so and cannot be activated', async () => {
    aPage();
    answer('get', '/campaigns/c-1/simulations/last', aPlan({ has_drifted: true }));
    open('/campaigns/c-1?tab=simulation');
    expect(await screen.findByText(/a changé depuis cette simulation/)).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Activer exactement ce plan' }),
    ).not.toBeInTheDocument();
  });
});

describe('the calendar', () => {
  const calendar = {
    closures: [],
    bridges_closed: true,
    year_end_closed: true,
    august: 'reduced',
    august_share: 30,
    version: 0,
  };

  test('a closure is added and saved at the version read', async () => {
    answer('get', '/calendar', calendar);
    const saved = answer('put', '/calendar', { ...calendar, version: 1 });
    const { user } = open('/settings/calendar');
    await user.click(await screen.findByRole('button', { name: 'Ajouter une fermeture' }));
    await user.type(screen.getByLabelText('Du'), '2026-12-21');
    await user.type(screen.getByLabelText('Au'), '2026-12-23');
    await user.click(screen.getByRole('button', { name: 'Enregistrer le calendrier' }));
    await waitFor(() =>
      expect(saved[0]?.body).toMatchObject({
        closures: [{ first: '2026-12-21', last: '2026-12-23' }],
      }),
    );
  });

  test('every version of the rules is listed', async () => {
    answer('get', '/calendar', calendar);
    answer('get', '/calendar/history', {
      items: [
        {
          part: 'limits',
          version: 1,
          at: '2026-11-24T09:00:00.000Z',
          by: 'u-1',
          reason: 'Salon',
          campaign_id: '',
          values: { mails_per_day: '10' },
        },
        {
          part: 'calendar',
          version: 1,
          at: '2026-11-23T09:00:00.000Z',
          by: 'u-1',
          reason: '',
          campaign_id: '',
          values: { august: 'suspended', bridges_closed: 'true', closures: '' },
        },
      ],
    });
    open('/settings/calendar');
    const table = await screen.findByRole('table', { name: 'Versions des règles' });
    expect(table).toHaveTextContent('E-mails par jour : 10 · Salon');
    expect(table).toHaveTextContent('Août : suspendu · Ponts fermés : oui');
  });

  test('a failure says so', async () => {
    refuse('get', '/calendar', { title: 'Un service ne répond pas' });
    open('/settings/calendar');
    expect(await screen.findByText('Un service ne répond pas')).toBeVisible();
  });
});
