import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';

import { answer, refuse, silence } from '@/testing/answers';
import { aConversation, aThread } from '@/testing/message-builders';
import { open } from '@/testing/render';

const two = {
  items: [
    aConversation(),
    aConversation({
      id: 'v-2',
      unread: false,
      label: 'to_qualify',
      prospect: { ...aConversation().prospect, id: 'p-2', full_name: 'Karim Benali' },
    }),
  ],
  next: null,
};

const aHeldAnswer = (text: string) => ({
  id: 'm-9',
  direction: 'out',
  at: '2026-11-24T09:30:00.000Z',
  sender_name: 'Claire Moreau',
  subject: '',
  quoted: '',
  automatic: false,
  label: null,
  reason: '',
  state: 'held',
  text,
  undo_until: new Date(Date.now() + 25_000).toISOString(),
});

function anInbox(thread = aThread()) {
  answer('get', '/conversations', two);
  answer('get', '/conversations/v-1', thread);
  return answer('post', '/conversations/v-1/read', { ...thread, unread: false });
}

describe('the four looks of the inbox', () => {
  test('grey shapes while it loads', async () => {
    silence('get', '/conversations');
    open('/inbox');
    expect(await screen.findByRole('heading', { name: 'Boîte de réception' })).toBeVisible();
    expect(screen.getByText('Chargement…')).toBeInTheDocument();
  });

  test('a failure says so and offers another try', async () => {
    refuse('get', '/conversations', { title: 'Un service ne répond pas' });
    const { user } = open('/inbox');
    expect(await screen.findByText('Un service ne répond pas')).toBeVisible();
    anInbox();
    await user.click(screen.getByRole('button', { name: 'Réessayer' }));
    expect(await screen.findByRole('link', { name: /Hélène Garnier/ })).toBeVisible();
  });

  test('no reply yet leads to the campaigns', async () => {
    open('/inbox');
    expect(await screen.findByText('Aucune réponse pour l’instant')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Voir les campagnes' })).toBeVisible();
  });

  test('a filter of the address is asked for and can be cleared', async () => {
    const asked = answer('get', '/conversations', { items: [], next: null });
    open('/inbox?label=interested&state=open');
    expect(await screen.findByText('Aucune conversation avec ces filtres')).toBeVisible();
    expect(asked.some(({ url }) => url.searchParams.get('label') === 'interested')).toBe(true);
    expect(screen.getByRole('link', { name: 'Effacer les filtres' })).toHaveAttribute(
      'href',
      '/inbox',
    );
  });

  test('a conversation shows its messages, its label with the words, and is marked read', async () => {
    const read = anInbox();
    const { user } = open('/inbox');
    const row = await screen.findByRole('link', { name: /Hélène Garnier/ });
    expect(within(row).getByText(/Non lue/)).toBeInTheDocument();
    await user.click(row);
    const thread = await screen.findByRole('region', { name: 'Conversation avec Hélène Garnier' });
    expect(within(thread).getAllByRole('article')).toHaveLength(2);
    expect(screen.getByText('Jeudi à 14 h me convient')).toBeVisible();
    expect(screen.getByText(/Classé par LEO/)).toBeVisible();
    await waitFor(() => expect(read).toHaveLength(1));
  });
});

test('markup of a stranger is shown as text', async () => {
  const evil = '<img src=x onerror="alert(1)"> <b>gras</b>';
  const messages = aThread().messages.map((one) =>
    one.direction === 'in' ? { ...one, text: evil } : one,
  );
  anInbox(aThread({ messages }));
  open('/inbox/v-1');
  expect(await screen.findByText(evil)).toBeVisible();
  expect(screen.queryByRole('img', { name: '' })).not.toBeInTheDocument();
});

test('an answer is sent with Ctrl + Enter and the field is emptied', async () => {
  anInbox();
  const sent = answer('post', '/conversations/v-1/answer', aThread().messages[0] ?? null, 202);
  const { user } = open('/inbox/v-1');
  const field = await screen.findByRole('textbox', { name: 'Votre réponse' });
  await user.type(field, 'Entendu, à jeudi.{Control>}{Enter}{/Control}');
  await waitFor(() => expect(sent[0]?.body).toEqual({ text: 'Entendu, à jeudi.', draft_id: null }));
  await waitFor(() => expect(field).toHaveValue(''));
});

test('a refused answer stays in the field', async () => {
  anInbox();
  refuse('post', '/conversations/v-1/answer', { title: 'Un service ne répond pas' });
  const { user } = open('/inbox/v-1');
  const field = await screen.findByRole('textbox', { name: 'Votre réponse' });
  await user.type(field, 'Entendu');
  await user.click(screen.getByRole('button', { name: 'Envoyer' }));
  expect(await screen.findByText('Un service ne répond pas')).toBeVisible();
  expect(field).toHaveValue('Entendu');
});

test('an uncertain label is a proposal that one click accepts', async () => {
  anInbox(aThread({ label: 'to_qualify', proposal: 'not_now', unread: false }));
  const corrected = answer('post', '/conversations/v-1/label', aThread({ label: 'not_now' }));
  const { user } = open('/inbox/v-1');
  await user.click(await screen.findByRole('button', { name: 'Accepter' }));
  await waitFor(() => expect(corrected[0]?.body).toEqual({ label: 'not_now' }));
});

test('an objection asks for confirmation first', async () => {
  anInbox(aThread({ unread: false }));
  const corrected = answer('post', '/conversations/v-1/label', aThread({ label: 'opt_out' }));
  const { user } = open('/inbox/v-1');
  await user.click(await screen.findByRole('combobox', { name: 'Corriger le classement' }));
  await user.click(await screen.findByRole('option', { name: 'Désinscription' }));
  expect(corrected).toHaveLength(0);
  const dialog = await screen.findByRole('dialog', { name: /Enregistrer une opposition/ });
  await user.click(within(dialog).getByRole('button', { name: 'Enregistrer l’opposition' }));
  await waitFor(() => expect(corrected[0]?.body).toEqual({ label: 'opt_out' }));
});

test('nobody can answer someone who objected', async () => {
  anInbox(aThread({ label: 'opt_out', state: 'closed', unread: false }));
  open('/inbox/v-1');
  expect(await screen.findByText(/Cette personne s’est opposée/)).toBeVisible();
  expect(screen.queryByRole('textbox', { name: 'Votre réponse' })).not.toBeInTheDocument();
});

test('a proposal is a draft with its sources: it fills the field, and only a person sends', async () => {
  const draft = {
    id: 'd-9',
    made_at: '2026-11-24T09:20:00.000Z',
    text: 'Merci Hélène.\n\nJeudi à 14 h convient.',
    lines: [
      { text: 'Merci Hélène.', evidence: [] },
      {
        text: 'Jeudi à 14 h convient.',
        evidence: [{ about: 'prospect', quote: 'Jeudi à 14 h', source: 'reply', state: 'sourced' }],
      },
    ],
    warnings: [],
    model: 'gpt-6-luna',
    outdated: false,
  };
  anInbox();
  const asked = answer('post', '/conversations/v-1/draft', draft, 201);
  const held = aHeldAnswer(draft.text);
  const sent = answer('post', '/conversations/v-1/answer', held, 202);
  answer('delete', '/conversations/v-1/answer/m-9', { ...held, undo_until: null });
  const { user } = open('/inbox/v-1');
  const button = await screen.findByRole('button', { name: 'Proposer une réponse' });
  anInbox(aThread({ draft }));
  await user.click(button);
  expect(await screen.findByText('Brouillon, à relire')).toBeVisible();
  expect(screen.getByText('« Jeudi à 14 h » · son message')).toBeVisible();
  expect([asked.length, sent.length]).toEqual([1, 0]);
  await user.click(screen.getByRole('button', { name: 'Reprendre dans ma réponse' }));
  const field = screen.getByRole('textbox', { name: 'Votre réponse' });
  expect(field).toHaveValue(draft.text);
  anInbox(aThread({ messages: [...aThread().messages, held] }));
  await user.click(screen.getByRole('button', { name: 'Envoyer' }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ text: draft.text, draft_id: 'd-9' }));
  await user.click(await screen.findByRole('button', { name: /Annuler l’envoi/ }));
  await waitFor(() => expect(field).toHaveValue(draft.text));
  await user.click(screen.getByRole('button', { name: 'Envoyer' }));
  await waitFor(() => expect(sent[1]?.body).toEqual({ text: draft.text, draft_id: 'd-9' }));
});

test('an answer that waits can be taken back, and its text returns to the field', async () => {
  const held = aHeldAnswer('Entendu, à jeudi.');
  const messages = [...aThread().messages, held];
  anInbox();
  const sent = answer('post', '/conversations/v-1/answer', held, 202);
  const undone = answer('delete', '/conversations/v-1/answer/m-9', {
    ...held,
    state: 'cancelled',
    undo_until: null,
  });
  const { user } = open('/inbox/v-1');
  const field = await screen.findByRole('textbox', { name: 'Votre réponse' });
  anInbox(aThread({ messages }));
  await user.type(field, 'Entendu, à jeudi.');
  await user.click(screen.getByRole('button', { name: 'Envoyer' }));
  expect(await screen.findByText(/Votre réponse part dans \d+ s\./)).toBeVisible();
  await user.type(field, 'Et aussi :');
  anInbox();
  await user.click(screen.getByRole('button', { name: /Annuler l’envoi/ }));
  await waitFor(() => expect(undone).toHaveLength(1));
  await waitFor(() => expect(field).toHaveValue('Entendu, à jeudi.\n\nEt aussi :'));
  expect(sent).toHaveLength(1);
  await waitFor(() => expect(screen.queryByText(/Votre réponse part/)).not.toBeInTheDocument());
});

test('somebody without a name is not shown as erased', async () => {
  const nameless = { ...aThread().prospect, full_name: '', job_title: 'Directrice générale' };
  anInbox(aThread({ prospect: nameless }));
  open('/inbox/v-1');
  expect(await screen.findByRole('heading', { name: 'Personne sans nom', level: 2 })).toBeVisible();
  expect(screen.queryByText('Personne effacée')).not.toBeInTheDocument();
});
