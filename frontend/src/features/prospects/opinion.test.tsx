import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';

import { type OpinionView } from '@/api/generated/types.gen';
import { answer, refuse } from '@/testing/answers';
import { aCard, aScore } from '@/testing/builders';
import { open } from '@/testing/render';

const OPINION: OpinionView = {
  points: -5,
  suspect: false,
  reasons: [{ label: 'fonction', quote: 'assistante', points: -5 }],
  model: 'modèle-1',
  given_at: '2026-11-24T09:00:00.000Z',
};

const card = (opinion: OpinionView | null) => {
  answer('get', '/prospects/p-1', aCard({ score: aScore({ opinion }) }));
  return open('/prospects/p-1');
};

beforeEach(() => {
  answer('get', '/prospects/p-1/timeline', { items: [], next: null });
  answer('get', '/prospects/p-1/feedback', { items: [], next: null });
  answer('get', '/scores/reliability', { items: [], next: null });
});

it('shows what a model brought or cost, with the words of the card', async () => {
  card(OPINION);
  const row = await screen.findByRole('row', { name: /avis d’un modèle/ });
  expect(row).toHaveTextContent('−5');
  expect(row).toHaveTextContent('fonction : « assistante »');
});

it('says that a text was suspect', async () => {
  card({ ...OPINION, points: 0, suspect: true, reasons: [], model: '' });
  expect(await screen.findByText(/Texte suspect/)).toBeVisible();
});

it('asks a model only where the workspace allows it', async () => {
  const { user, queryClient } = card(null);
  await screen.findByRole('heading', { name: 'Pourquoi ce prospect' });
  expect(screen.queryByRole('button', { name: /avis d’un modèle/ })).not.toBeInTheDocument();
  answer('get', '/scores/rules', { model_opinions: true, changed_at: null });
  await queryClient.invalidateQueries();
  const asked = answer('post', '/prospects/p-1/opinion', null, 204);
  await user.click(await screen.findByRole('button', { name: 'Demander l’avis d’un modèle' }));
  await waitFor(() => expect(asked).toHaveLength(1));
});

it('links the card to the page of the company', async () => {
  answer('get', '/prospects/p-1/company', { id: 'co-1', name: 'Forge SA' });
  card(null);
  const link = await screen.findByRole('link', { name: 'Voir la fiche de Forge SA' });
  expect(link).toHaveAttribute('href', '/prospects/companies/co-1');
});

it('lifts a wrong refusal of a tag, with a reason that is kept', async () => {
  const { user } = card(null);
  refuse('post', '/prospects/p-1/tags', {
    code: 'sensitive-text',
    title: 'Donnée sensible',
    errors: [{ pointer: '/tag', code: 'sensitive-health', detail: 'Catégorie protégée' }],
  });
  await user.type(
    await screen.findByRole('textbox', { name: 'Nouvelle étiquette' }),
    'cancer{Enter}',
  );
  const alert = await screen.findByRole('alert');
  expect(within(alert).getByText('Donnée sensible')).toBeVisible();
  const cleared = answer('post', '/sensitive-clearances', {}, 201);
  const tagged = answer('post', '/prospects/p-1/tags', aCard());
  await user.type(
    screen.getByRole('textbox', { name: /^Pourquoi ce n’est pas/ }),
    'Nom d’un salon',
  );
  await user.click(screen.getByRole('button', { name: /^Ce n’est pas sensible/ }));
  await waitFor(() =>
    expect(cleared[0]?.body).toEqual({ text: 'cancer', reason: 'Nom d’un salon' }),
  );
  await waitFor(() => expect(tagged[0]?.body).toEqual({ tag: 'cancer' }));
});
