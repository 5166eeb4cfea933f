import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { answer, refuse, silence } from '@/testing/answers';
import { aFunnel, counts } from '@/testing/message-builders';
import { open } from '@/testing/render';

test('grey shapes while it loads', async () => {
  silence('get', '/results');
  open('/results');
  expect(await screen.findByRole('heading', { name: 'Résultats' })).toBeVisible();
  expect(screen.getByText('Chargement…')).toBeInTheDocument();
});

test('a failure says so and offers another try', async () => {
  refuse('get', '/results', { title: 'Un service ne répond pas' });
  const { user } = open('/results');
  expect(await screen.findByText('Un service ne répond pas')).toBeVisible();
  answer('get', '/results', { items: [aFunnel()], next: null });
  await user.click(screen.getByRole('button', { name: 'Réessayer' }));
  expect(await screen.findByRole('table', { name: 'Résultats par campagne' })).toBeVisible();
});

test('nothing sent yet leads to the campaigns', async () => {
  answer('get', '/results', { items: [aFunnel({ totals: counts() })], next: null });
  open('/results');
  expect(await screen.findByText('Rien à mesurer avant un premier envoi')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Lancer une campagne' })).toBeVisible();
});

test('figures per campaign open to steps; a rate needs fifty messages, and opens are not there', async () => {
  const small = aFunnel({
    campaign_id: 'c-2',
    name: 'Petit essai',
    totals: counts({ sent: 12, delivered: 12, replied: 3 }),
  });
  answer('get', '/results', { items: [aFunnel(), small], next: null });
  const { user } = open('/results');
  const table = await screen.findByRole('table', { name: 'Résultats par campagne' });
  const row = (name: RegExp) => within(table).getByRole('row', { name });
  expect(within(row(/Directions commerciales/)).getByText(/^15\s%$/)).toBeVisible();
  expect(within(row(/Petit essai/)).getByText('Pas encore mesurable')).toBeVisible();
  expect(within(row(/^Ensemble/)).getByText('92')).toBeVisible();
  expect(within(table).queryByText(/ouverture/i)).not.toBeInTheDocument();

  await user.click(
    screen.getByRole('button', { name: 'Voir les étapes de Directions commerciales' }),
  );
  expect(row(/^E-mail 1/)).toBeVisible();
  expect(within(row(/^Invitation LinkedIn/)).getByText('Pas encore mesurable')).toBeVisible();
});
