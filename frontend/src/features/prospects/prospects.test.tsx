import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';

import { answer, refuse, silence } from '@/testing/answers';
import { aCard, anOperation, aProspectRow, aProspectsPage } from '@/testing/builders';
import { open } from '@/testing/render';

const CAP = { per_day: 1000, left: 1000, possible_at: '2026-11-24T08:00:00.000Z' };
const MARC = aProspectRow({ id: 'p-2', full_name: 'Marc Delaunay', score: null, band: null });

beforeEach(() => {
  answer('get', '/tags', { items: [{ tag: 'salon', count: 1 }], next: null });
});

describe('the list', () => {
  it('waits', async () => {
    silence('get', '/prospects');
    open('/prospects');
    expect(await screen.findByRole('status')).toHaveTextContent('Chargement');
  });

  it('says what failed and offers another try', async () => {
    refuse('get', '/prospects', { title: 'Recherche indisponible' });
    const { user } = open('/prospects');
    expect(await screen.findByRole('alert')).toHaveTextContent('Recherche indisponible');
    answer('get', '/prospects', aProspectsPage([aProspectRow()]));
    await user.click(screen.getByRole('button', { name: 'Réessayer' }));
    expect(await screen.findByRole('table', { name: 'Prospects' })).toBeVisible();
  });

  it('invites to import when there is nobody', async () => {
    answer('get', '/prospects', aProspectsPage([]));
    open('/prospects');
    expect(
      await screen.findByRole('heading', { name: 'Aucun prospect pour l’instant' }),
    ).toBeVisible();
    expect(screen.getAllByRole('link', { name: 'Importer un fichier' })[0]).toHaveAttribute(
      'href',
      '/prospects/import',
    );
  });

  it('a filter that matches nobody is not an empty list', async () => {
    answer('get', '/prospects', aProspectsPage([]));
    const { user, router } = open('/prospects?stage=won');
    expect(await screen.findByText('Rien ne correspond à ces filtres.')).toBeVisible();
    const clear = screen.getAllByRole('button', { name: 'Effacer les filtres' });
    await user.click(clear[0] as HTMLElement);
    expect(router.state.location.search).toEqual({});
  });

  it('shows people with score, stage and count', async () => {
    answer('get', '/prospects', aProspectsPage([aProspectRow(), MARC]));
    open('/prospects');
    const table = await screen.findByRole('table', { name: 'Prospects' });
    expect(within(table).getByRole('link', { name: 'Hélène Garnier' })).toHaveAttribute(
      'href',
      '/prospects/p-1',
    );
    expect(within(table).getByRole('img', { name: /84 sur 100, très bon/ })).toBeVisible();
    expect(within(table).getAllByText('Nouveau')).toHaveLength(2);
    expect(screen.getByText('2 prospects')).toBeVisible();
  });

  it('filters and sorts through the address', async () => {
    const asked = answer('get', '/prospects', aProspectsPage([aProspectRow()]));
    const { user, router } = open('/prospects');
    await user.selectOptions(await screen.findByLabelText('Étape'), 'Contacté');
    await user.click(screen.getByRole('button', { name: 'Trier par Nom' }));
    expect(router.state.location.search).toEqual({ stage: 'contacted', sort: 'name' });
    await user.keyboard('/');
    await user.keyboard('garnier');
    await waitFor(() => {
      expect(Object.fromEntries(asked.at(-1)?.url.searchParams ?? [])).toEqual({
        stage: 'contacted',
        sort: 'name',
        q: 'garnier',
        limit: '50',
      });
    });
    expect(screen.getByRole('columnheader', { name: /Nom/ })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
  });

  it('turns pages and finds the way back', async () => {
    const asked = answer('get', '/prospects', aProspectsPage([aProspectRow()], { next: 'c-2' }));
    const { user } = open('/prospects');
    const pages = await screen.findByRole('navigation', { name: 'Pages' });
    await user.click(within(pages).getByRole('button', { name: 'Suivant' }));
    await waitFor(() => expect(asked.at(-1)?.url.searchParams.get('cursor')).toBe('c-2'));
    await user.click(within(pages).getByRole('button', { name: 'Précédent' }));
    await waitFor(() =>
      expect(within(pages).getByRole('button', { name: 'Précédent' })).toBeDisabled(),
    );
  });

  it('walks and selects with the keyboard', async () => {
    answer('get', '/prospects', aProspectsPage([aProspectRow(), MARC]));
    const { user } = open('/prospects');
    await screen.findByRole('table', { name: 'Prospects' });
    await user.keyboard('jj');
    expect(screen.getByRole('link', { name: 'Marc Delaunay' })).toHaveFocus();
    await user.keyboard('x');
    expect(screen.getByRole('checkbox', { name: 'Sélectionner Marc Delaunay' })).toBeChecked();
  });

  it('tags and moves a selection', async () => {
    answer('get', '/prospects', aProspectsPage([aProspectRow(), MARC]));
    const asked = answer('post', '/prospects/bulk', {
      changed: 1,
      skipped: [{ id: 'p-2', code: 'prospect-opted-out' }],
    });
    const { user } = open('/prospects');
    await user.click(await screen.findByRole('checkbox', { name: /Tout sélectionner/ }));
    const bar = await screen.findByRole('region', { name: 'Actions sur la sélection' });
    expect(bar).toHaveTextContent('2 sélectionnés');
    await user.click(within(bar).getByRole('button', { name: 'Étiqueter' }));
    await user.type(await screen.findByLabelText('Nouvelle étiquette'), 'lille{Enter}');
    expect(await within(bar).findByText(/1 prospect modifié · 1 laissé tel quel/)).toBeVisible();
    await user.click(within(bar).getByRole('button', { name: 'Changer d’étape' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Contacté' }));
    await waitFor(() => expect(asked).toHaveLength(2));
    expect(asked.map((one) => one.body)).toEqual([
      { ids: ['p-1', 'p-2'], action: 'tag', value: 'lille' },
      { ids: ['p-1', 'p-2'], action: 'stage', value: 'contacted' },
    ]);
  });

  it('quotes before it spends', async () => {
    answer('get', '/prospects', aProspectsPage([aProspectRow(), MARC]));
    answer('post', '/enrichments/quote', {
      cap: CAP,
      minimum: 0,
      expected: 3,
      maximum: 5,
      balance_after: 115,
      refused: [{ prospect_id: 'p-2', code: 'already-known' }],
    });
    const spent = answer('post', '/enrichments', { batch_id: 'b-1', operation_id: 'op-1' }, 202);
    answer('get', '/operations/op-1', anOperation({ total: 1, done: 1 }));
    const { user } = open('/prospects');
    await user.click(await screen.findByRole('checkbox', { name: /Tout sélectionner/ }));
    await user.click(await screen.findByRole('button', { name: 'Trouver les e-mails' }));
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText('Devis pour 1 personne')).toBeVisible();
    expect(dialog).toHaveTextContent(`e-mail déjà connu et récent (${MARC.full_name})`);
    expect(spent).toHaveLength(0);
    await user.click(within(dialog).getByRole('button', { name: /Accepter et chercher/ }));
    expect(await within(dialog).findByText(/Recherche des e-mails · Terminé/)).toBeVisible();
    expect(spent[0]?.body).toEqual({ prospect_ids: ['p-1', 'p-2'], fields: ['work_email'] });
  });

  it('says before the work that credits are short', async () => {
    answer('get', '/prospects', aProspectsPage([aProspectRow()]));
    answer('post', '/enrichments/quote', {
      cap: CAP,
      minimum: 0,
      expected: 3,
      maximum: 5,
      balance_after: -2,
      refused: [],
    });
    const { user } = open('/prospects');
    await user.click(await screen.findByRole('checkbox', { name: 'Sélectionner Hélène Garnier' }));
    await user.click(await screen.findByRole('button', { name: 'Trouver les e-mails' }));
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('Il manque 2 crédits');
    expect(within(dialog).getByRole('button', { name: /Accepter/ })).toBeDisabled();
  });

  it('says when an order over the cap is possible', async () => {
    answer('get', '/prospects', aProspectsPage([aProspectRow()]));
    answer('post', '/enrichments/quote', {
      cap: { per_day: 1, left: 0, possible_at: '2026-11-25T08:00:00.000Z' },
      minimum: 0,
      expected: 3,
      maximum: 5,
      balance_after: 100,
      refused: [],
    });
    const { user } = open('/prospects');
    await user.click(await screen.findByRole('checkbox', { name: 'Sélectionner Hélène Garnier' }));
    await user.click(await screen.findByRole('button', { name: 'Trouver les e-mails' }));
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      /sera possible le 25\/11\/2026/,
    );
    expect(within(dialog).getByRole('button', { name: /Accepter/ })).toBeDisabled();
  });

  it('adds one person, with source and basis', async () => {
    answer('get', '/prospects', aProspectsPage([aProspectRow()]));
    answer('get', '/prospects/p-1', aCard());
    answer('get', '/prospects/p-1/timeline', { items: [], next: null });
    const asked = answer('post', '/prospects', aCard(), 201);
    const { user, router } = open('/prospects');
    await user.click(await screen.findByRole('button', { name: 'Ajouter' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText('Nom'), 'Garnier');
    await user.type(within(dialog).getByLabelText('Entreprise'), 'Solstice');
    await user.type(within(dialog).getByLabelText('Source'), 'Salon de Lille');
    await user.click(within(dialog).getByRole('button', { name: 'Ajouter le prospect' }));
    await screen.findByRole('heading', { level: 1, name: 'Hélène Garnier' });
    expect(router.state.location.pathname).toBe('/prospects/p-1');
    expect(asked[0]?.body).toMatchObject({
      last_name: 'Garnier',
      source: 'Salon de Lille',
      legal_basis: 'legitimate_interest',
      collected_on: '2026-11-24',
    });
  });
});

describe('one prospect', () => {
  beforeEach(() => {
    answer('get', '/prospects/p-1/timeline', {
      items: [
        {
          id: 't-1',
          at: '2026-11-24T08:12:00.000Z',
          kind: 'message_sent',
          title: 'E-mail envoyé',
          detail: '',
          actor: 'Claire Moreau',
          channel: 'email',
          campaign_id: '',
          ref: '',
        },
      ],
      next: null,
    });
  });

  it('waits', async () => {
    silence('get', '/prospects/p-1');
    open('/prospects/p-1');
    expect(await screen.findByRole('status')).toHaveTextContent('Chargement');
  });

  it('says when it does not exist here', async () => {
    refuse('get', '/prospects/p-9', { status: 404, code: 'not-found', title: 'Introuvable' });
    open('/prospects/p-9');
    expect(await screen.findByRole('alert')).toHaveTextContent('Introuvable');
    expect(screen.getByRole('link', { name: 'Prospects', current: false })).toBeInTheDocument();
  });

  it('explains the score: sentence, evidence, what is missing, what would change it', async () => {
    answer('get', '/prospects/p-1', aCard());
    open('/prospects/p-1');
    const why = await screen.findByRole('region', { name: 'Pourquoi ce prospect' });
    expect(why).toHaveTextContent('Elle correspond à trois de vos quatre critères.');
    expect(within(why).getByRole('row', { name: /\+34/ })).toHaveTextContent('22/11/2026');
    expect(why).toHaveTextContent('−8 : domaine web inconnu');
    expect(why).toHaveTextContent('92 si le domaine web était connu');
  });

  it('leads to the Salesbook when there is no score yet', async () => {
    answer('get', '/prospects/p-1', aCard({ score: null }));
    open('/prospects/p-1');
    expect(await screen.findByRole('link', { name: 'Ouvrir le Salesbook' })).toBeVisible();
  });

  it('shows contact points with source and date, and the timeline', async () => {
    answer('get', '/prospects/p-1', aCard());
    open('/prospects/p-1');
    const points = await screen.findByRole('region', { name: 'Coordonnées' });
    expect(points).toHaveTextContent('import · Obtenu 22/11/2026');
    const timeline = screen.getByRole('region', { name: 'Historique' });
    expect(await within(timeline).findByText('E-mail envoyé')).toBeVisible();
  });

  it('keeps the card when only the timeline fails', async () => {
    answer('get', '/prospects/p-1', aCard());
    refuse('get', '/prospects/p-1/timeline', { title: 'Historique indisponible' });
    open('/prospects/p-1');
    expect(await screen.findByRole('alert')).toHaveTextContent('Historique indisponible');
    expect(screen.getByRole('heading', { level: 1, name: 'Hélène Garnier' })).toBeVisible();
  });

  it('changes stage and tags', async () => {
    answer('get', '/prospects/p-1', aCard());
    const moved = answer('post', '/prospects/p-1/stage', aCard({ stage: 'interested' }));
    const tagged = answer('post', '/prospects/p-1/tags', aCard({ tags: ['salon', 'lille'] }));
    const { user } = open('/prospects/p-1');
    await user.selectOptions(await screen.findByLabelText('Étape'), 'Intéressé');
    await waitFor(() => expect(moved[0]?.body).toEqual({ stage: 'interested' }));
    await user.type(screen.getByLabelText('Nouvelle étiquette'), 'lille{Enter}');
    expect(await screen.findByRole('button', { name: 'Retirer l’étiquette lille' })).toBeVisible();
    expect(tagged[0]?.body).toEqual({ tag: 'lille' });
  });

  it('sends only what was changed by hand, on the version that was read', async () => {
    answer('get', '/prospects/p-1', aCard());
    const asked = answer('patch', '/prospects/p-1', aCard({ job_title: 'Directrice générale' }));
    const { user } = open('/prospects/p-1');
    await user.click(await screen.findByRole('button', { name: 'Modifier la fiche' }));
    const title = await screen.findByLabelText('Fonction');
    await user.clear(title);
    await user.type(title, 'Directrice générale');
    await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
    await waitFor(() => expect(asked[0]?.body).toEqual({ job_title: 'Directrice générale' }));
    expect(asked[0]?.headers.get('If-Match')).toBe('"3"');
  });

  it('records an objection after a yes', async () => {
    answer('get', '/prospects/p-1', aCard());
    const asked = answer('post', '/prospects/p-1/opt-out', {
      prospect_id: 'p-1',
      opted_out: true,
      first: true,
    });
    const { user } = open('/prospects/p-1');
    await user.click(await screen.findByRole('button', { name: 'Enregistrer une opposition' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('Tout s’arrête aussitôt');
    await user.selectOptions(within(dialog).getByLabelText('Canal'), 'Téléphone');
    answer(
      'get',
      '/prospects/p-1',
      aCard({
        opted_out: true,
        rights: { opted_out_at: '2026-11-24T09:00:00.000Z', restricted_at: null },
      }),
    );
    await user.click(within(dialog).getByRole('button', { name: 'Enregistrer l’opposition' }));
    expect(await screen.findByText(/Opposition enregistrée/)).toBeVisible();
    expect(asked[0]?.body).toEqual({ reason: '', channel: 'phone' });
  });
});
