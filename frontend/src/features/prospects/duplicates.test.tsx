import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { answer, refuse, silence } from '@/testing/answers';
import { open } from '@/testing/render';

const twin = (id: string, email: string) => ({
  id,
  full_name: 'Claire Moreau',
  job_title: 'Directrice',
  company: 'Forge SA',
  email,
  source: 'Salon',
  added_at: '2026-11-24T09:00:00.000Z',
});
const PEOPLE = [twin('p-1', 'claire@forge.example'), twin('p-2', 'c.moreau@forge.example')];
const MERGE = {
  id: 'm-1',
  prospect_id: 'p-2',
  absorbed_id: 'p-1',
  absorbed_name: 'Claire Moreau',
  at: '2026-11-24T09:00:00.000Z',
  undo_before: '2026-12-24T09:00:00.000Z',
};

describe('duplicates of the workspace', () => {
  it('waits', async () => {
    silence('get', '/twins');
    open('/prospects/duplicates');
    expect(await screen.findByRole('status')).toHaveTextContent('Chargement');
  });

  it('fails with another try, and says when there is none', async () => {
    refuse('get', '/twins', { title: 'Liste indisponible' });
    const { user } = open('/prospects/duplicates');
    expect(await screen.findByRole('alert')).toHaveTextContent('Liste indisponible');
    answer('get', '/twins', { items: [], next: null });
    await user.click(screen.getByRole('button', { name: 'Réessayer' }));
    expect(await screen.findByRole('heading', { name: 'Aucun doublon possible' })).toBeVisible();
  });

  it('looks further on request', async () => {
    const asked = answer('get', '/twins', { items: [], next: 'more' });
    const { user } = open('/prospects/duplicates');
    const button = await screen.findByRole('button', { name: 'Chercher plus loin' });
    answer('get', '/twins', { items: [{ people: PEOPLE }], next: null });
    await user.click(button);
    expect(await screen.findByRole('heading', { name: /Claire Moreau · Forge SA/ })).toBeVisible();
    expect(asked[0]?.url.searchParams.get('cursor')).toBeNull();
  });

  it('merges into the record chosen, and parts them again', async () => {
    answer('get', '/twins', { items: [{ people: PEOPLE }], next: null });
    answer('post', '/prospects/p-2/merge-preview', {
      fields: [],
      addresses: ['c.moreau@forge.example'],
      tags: [],
      opted_out: false,
      conflicts: [],
    });
    const merged = answer('post', '/prospects/p-2/merges', MERGE, 201);
    const undone = answer('post', '/merges/m-1/undo', MERGE);
    const { user } = open('/prospects/duplicates');
    await user.click(await screen.findByRole('button', { name: /c.moreau@forge.example/ }));
    await user.click(screen.getByRole('button', { name: 'Comparer' }));
    const dialog = await screen.findByRole('dialog');
    await within(dialog).findByText('c.moreau@forge.example');
    await user.click(within(dialog).getByRole('button', { name: 'Fusionner' }));
    await waitFor(() => expect(merged[0]?.body).toEqual({ other_id: 'p-1', choices: {} }));
    expect(await screen.findByText('Fusionnée avec Claire Moreau.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Annuler la fusion' }));
    await waitFor(() => expect(undone).toHaveLength(1));
    expect(await screen.findByRole('button', { name: 'Comparer' })).toBeVisible();
  });
});
