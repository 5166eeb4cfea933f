import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';

import { answer, refuse, silence } from '@/testing/answers';
import { aSession } from '@/testing/builders';
import { open } from '@/testing/render';

const CAP = { per_day: 1000, left: 940, possible_at: '2026-11-24T09:00:00.000Z' };

beforeEach(() => {
  answer('get', '/enrichments/cap', CAP);
  answer('get', '/scores/rules', { model_opinions: false, changed_at: null });
  answer('get', '/enrichments/providers', { providers: ['fullenrich'] });
  answer('get', '/sensitive-clearances', { items: [], next: null });
});

describe('prospecting settings', () => {
  it('waits, and says what failed with another try', async () => {
    silence('get', '/scores/rules');
    refuse('get', '/enrichments/cap', { title: 'Plafond indisponible' });
    const { user } = open('/settings/prospecting');
    expect(await screen.findByRole('alert')).toHaveTextContent('Plafond indisponible');
    expect(screen.getAllByRole('status')[0]).toHaveTextContent('Chargement');
    answer('get', '/enrichments/cap', CAP);
    await user.click(screen.getByRole('button', { name: 'Réessayer' }));
    expect(await screen.findByText(/940 recherches/)).toBeVisible();
  });

  it('sets the daily cap of enrichment', async () => {
    const set = answer('put', '/enrichments/cap', { ...CAP, per_day: 200, left: 140 });
    const { user } = open('/settings/prospecting');
    const input = await screen.findByRole('textbox', { name: 'Personnes par 24 heures' });
    expect(screen.getByRole('button', { name: 'Enregistrer' })).toBeDisabled();
    await user.clear(input);
    await user.type(input, '200');
    await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
    await waitFor(() => expect(set[0]?.body).toEqual({ per_day: 200 }));
    expect(await screen.findByText(/140 recherches/)).toBeVisible();
  });

  it('changes whom to ask first, once there are two', async () => {
    answer('get', '/enrichments/providers', { providers: ['fullenrich', 'second'] });
    const set = answer('put', '/enrichments/providers', { providers: ['second', 'fullenrich'] });
    const { user } = open('/settings/prospecting');
    await user.click(await screen.findByRole('button', { name: 'Monter second' }));
    await waitFor(() => expect(set[0]?.body).toEqual({ providers: ['second', 'fullenrich'] }));
    expect(await screen.findByRole('button', { name: 'Monter FullEnrich' })).toBeVisible();
  });

  it('allows a model’s opinion', async () => {
    const session = aSession();
    const permissions = [...session.permissions, 'models:set'];
    answer('get', '/session', { ...session, permissions });
    const on = { model_opinions: true, changed_at: '2026-11-24T09:00:00.000Z' };
    const set = answer('put', '/scores/rules', on);
    const { user } = open('/settings/prospecting');
    const toggle = await screen.findByRole('switch', { name: 'Autoriser l’avis d’un modèle' });
    expect(toggle).not.toBeChecked();
    await user.click(toggle);
    await waitFor(() => expect(set[0]?.body).toEqual({ model_opinions: true }));
    await waitFor(() => expect(toggle).toBeChecked());
  });

  it('lists cleared texts with why, and takes one back', async () => {
    const one = {
      id: 'cl-1',
      text: 'Chargée de mission cancer',
      category: 'health',
      reason: 'Sa fonction',
      cleared_by: 'u-1',
      cleared_at: '2026-11-24T09:00:00.000Z',
    };
    answer('get', '/sensitive-clearances', { items: [one], next: null });
    const withdrawn = answer('delete', '/sensitive-clearances/cl-1', null, 204);
    const { user } = open('/settings/prospecting');
    const item = await screen.findByRole('listitem');
    expect(item).toHaveTextContent('santé · Sa fonction');
    await user.click(within(item).getByRole('button', { name: /Refuser à nouveau/ }));
    await waitFor(() => expect(withdrawn).toHaveLength(1));
  });
});
