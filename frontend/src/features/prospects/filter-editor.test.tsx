import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';

import { answer, refuse } from '@/testing/answers';
import { aProspectRow, aProspectsPage } from '@/testing/builders';
import { open } from '@/testing/render';

import { readText, saidOf } from './filter-tree';

const FIELDS = [
  { field: 'title', kind: 'text', operators: ['contains', 'is_known'], choices: [] },
  { field: 'stage', kind: 'choice', operators: ['is', 'is_not'], choices: ['new', 'won'] },
  { field: 'score', kind: 'number', operators: ['at_least', 'at_most'], choices: [] },
];

beforeEach(() => {
  answer('get', '/tags', { items: [], next: null });
  answer('get', '/saved-views', { items: [], next: null });
  answer('get', '/prospect-filter-fields', { items: FIELDS, next: null });
  answer('get', '/prospects/total', { count: 12, capped: false });
});

describe('the filter editor', () => {
  it('builds rows and groups from the keyboard, and shows how many match', async () => {
    const asked = answer('get', '/prospects', aProspectsPage([aProspectRow()]));
    const { user } = open('/prospects');
    await user.click(await screen.findByRole('button', { name: 'Filtre' }));
    const dialog = await screen.findByRole('dialog', { name: 'Filtre' });
    (await within(dialog).findByRole('button', { name: 'Ajouter une condition' })).focus();
    await user.keyboard('{Enter}');
    const row = await within(dialog).findByRole('group', { name: 'Fonction' });
    expect(within(dialog).getByText('Il manque une valeur.')).toBeVisible();
    await user.type(within(row).getByRole('textbox', { name: 'Valeur' }), 'directeur ; DRH');
    await user.click(within(dialog).getByRole('button', { name: 'Ajouter un groupe' }));
    const inner = within(dialog).getByRole('group', { name: 'Au moins une condition' });
    await user.selectOptions(within(inner).getByRole('combobox', { name: 'Champ' }), 'score');
    expect(await within(dialog).findByText('12 prospects')).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Afficher' }));
    await waitFor(() =>
      expect(JSON.parse(asked.at(-1)?.url.searchParams.get('filter') ?? '{}')).toEqual({
        all: [
          { field: 'title', operator: 'contains', values: ['directeur', 'DRH'] },
          { any: [{ field: 'score', operator: 'at_least', values: [60] }] },
        ],
      }),
    );
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('opens on the filter of the list and gives the same text back', async () => {
    answer('get', '/prospects', aProspectsPage([aProspectRow()]));
    const said = { all: [{ field: 'stage', operator: 'is', values: ['won', 'new'] }] };
    const { user } = open(`/prospects?filter=${encodeURIComponent(JSON.stringify(said))}`);
    await user.click(await screen.findByRole('button', { name: 'Filtre' }));
    await user.click(await screen.findByRole('button', { name: 'Écrire le filtre en texte' }));
    const area = screen.getByRole('textbox', { name: 'Le filtre, en texte' });
    expect(JSON.parse((area as HTMLTextAreaElement).value)).toEqual(said);
    await user.clear(area);
    await user.type(area, 'directeurs');
    expect(screen.getByText('Ce texte n’est pas un filtre.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Afficher' })).toBeDisabled();
  });

  it('says what the server refuses and applies nothing', async () => {
    answer('get', '/prospects', aProspectsPage([aProspectRow()]));
    refuse('get', '/prospects/total', { title: 'Filtre invalide', code: 'filter-invalid' });
    const { user } = open('/prospects');
    await user.click(await screen.findByRole('button', { name: 'Filtre' }));
    await user.click(await screen.findByRole('button', { name: 'Ajouter une condition' }));
    await user.type(await screen.findByRole('textbox', { name: 'Valeur' }), 'x');
    expect(await screen.findByRole('alert')).toHaveTextContent('Filtre invalide');
    expect(screen.getByRole('button', { name: 'Afficher' })).toBeDisabled();
  });

  it('reads the language back as it was said', () => {
    const said = {
      any: [
        { field: 'title', operator: 'is_known', values: [] },
        { all: [{ field: 'has_email', operator: 'is', values: [true] }] },
      ],
    };
    const read = readText(JSON.stringify(said));
    expect(read && saidOf(read)).toEqual(said);
    expect(readText('{"all": {}}')).toBeNull();
    expect(readText('[]')).toBeNull();
  });
});
