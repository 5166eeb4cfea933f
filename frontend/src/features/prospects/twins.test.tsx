import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';

import { answer, refuse, silence } from '@/testing/answers';
import { aCard } from '@/testing/builders';
import { open } from '@/testing/render';

const TWIN = {
  id: 'p-2',
  full_name: 'Hélène Garnier',
  job_title: 'DAF',
  company: 'Solstice',
  email: 'h.garnier@solstice.example',
  source: 'Salon de Lille',
  added_at: '2026-11-20T09:00:00.000Z',
};
const SAID = { source: 'CRM', observed_at: '2026-11-02T00:00:00.000Z' };
const NONE = { items: [], next: null };

describe('two records of one person', () => {
  beforeEach(() => {
    answer('get', '/prospects/p-1', aCard());
    answer('get', '/prospects/p-1/timeline', NONE);
    answer('get', '/prospects/p-1/merges', NONE);
  });

  it('are suggested, compared, and merged with the value a person chose', async () => {
    answer('get', '/prospects/p-1/twins', { items: [TWIN], next: null });
    answer('post', '/prospects/p-1/merge-preview', {
      fields: [],
      addresses: ['h.garnier@solstice.example'],
      tags: [],
      opted_out: false,
      conflicts: [
        {
          field: 'job_title',
          kept: { value: 'Directrice', ...SAID },
          other: { value: 'DAF', ...SAID },
        },
      ],
    });
    const merged = answer('post', '/prospects/p-1/merges', {}, 201);
    const { user } = open('/prospects/p-1');
    await user.click(await screen.findByRole('button', { name: 'Comparer' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(await within(dialog).findByRole('radio', { name: /^DAF/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Fusionner' }));
    await waitFor(() =>
      expect(merged[0]?.body).toEqual({ other_id: 'p-2', choices: { job_title: 'DAF' } }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });

  it('say why they cannot be merged', async () => {
    answer('get', '/prospects/p-1/twins', { items: [TWIN], next: null });
    refuse('post', '/prospects/p-1/merge-preview', {
      status: 409,
      code: 'prospect-engaged',
      title: 'La fiche à faire disparaître est dans une campagne',
    });
    const { user } = open('/prospects/p-1');
    await user.click(await screen.findByRole('button', { name: 'Comparer' }));
    expect(await within(await screen.findByRole('dialog')).findByRole('alert')).toHaveTextContent(
      'dans une campagne',
    );
  });

  it('can be parted again', async () => {
    answer('get', '/prospects/p-1/twins', NONE);
    answer('get', '/prospects/p-1/merges', {
      items: [
        {
          id: 'm-1',
          prospect_id: 'p-1',
          absorbed_id: 'p-2',
          absorbed_name: 'H. Garnier',
          at: '2026-11-20T09:00:00.000Z',
          undo_before: '2026-12-20T09:00:00.000Z',
        },
      ],
      next: null,
    });
    const undone = answer('post', '/merges/m-1/undo', {});
    const { user } = open('/prospects/p-1');
    await user.click(await screen.findByRole('button', { name: 'Annuler la fusion' }));
    await waitFor(() => expect(undone).toHaveLength(1));
  });

  it('take no room when there are none, and none while that is not known', async () => {
    silence('get', '/prospects/p-1/twins');
    open('/prospects/p-1');
    expect(await screen.findByRole('region', { name: 'Fiche' })).toBeVisible();
    expect(screen.queryByText('Peut-être la même personne')).not.toBeInTheDocument();
  });

  it('never blank the card when they cannot be read', async () => {
    refuse('get', '/prospects/p-1/twins', { title: 'Rapprochement indisponible' });
    open('/prospects/p-1');
    expect(await screen.findByText('Rapprochement indisponible')).toBeVisible();
    expect(screen.getByRole('region', { name: 'Fiche' })).toBeVisible();
  });
});
