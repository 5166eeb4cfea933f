import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';

import { answer } from '@/testing/answers';
import { aCard } from '@/testing/builders';
import { open } from '@/testing/render';

const strip = (contacted: number, positive: number, rate: number | null) =>
  answer('get', '/scores/reliability', {
    items: [{ band: 'very_good', contacted, positive, rate }],
    next: null,
  });

const card = () => {
  answer('get', '/prospects/p-1', aCard());
  answer('get', '/prospects/p-1/timeline', { items: [], next: null });
  open('/prospects/p-1');
};

it('says how often people of this band replied, and on how many that stands', async () => {
  strip(214, 24, 24 / 214);
  card();
  expect(await screen.findByText(/11\s%\sde réponses positives \(n = 214\)/)).toBeVisible();
});

it('says nothing under fifty people', async () => {
  strip(49, 30, null);
  card();
  expect(await screen.findByText(/pas encore mesurable \(n = 49\)/)).toBeVisible();
});
