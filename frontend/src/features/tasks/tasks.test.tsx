import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';

import { answer, refuse } from '@/testing/answers';
import { aTask } from '@/testing/message-builders';
import { open } from '@/testing/render';

const tasks = (...items: ReturnType<typeof aTask>[]) =>
  answer('get', '/tasks', { items, next: null });

describe('tasks and calls', () => {
  test('an empty list says what will come', async () => {
    tasks();
    open('/tasks');
    expect(await screen.findByText('Rien à faire à la main')).toBeVisible();
  });

  test('a failure says so', async () => {
    refuse('get', '/tasks', { title: 'Un service ne répond pas' });
    open('/tasks');
    expect(await screen.findByText('Un service ne répond pas')).toBeVisible();
  });

  test('a call shows the number with its state, as a link that a person follows', async () => {
    tasks(aTask());
    open('/tasks');
    const number = await screen.findByRole('link', { name: '+33612345678' });
    expect(number).toHaveAttribute('href', 'tel:+33612345678');
    expect(screen.getByText('Non vérifié')).toBeVisible();
    expect(screen.getByText('Source : Salon de Lyon')).toBeVisible();
    expect(screen.getByText('Il est 10:30 chez la personne.')).toBeVisible();
  });

  test('outside call hours it says so, and without a number too', async () => {
    tasks(aTask({ call_hours: false, phone: '' }));
    open('/tasks');
    expect(await screen.findByText(/Hors des heures d’appel/)).toBeVisible();
    expect(screen.getByText('Aucun numéro connu.')).toBeVisible();
  });

  test('the script is written on request, shown, and written again as asked', async () => {
    tasks(aTask());
    const asked = answer('post', '/tasks/t-1/script', aTask());
    const { user } = open('/tasks');
    const write = await screen.findByRole('button', { name: 'Écrire le script (3 crédits)' });
    tasks(aTask({ script: { text: 'À dire au début', refused_for: [] } }));
    await user.click(write);
    expect(await screen.findByText('À dire au début')).toBeVisible();
    await user.type(screen.getByRole('textbox', { name: 'Consigne' }), 'Plus court');
    await user.click(screen.getByRole('button', { name: 'Réécrire le script' }));
    await waitFor(() =>
      expect(asked.map(({ body }) => body)).toEqual([
        { instruction: '' },
        { instruction: 'Plus court' },
      ]),
    );
  });

  test('a refused script says why and shows no word of it', async () => {
    tasks(aTask({ script: { text: '', refused_for: ['Un nombre sans source'] } }));
    open('/tasks');
    expect(await screen.findByText('Un nombre sans source')).toBeVisible();
  });

  test('an outcome takes one tap and carries the note', async () => {
    tasks(aTask());
    const ended = answer('post', '/tasks/t-1/end', aTask({ state: 'done' }));
    const { user } = open('/tasks');
    await user.type(await screen.findByRole('textbox', { name: 'Note' }), 'Très aimable');
    await user.click(screen.getByRole('button', { name: 'Intéressé' }));
    await waitFor(() =>
      expect(ended[0]?.body).toEqual({ outcome: 'interested', note: 'Très aimable' }),
    );
  });

  test('a call-back needs its date', async () => {
    tasks(aTask());
    const ended = answer('post', '/tasks/t-1/end', aTask());
    const { user } = open('/tasks');
    const back = await screen.findByRole('button', { name: 'À rappeler' });
    expect(back).toBeDisabled();
    await user.type(screen.getByLabelText('Rappeler le'), '2026-12-01T10:00');
    await user.click(back);
    await waitFor(() =>
      expect(ended[0]?.body).toEqual({
        outcome: 'call_back',
        note: '',
        call_back_at: new Date('2026-12-01T10:00').toISOString(),
      }),
    );
  });

  test('an objection asks once more and says that it is final', async () => {
    tasks(aTask());
    const ended = answer('post', '/tasks/t-1/end', aTask({ state: 'done' }));
    const { user } = open('/tasks');
    await user.click(await screen.findByRole('button', { name: 'S’oppose' }));
    const dialog = await screen.findByRole('dialog', { name: /Hélène Garnier s’oppose/ });
    expect(within(dialog).getByText(/C’est définitif/)).toBeVisible();
    expect(ended).toHaveLength(0);
    await user.click(within(dialog).getByRole('button', { name: 'S’oppose' }));
    await waitFor(() => expect(ended[0]?.body).toEqual({ outcome: 'opposed', note: '' }));
  });

  test('who may not be reached is said, and nothing can be reported', async () => {
    tasks(aTask({ refusal: 'suppressed', phone: '', linkedin_url: '' }));
    open('/tasks');
    expect(await screen.findByText('S’est opposé')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Intéressé' })).toBeDisabled();
    expect(screen.queryByRole('button', { name: /script/ })).not.toBeInTheDocument();
  });

  test('one campaign alone, and what is done', async () => {
    const asked = tasks(aTask({ kind: 'linkedin_visit', state: 'done', outcome: 'done' }));
    open('/tasks?campaign=c-1&done=true');
    expect(await screen.findByText('Visite du profil')).toBeVisible();
    expect(asked[0]?.url.searchParams.get('campaign_id')).toBe('c-1');
    expect(asked[0]?.url.searchParams.get('state')).toBe('done');
  });
});
