import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { answer, refuse, silence } from '@/testing/answers';
import { open } from '@/testing/render';

const FIRM = {
  id: 'c-1',
  name: 'Solstice',
  domain: 'solstice.example',
  industry: 'Logistique',
  head_count: '120',
  location: 'Lyon',
  siren: '732829320',
  people: 2,
  added_at: '2026-11-20T09:00:00.000Z',
};
const SAID = {
  source: 'Registre',
  provider: null,
  observed_at: '2026-11-02T00:00:00.000Z',
  obtained_at: null,
  import_id: null,
  confidence: 'disputed',
  freshness: 'fresh',
  locked: false,
};
const CARD = {
  id: 'c-1',
  name: 'Solstice',
  people: 1,
  added_at: FIRM.added_at,
  version: 1,
  details: [
    {
      field: 'head_count',
      value: '120',
      ...SAID,
      rivals: [{ value: '80', source: 'Apollo', observed_at: '2026-10-01T00:00:00.000Z' }],
    },
  ],
};
const PERSON = {
  id: 'p-1',
  full_name: 'Hélène Garnier',
  job_title: 'DAF',
  email: null,
  stage: 'new',
  opted_out: false,
};

describe('the companies', () => {
  it('wait', async () => {
    silence('get', '/companies');
    open('/prospects/companies');
    expect(await screen.findByRole('status')).toHaveTextContent('Chargement');
  });

  it('say what failed', async () => {
    refuse('get', '/companies', { title: 'Liste indisponible' });
    open('/prospects/companies');
    expect(await screen.findByRole('alert')).toHaveTextContent('Liste indisponible');
  });

  it('say where they come from when there is none', async () => {
    answer('get', '/companies', { items: [], next: null });
    open('/prospects/companies');
    expect(
      await screen.findByRole('heading', { name: 'Aucune entreprise pour l’instant' }),
    ).toBeVisible();
  });

  it('are listed with their people, and are a tab away from them', async () => {
    answer('get', '/companies', { items: [FIRM], next: null });
    open('/prospects/companies');
    const table = await screen.findByRole('table', { name: 'Entreprises' });
    expect(within(table).getByRole('link', { name: 'Solstice' })).toHaveAttribute(
      'href',
      '/prospects/companies/c-1',
    );
    expect(within(table).getByText('2 prospects')).toBeVisible();
    const lists = screen.getByRole('navigation', { name: 'Listes' });
    expect(within(lists).getByRole('link', { name: 'Personnes' })).toHaveAttribute(
      'href',
      '/prospects',
    );
    expect(within(lists).getByRole('link', { name: 'Entreprises' })).toHaveAttribute(
      'aria-current',
      'page',
    );
  });

  it('are found by words', async () => {
    answer('get', '/companies', { items: [FIRM], next: null });
    const { user, router } = open('/prospects/companies');
    await user.type(await screen.findByRole('searchbox', { name: 'Rechercher' }), 'sol');
    await waitFor(() => expect(router.state.location.search).toMatchObject({ q: 'sol' }));
  });
});

describe('one company', () => {
  it('shows what is known, what contradicts it, and its people', async () => {
    answer('get', '/companies/c-1', CARD);
    answer('get', '/companies/c-1/people', { items: [PERSON], next: null });
    open('/prospects/companies/c-1');
    expect(await screen.findByRole('heading', { level: 1, name: 'Solstice' })).toBeVisible();
    expect(screen.getByText(/« 80 » selon Apollo/)).toBeVisible();
    expect(await screen.findByRole('link', { name: 'Hélène Garnier' })).toHaveAttribute(
      'href',
      '/prospects/p-1',
    );
  });

  it('says when there is no such company', async () => {
    refuse('get', '/companies/c-9', { status: 404, title: 'Entreprise introuvable' });
    open('/prospects/companies/c-9');
    expect(await screen.findByRole('alert')).toHaveTextContent('Entreprise introuvable');
    expect(screen.getByRole('link', { name: /Toutes les entreprises/ })).toBeVisible();
  });
});
