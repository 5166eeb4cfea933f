import { screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';

import { type FeedbackView, type ScoreView } from '@/api/generated/types.gen';
import { answer, refuse } from '@/testing/answers';
import { aCard, aScore } from '@/testing/builders';
import { open } from '@/testing/render';

const SIGNAL: ScoreView['signals'][number] = {
  id: 's-1',
  points: 8,
  label: 'signal : recrutement',
  text: 'Recrute deux commerciaux',
  source_url: 'https://forge.example/emplois',
  seen_at: '2026-11-20T00:00:00.000Z',
  strength: 'strong',
  muted: false,
};
const SAID: FeedbackView = {
  id: 'f-1',
  prospect_id: 'p-1',
  reason: 'bad_company',
  reach: 'company',
  signal_id: null,
  given_by: 'u-1',
  given_at: '2026-11-23T09:00:00.000Z',
  until: '2027-05-24T09:00:00.000Z',
  undone_at: null,
};

const card = (items: FeedbackView[], score: Partial<ScoreView> = {}) => {
  answer('get', '/prospects/p-1', aCard({ score: aScore(score) }));
  answer('get', '/prospects/p-1/feedback', { items, next: null });
  return open('/prospects/p-1');
};

beforeEach(() => {
  answer('get', '/prospects/p-1/timeline', { items: [], next: null });
  answer('get', '/prospects/p-1/twins', { items: [], next: null });
  answer('get', '/prospects/p-1/merges', { items: [], next: null });
  answer('get', '/scores/reliability', { items: [], next: null });
});

it('shows company and person fit apart, and each signal with its source', async () => {
  card([], { signals: [SIGNAL] });
  expect(await screen.findByText('Entreprise 26 sur 51 · Personne 34 sur 34')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Source' })).toHaveAttribute('href', SIGNAL.source_url);
});

it('says what a reason does and whom it reaches before the click', async () => {
  const given = answer('post', '/prospects/p-1/feedback', SAID, 201);
  const { user } = card([]);
  await user.click(await screen.findByRole('button', { name: 'Ce prospect ne convient pas' }));
  const item = await screen.findByRole('menuitem', { name: /^Mauvaise entreprise/ });
  expect(item).toHaveTextContent('Toute l’entreprise est écartée six mois, pour tout l’espace.');
  await user.click(item);
  await waitFor(() => expect(given[0]?.body).toEqual({ reason: 'bad_company' }));
});

it('names the bad signal', async () => {
  const given = answer('post', '/prospects/p-1/feedback', SAID, 201);
  const { user } = card([], { signals: [SIGNAL] });
  await user.click(await screen.findByRole('button', { name: 'Ce prospect ne convient pas' }));
  await user.click(await screen.findByRole('menuitem', { name: /^Mauvais signal\s:\sRecrute/ }));
  await waitFor(() => expect(given[0]?.body).toEqual({ reason: 'bad_signal', signal_id: 's-1' }));
});

it('shows the effect in the score, and takes a feedback back', async () => {
  const undone = answer('post', '/prospects/p-1/feedback/f-1/undo', SAID);
  const { user } = card([SAID], { exclusion: 'avis : mauvaise entreprise, écarté' });
  expect(await screen.findByRole('cell', { name: /avis : mauvaise entreprise/ })).toBeVisible();
  expect(await screen.findByText(/Toute l’entreprise est écartée jusqu’au/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Annuler l’avis' }));
  await waitFor(() => expect(undone).toHaveLength(1));
});

it('says why a feedback was refused', async () => {
  refuse('post', '/prospects/p-1/feedback', { title: 'Personne introuvable', status: 404 });
  const { user } = card([]);
  await user.click(await screen.findByRole('button', { name: 'Ce prospect ne convient pas' }));
  await user.click(await screen.findByRole('menuitem', { name: /^Autre raison/ }));
  expect(await screen.findByText('Personne introuvable')).toBeVisible();
});

it('adds a dated signal with its source', async () => {
  const added = answer('post', '/prospects/p-1/signals', { ...SIGNAL, kind: 'hiring' }, 201);
  const { user } = card([]);
  await user.click(await screen.findByRole('button', { name: 'Ajouter un signal' }));
  await user.type(screen.getByLabelText(/^Date/), '2026-11-20');
  await user.type(screen.getByLabelText(/^Ce qui s’est passé/), 'Recrute');
  await user.type(screen.getByLabelText(/^Page où le lire/), 'https://forge.example');
  await user.click(screen.getByRole('button', { name: 'Ajouter' }));
  await waitFor(() =>
    expect(added[0]?.body).toEqual({
      kind: 'hiring',
      strength: 'medium',
      text: 'Recrute',
      source_url: 'https://forge.example',
      seen_on: '2026-11-20',
    }),
  );
});

it('removes a signal', async () => {
  const removed = answer('delete', '/prospects/p-1/signals/s-1', null, 204);
  const { user } = card([], { signals: [SIGNAL] });
  await user.click(await screen.findByRole('button', { name: /^Retirer le signal/ }));
  await waitFor(() => expect(removed).toHaveLength(1));
});
