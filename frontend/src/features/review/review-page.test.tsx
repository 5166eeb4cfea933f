import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';

import { answer, refuse, silence } from '@/testing/answers';
import { anAction, aQueue, aReview } from '@/testing/message-builders';
import { open } from '@/testing/render';

const first = aReview();
const second = aReview({
  draft_id: 'd-2',
  prospect: { ...first.prospect, id: 'p-2', full_name: 'Karim Benali' },
  rendered: first.rendered && { ...first.rendered, sha256: 'b'.repeat(64) },
});
const heading = (name: string) => screen.findByRole('heading', { name: `Message pour ${name}` });

function aFullQueue() {
  const asked = answer('get', '/reviews', aQueue([first, second]));
  answer('get', '/campaigns', { items: [], next: null });
  answer('get', '/actions', { items: [], next: null });
  answer('get', '/reviews/d-1', first);
  answer('get', '/reviews/d-2', second);
  return asked;
}

describe('the four looks of the queue', () => {
  test('grey shapes while it loads', async () => {
    answer('get', '/campaigns', { items: [], next: null });
    silence('get', '/reviews');
    open('/review');
    expect(await screen.findByRole('heading', { name: 'Validation' })).toBeVisible();
    expect(screen.getAllByRole('status').length).toBeGreaterThan(0);
  });

  test('a failure says so and offers another try', async () => {
    answer('get', '/campaigns', { items: [], next: null });
    refuse('get', '/reviews', { title: 'Un service ne répond pas' });
    const { user } = open('/review');
    expect(await screen.findByText('Un service ne répond pas')).toBeVisible();
    aFullQueue();
    await user.click(screen.getByRole('button', { name: 'Réessayer' }));
    expect(await heading('Hélène Garnier')).toBeVisible();
  });

  test('nothing to decide leads to the campaigns', async () => {
    answer('get', '/campaigns', { items: [], next: null });
    open('/review');
    expect(await screen.findByText('Tout est validé')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Voir les campagnes' })).toHaveAttribute(
      'href',
      '/campaigns',
    );
  });

  test('a filter without result can be cleared', async () => {
    answer('get', '/campaigns', { items: [], next: null });
    open('/review?channel=linkedin');
    expect(await screen.findByText('Aucun message avec ces filtres')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Effacer les filtres' })).toHaveAttribute(
      'href',
      '/review',
    );
  });

  test('the message shows what is personal, its claims in words, and the exact rendering', async () => {
    aFullQueue();
    const { user } = open('/review');
    await heading('Hélène Garnier');
    const personal = screen.getByText('Vous recrutez trois commerciaux à Lyon depuis octobre.');
    expect(personal.tagName).toBe('MARK');
    expect(screen.getByText('Bonjour Hélène,').tagName).not.toBe('MARK');
    expect(screen.getByRole('button', { name: /Preuve\s*2\s*source ancienne/ })).toBeVisible();
    expect(screen.getByText('Trois postes de commercial ouverts à Lyon')).toBeVisible();

    await user.click(screen.getByRole('radio', { name: 'Rendu exact' }));
    expect(screen.getByText(/12 rue du Port/)).toBeVisible();
    expect(screen.getByText('a'.repeat(64))).toBeVisible();
  });
});

describe('decisions', () => {
  test('approving sends the fingerprint that was shown, then brings the next message', async () => {
    aFullQueue();
    const approved = answer('post', '/reviews/d-1/approve', {
      ...first,
      state: 'approved',
      decided_at: '2026-11-24T09:42:00.000Z',
    });
    answer('get', '/actions', { items: [anAction()], next: null });
    const { user } = open('/review');
    await heading('Hélène Garnier');
    await user.click(screen.getByRole('button', { name: 'Valider' }));

    const next = await heading('Karim Benali');
    expect(approved).toHaveLength(1);
    expect(approved[0]?.body).toEqual({ sha256: 'a'.repeat(64) });
    expect(approved[0]?.headers.get('Idempotency-Key')).toBeTruthy();
    await waitFor(() => expect(next).toHaveFocus());
    expect(await screen.findByText('Validé pour Hélène Garnier.')).toBeVisible();
    expect(await screen.findByText(/Départ prévu .*annulable/)).toBeVisible();

    const undone = answer('post', '/actions/a-1/undo', anAction({ state: 'cancelled' }));
    answer('get', '/actions', { items: [anAction({ state: 'cancelled' })], next: null });
    await user.keyboard('u');
    expect(await screen.findByText(/Envoi annulé/)).toBeVisible();
    expect(undone).toHaveLength(1);
  });

  test('the keyboard walks, approves, skips and dismisses with a reason', async () => {
    aFullQueue();
    const skipped = answer('post', '/reviews/d-2/skip', { ...second, state: 'skipped' });
    const dismissed = answer('post', '/reviews/d-1/dismiss', { ...first, state: 'dismissed' });
    const { user } = open('/review');
    await heading('Hélène Garnier');
    await user.keyboard('j');
    await heading('Karim Benali');
    await user.keyboard('k');
    await heading('Hélène Garnier');
    await user.keyboard('j');
    await heading('Karim Benali');
    await user.keyboard('s');
    await heading('Hélène Garnier');
    expect(skipped).toHaveLength(1);

    await user.keyboard('x');
    const dialog = await screen.findByRole('dialog', { name: 'Écarter Hélène Garnier' });
    await user.click(within(dialog).getByRole('radio', { name: 'Mauvaise personne' }));
    await user.click(within(dialog).getByRole('button', { name: 'Écarter de la campagne' }));
    await waitFor(() => expect(dismissed[0]?.body).toEqual({ reason: 'wrong_person' }));
  });

  test('a single key never acts while someone types; Ctrl + Enter saves and approves', async () => {
    aFullQueue();
    const approved = answer('post', '/reviews/d-1/approve', first);
    const edited = answer('post', '/reviews/d-1/edit', { ...first, state: 'approved' });
    const { user } = open('/review');
    await heading('Hélène Garnier');
    await user.keyboard('e');
    const body = await screen.findByRole('textbox', { name: 'Texte du message' });
    expect(body).toHaveFocus();
    await user.clear(body);
    await user.type(body, 'Bonjour Hélène, as-tu vu {Control>}{Enter}{/Control}');

    await waitFor(() => expect(edited).toHaveLength(1));
    expect(edited[0]?.body).toEqual({
      subject: 'Vos trois recrutements à Lyon',
      body: 'Bonjour Hélène, as-tu vu ',
      approve: true,
    });
    expect(approved).toHaveLength(0);
    expect(await heading('Karim Benali')).toBeVisible();
  });

  test('what was typed is still there after a refusal', async () => {
    aFullQueue();
    refuse('post', '/reviews/d-1/edit', {
      status: 409,
      code: 'stale-write',
      title: 'Quelqu’un a modifié cet élément avant vous',
    });
    const { user } = open('/review');
    await heading('Hélène Garnier');
    await user.click(screen.getByRole('button', { name: 'Modifier' }));
    const body = await screen.findByRole('textbox', { name: 'Texte du message' });
    await user.clear(body);
    await user.type(body, 'Mes mots');
    await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
    expect(await screen.findByText('Quelqu’un a modifié cet élément avant vous')).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'Texte du message' })).toHaveValue('Mes mots');
  });

  test('a conflict is told in place and the message is read again', async () => {
    aFullQueue();
    refuse('post', '/reviews/d-1/approve', {
      status: 409,
      code: 'approval-mismatch',
      title: 'Le texte a changé depuis',
    });
    const { user } = open('/review');
    await heading('Hélène Garnier');
    const again = answer('get', '/reviews/d-1', { ...first, subject: 'Un autre objet' });
    await user.keyboard('a');
    expect(await screen.findByText('Le texte a changé depuis')).toBeVisible();
    expect(await screen.findByText('Un autre objet')).toBeVisible();
    expect(again.length).toBeGreaterThan(0);
  });

  test('a blocked message says why and cannot be approved', async () => {
    const blocked = aReview({
      state: 'blocked',
      blocks: [{ code: 'gate-unknown-number', title: 'Chiffre sans source', detail: '37 %' }],
    });
    answer('get', '/reviews', aQueue([blocked]));
    answer('get', '/campaigns', { items: [], next: null });
    answer('get', '/reviews/d-1', blocked);
    const approved = answer('post', '/reviews/d-1/approve', blocked);
    const { user } = open('/review?state=blocked');
    await heading('Hélène Garnier');
    expect(screen.getByText('Chiffre sans source')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Valider' })).toBeDisabled();
    await user.keyboard('a');
    expect(approved).toHaveLength(0);
  });

  test('a new version is asked for with an instruction', async () => {
    aFullQueue();
    const asked = answer('post', '/reviews/d-1/regenerate', { ...first, versions: 2 });
    const { user } = open('/review');
    await heading('Hélène Garnier');
    await user.keyboard('r');
    const dialog = await screen.findByRole('dialog', { name: 'Rédiger à nouveau' });
    await user.type(
      within(dialog).getByRole('textbox', { name: /Que faut-il changer/ }),
      'Plus court',
    );
    await user.click(within(dialog).getByRole('button', { name: 'Rédiger à nouveau' }));
    await waitFor(() => expect(asked[0]?.body).toEqual({ instruction: 'Plus court' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });
});

test('who was in touch before is named, with the age and the answer', async () => {
  aFullQueue();
  const prior = [
    { with_person: true, colleague: 'Ada', channel: 'email', days: 42, answered: true },
    { with_person: false, colleague: '', channel: 'linkedin', days: 120, answered: false },
  ];
  answer('get', '/reviews/d-1', { ...first, prior });
  open('/review');
  expect(await screen.findByText('Ada : il y a 42 j')).toBeVisible();
  expect(screen.getByText('Avec cette personne · réponse reçue')).toBeVisible();
  expect(screen.getByText('Un ancien collègue : il y a 120 j')).toBeVisible();
  expect(screen.getByText('Avec son entreprise · sans réponse')).toBeVisible();
});

test('somebody without a name is not shown as erased, and what is gone is', async () => {
  const { prospect } = first;
  answer('get', '/campaigns', { items: [], next: null });
  answer(
    'get',
    '/reviews',
    aQueue([
      aReview({ prospect: { ...prospect, full_name: '' } }),
      aReview({
        draft_id: 'd-2',
        prospect: { ...prospect, on_file: false, full_name: '', job_title: '', company: '' },
      }),
    ]),
  );
  open('/review');
  expect(await screen.findByText('Personne sans nom')).toBeVisible();
  expect(screen.getByText('Personne effacée')).toBeVisible();
});
