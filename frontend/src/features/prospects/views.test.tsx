import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';

import { answer } from '@/testing/answers';
import { anOperation, aProspectRow, aProspectsPage } from '@/testing/builders';
import { open } from '@/testing/render';

import { asFilter } from './prospect-search';

const MARC = aProspectRow({ id: 'p-2', full_name: 'Marc Delaunay' });

beforeEach(() => {
  answer('get', '/tags', { items: [{ tag: 'salon', count: 2 }], next: null });
  answer('get', '/saved-views', { items: [], next: null });
});

describe('saved views', () => {
  it('keeps the filters under a name', async () => {
    answer('get', '/prospects', aProspectsPage([aProspectRow()]));
    const kept = answer('post', '/saved-views', {}, 201);
    const { user } = open('/prospects?stage=won&score_min=60');
    await user.click(await screen.findByRole('button', { name: 'Vues' }));
    await user.type(await screen.findByRole('textbox', { name: 'Nom de la vue' }), 'Gagnés');
    await user.click(screen.getByRole('button', { name: 'Enregistrer ces filtres' }));
    await waitFor(() =>
      expect(kept[0]?.body).toEqual({
        name: 'Gagnés',
        shared: false,
        sort: '-score',
        filter: {
          all: [
            { field: 'stage', operator: 'is', values: ['won'] },
            { field: 'score', operator: 'at_least', values: [60] },
          ],
        },
      }),
    );
  });

  it('shows the people of a view', async () => {
    const said = { all: [{ field: 'tag', operator: 'has', values: ['salon'] }] };
    const view = { id: 'v-1', name: 'Salon', filter: said, sort: 'name', shared: true, own: false };
    answer('get', '/saved-views', { items: [view], next: null });
    const asked = answer('get', '/prospects', aProspectsPage([aProspectRow()]));
    const { user } = open('/prospects');
    await user.click(await screen.findByRole('button', { name: 'Vues' }));
    await user.click(await screen.findByRole('menuitem', { name: /Salon/ }));
    await waitFor(() => {
      const query = asked.at(-1)?.url.searchParams;
      expect(query?.get('filter')).toBe(JSON.stringify(said));
      expect(query?.get('sort')).toBe('name');
    });
  });

  it('words are not part of a view', () => {
    expect(asFilter({ q: 'forge' })).toBeNull();
    expect(asFilter({})).toBeNull();
  });
});

describe('everything that matches', () => {
  it('is offered once a whole page is chosen, and runs in the background', async () => {
    const page = { ...aProspectsPage([aProspectRow(), MARC]), next: 'more' };
    answer('get', '/prospects', { ...page, total: null });
    answer('get', '/prospects/total', { count: 240, capped: false });
    const started = answer('post', '/prospects/bulk-matching', { operation_id: 'o-1' }, 202);
    answer('get', '/operations/o-1', anOperation({ id: 'o-1', done: 20, total: 240 }));
    const { user } = open('/prospects?stage=new');
    const table = await screen.findByRole('table', { name: 'Prospects' });
    table.focus();
    await user.keyboard('{Control>}a{/Control}');
    const bar = await screen.findByRole('region', { name: 'Actions sur la sélection' });
    expect(within(bar).getByText('2 sélectionnés')).toBeVisible();
    await user.click(
      within(bar).getByRole('button', { name: 'Choisir tout ce qui correspond (240)' }),
    );
    expect(await screen.findByText('Tout ce qui correspond : 240')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Étiqueter' }));
    await user.type(await screen.findByRole('textbox', { name: 'Nouvelle étiquette' }), 'vague');
    await user.click(screen.getByRole('button', { name: 'Appliquer' }));
    await waitFor(() =>
      expect(started[0]?.body).toMatchObject({ action: 'tag', value: 'vague', stage: 'new' }),
    );
  });

  it('comes into a campaign, and the refused are told by reason', async () => {
    const page = { ...aProspectsPage([aProspectRow(), MARC]), next: 'more' };
    answer('get', '/prospects', { ...page, total: null });
    answer('get', '/prospects/total', { count: 240, capped: false });
    answer('get', '/campaigns', { items: [{ id: 'c-1', name: 'Rentrée', state: 'running' }] });
    const started = answer(
      'post',
      '/campaigns/c-1/prospects/matching',
      { operation_id: 'o-2' },
      202,
    );
    const result = { changed: 200, skipped: 40, refused_suppressed: 30, refused_erased: 10 };
    answer('get', '/operations/o-2', anOperation({ id: 'o-2', state: 'done', result }));
    const { user } = open('/prospects?stage=new');
    const table = await screen.findByRole('table', { name: 'Prospects' });
    table.focus();
    await user.keyboard('{Control>}a{/Control}');
    await user.click(await screen.findByRole('button', { name: /Choisir tout ce qui/ }));
    await user.click(await screen.findByRole('button', { name: 'Ajouter à une campagne' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Rentrée' }));
    expect(await screen.findByText('200 prospects inscrits.')).toBeVisible();
    expect(screen.getByText('Cette personne s’est opposée · 30')).toBeVisible();
    expect(screen.getByText('Personne effacée · 10')).toBeVisible();
    expect(started[0]?.body).toMatchObject({ stage: 'new' });
  });
});
