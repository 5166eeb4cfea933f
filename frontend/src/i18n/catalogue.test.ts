import { describe, expect, it } from 'vitest';

import { type Entry, type Texts } from './catalogue';
import { en } from './en';
import { formatText } from './format';
import { fr } from './fr';
import { frenchSpaces } from './french-spaces';

const forms = (entry: Entry) => (typeof entry === 'string' ? [entry] : [entry.one, entry.other]);
const placeholders = (entry: Entry) =>
  [...new Set(forms(entry).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();

describe.each(Object.keys(fr) as (keyof typeof fr)[])('texts of %s', (namespace) => {
  const french: Texts = fr[namespace];
  const english: Texts = en[namespace];

  it('have the same keys in both languages', () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(french).sort());
  });

  it('take the same values in both languages', () => {
    for (const [key, entry] of Object.entries(french)) {
      expect([key, placeholders(english[key] ?? '')]).toEqual([key, placeholders(entry)]);
    }
  });

  it('are never empty', () => {
    for (const texts of [french, english]) {
      for (const [key, entry] of Object.entries(texts)) {
        for (const form of forms(entry)) expect([key, form.trim()]).not.toEqual([key, '']);
      }
    }
  });
});

it('French never breaks a line before double punctuation', () => {
  expect(frenchSpaces('Prêt ? Oui : « déjà » ; 1 240 € !')).toBe(
    'Prêt\u00a0? Oui\u00a0: «\u00a0déjà\u00a0»\u00a0; 1\u00a0240\u00a0€\u00a0!',
  );
});

it('zero is singular in French and plural in English', () => {
  const entry = { one: '{count} one', other: '{count} other' };
  expect(formatText('fr', entry, { count: 0 })).toBe('0 one');
  expect(formatText('en', entry, { count: 0 })).toBe('0 other');
});
