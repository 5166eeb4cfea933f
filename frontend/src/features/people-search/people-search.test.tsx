import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';

import {
  type CandidateView,
  type PeopleSearchView,
  type SearchAccountView,
} from '@/api/generated/types.gen';
import { answer, refuse } from '@/testing/answers';
import { open } from '@/testing/render';

import { NO_FILTERS } from './filters';

const anAccount = (own: Partial<SearchAccountView> = {}): SearchAccountView => ({
  sender_id: 's-1',
  display_name: 'Ada Martin',
  connected: true,
  paid: true,
  consented_at: '2026-11-02T09:00:00Z',
  left_today: 275,
  per_day: 300,
  resumes_at: null,
  ...own,
});

const aCandidate = (own: Partial<CandidateView> = {}): CandidateView => ({
  id: '1',
  standing: 'new',
  fit: 'fits',
  full_name: 'Claire Orsini',
  job_title: 'Directrice commerciale',
  company: 'Forge SA',
  location: 'Lyon, France',
  industry: '',
  degree: '2',
  linkedin_url: 'https://www.linkedin.com/in/claire-orsini',
  reasons: [{ filter: 'title', value: 'Directrice commerciale', met: true }],
  prospect_id: null,
  ...own,
});

const aSearch = (candidates: CandidateView[]): PeopleSearchView => ({
  id: 'q-1',
  sender_id: 's-1',
  filters: { ...NO_FILTERS, titles: ['directeur commercial'] },
  asked_at: '2026-11-24T09:00:00Z',
  total: 42,
  more: false,
  candidates,
});

const accounts = (...items: SearchAccountView[]) =>
  answer('get', '/people-search/accounts', { items, next: null });

beforeEach(() => {
  answer('get', '/saved-searches', { items: [], next: null });
});

describe('looking for people', () => {
  it('invites to connect an account when there is none', async () => {
    accounts();
    open('/prospects/search');
    expect(
      await screen.findByRole('heading', { name: 'Aucun compte LinkedIn à vous' }),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'Connecter un compte' })).toHaveAttribute(
      'href',
      '/settings/accounts',
    );
  });

  it('says what failed and offers another try', async () => {
    refuse('get', '/people-search/accounts', { title: 'Service indisponible' });
    open('/prospects/search');
    expect(await screen.findByRole('alert')).toHaveTextContent('Service indisponible');
    expect(screen.getByRole('button', { name: 'Réessayer' })).toBeVisible();
  });

  it('searches nothing before the consent is signed', async () => {
    accounts(anAccount({ consented_at: null }));
    const signed = answer('put', '/people-search/accounts/s-1/consent', null, 204);
    const { user } = open('/prospects/search');
    expect(await screen.findByRole('button', { name: 'Voir l’aperçu gratuit' })).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Signer l’accord' })).toBeDisabled();
    await user.click(screen.getByRole('checkbox', { name: /J’ai compris ce risque/ }));
    accounts(anAccount());
    await user.click(screen.getByRole('button', { name: 'Signer l’accord' }));
    await waitFor(() => expect(signed[0]?.body).toEqual({ understood: true }));
    expect(await screen.findByRole('button', { name: 'Voir l’aperçu gratuit' })).toBeEnabled();
  });

  it('turns a sentence into criteria, and asks LinkedIn only when told to', async () => {
    accounts(anAccount());
    const looked = answer('post', '/people-searches', aSearch([aCandidate()]), 201);
    answer('get', '/people-searches/q-1', aSearch([aCandidate()]));
    answer('post', '/people-search/proposals', {
      filters: { ...NO_FILTERS, titles: ['directeur commercial'] },
      question: null,
      choices: [],
      person: null,
      dropped: [],
      like: 0,
    });
    const { user } = open('/prospects/search');
    await user.type(
      await screen.findByRole('textbox', { name: 'Décrivez qui vous cherchez' }),
      'Directeurs commerciaux',
    );
    await user.click(screen.getByRole('button', { name: 'Proposer des critères' }));
    expect(await screen.findByText('directeur commercial')).toBeVisible();
    expect(looked).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Voir l’aperçu gratuit' }));
    expect(await screen.findByRole('table', { name: 'Résultats' })).toBeVisible();
    expect(looked[0]?.body).toMatchObject({
      sender_id: 's-1',
      source: 'linkedin',
      titles: ['directeur commercial'],
    });
  });

  it('shows nothing of somebody who objected, and lets only new people be chosen', async () => {
    accounts(anAccount());
    const nothing = {
      full_name: null,
      job_title: null,
      company: null,
      location: null,
      linkedin_url: null,
      reasons: [],
    };
    answer(
      'get',
      '/people-searches/q-1',
      aSearch([
        aCandidate(),
        aCandidate({ id: '2', standing: 'opposed', ...nothing }),
        aCandidate({ id: '3', standing: 'known', full_name: 'Luc Petit', prospect_id: 'p-9' }),
      ]),
    );
    const chosen = answer('post', '/people-searches/q-1/prospects', {
      added: 1,
      known: 0,
      opposed: 0,
      incomplete: 0,
      credits_charged: 1,
      search: aSearch([aCandidate({ standing: 'added', prospect_id: 'p-1' })]),
    });
    const { user } = open('/prospects/search?id=q-1');
    const table = await screen.findByRole('table', { name: 'Résultats' });
    expect(within(table).getByText('Personne opposée : aucune donnée montrée')).toBeVisible();
    expect(within(table).getByRole('link', { name: 'Luc Petit' })).toHaveAttribute(
      'href',
      '/prospects/p-9',
    );
    await user.click(within(table).getByRole('checkbox', { name: 'Tout cocher' }));
    const add = screen.getByRole('button', { name: 'Ajouter 1 prospect (1 crédit)' });
    expect(add).toBeDisabled();
    await user.click(screen.getByRole('checkbox', { name: /rôle professionnel/ }));
    await user.click(add);
    expect(await screen.findByText('1 prospect ajouté')).toBeVisible();
    expect(chosen[0]?.body).toEqual({
      results: ['1'],
      legal_basis: 'legitimate_interest',
      professional_audience: true,
    });
  });

  it('names a push-back and when searching resumes', async () => {
    accounts(anAccount({ resumes_at: '2026-11-25T00:00:00Z' }));
    refuse('post', '/people-searches', {
      status: 429,
      code: 'search-pushed-back',
      title: 'LinkedIn demande une pause',
    });
    const { user } = open('/prospects/search');
    expect(await screen.findByText(/reprise le/)).toHaveTextContent('25');
    await user.type(screen.getByRole('textbox', { name: 'Mots-clés' }), 'achats');
    await user.click(screen.getByRole('button', { name: 'Voir l’aperçu gratuit' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('LinkedIn demande une pause');
  });
});
