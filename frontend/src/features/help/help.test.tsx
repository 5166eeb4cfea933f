import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';

import { answer, refuse, silence } from '@/testing/answers';
import { open } from '@/testing/render';

const MESSENGER = {
  app_id: 'leo-sandbox',
  region: 'eu',
  script_url: 'http://127.0.0.1:1/widget/leo-sandbox',
  api_base: 'http://127.0.0.1:1',
  token: 'a.b.c',
  token_until: new Date(Date.now() + 3_600_000).toISOString(),
};
// A script is nothing anybody sees, so no query finds it.
// eslint-disable-next-line testing-library/no-node-access
const script = () => document.querySelector<HTMLScriptElement>('script[src*="/widget/"]');

afterEach(() => {
  script()?.remove();
  delete window.Intercom;
});

function aChat() {
  answer('get', '/support', { chat: true, address: 'aide@leo.example' });
  return answer('post', '/support/messenger', MESSENGER);
}

/** The script arrived, and takes over what was asked meanwhile. */
async function arrive(): Promise<unknown[][]> {
  const calls: unknown[][] = [];
  await waitFor(() => expect(script()).not.toBeNull());
  window.Intercom = (...call) => calls.push(call);
  fireEvent.load(script() as HTMLScriptElement);
  return calls;
}

test('waits for the way to support', async () => {
  silence('get', '/support');
  open('/help');
  await waitFor(() => expect(screen.queryByText('Ouvrir la discussion')).not.toBeInTheDocument());
});

test('says what failed', async () => {
  refuse('get', '/support', { title: 'Un service ne répond pas' });
  open('/help');
  expect(await screen.findByText('Un service ne répond pas')).toBeVisible();
});

test('without a chat there is an address, and no word of a chat', async () => {
  answer('get', '/support', { chat: false, address: 'aide@leo.example' });
  open('/help');
  expect(await screen.findByRole('link', { name: 'aide@leo.example' })).toHaveAttribute(
    'href',
    'mailto:aide@leo.example',
  );
  expect(screen.queryByText('Discuter avec l’assistance')).not.toBeInTheDocument();
});

test('nothing is asked of the vendor before the click, and how long its cookies last is said', async () => {
  const asked = aChat();
  open('/help');
  expect(await screen.findByText(/9 mois/)).toBeVisible();
  expect(screen.getByText(/1 semaine/)).toBeVisible();
  expect(asked).toEqual([]);
  expect(script()).toBeNull();
  expect(window.Intercom).toBeUndefined();
});

test('a click loads the chat and tells it who the user is, by the token alone', async () => {
  aChat();
  open('/help');
  await userEvent.click(await screen.findByRole('button', { name: 'Ouvrir la discussion' }));
  const calls = await arrive();
  expect(await screen.findByText('La discussion est ouverte.')).toBeVisible();
  expect(script()?.src).toBe(MESSENGER.script_url);
  expect(calls).toEqual([
    [
      'boot',
      {
        app_id: 'leo-sandbox',
        api_base: 'http://127.0.0.1:1',
        region: 'eu',
        intercom_user_jwt: 'a.b.c',
      },
    ],
    ['show'],
  ]);
});

test('a chat that does not load can be asked for again', async () => {
  aChat();
  open('/help');
  await userEvent.click(await screen.findByRole('button', { name: 'Ouvrir la discussion' }));
  await waitFor(() => expect(script()).not.toBeNull());
  fireEvent.error(script() as HTMLScriptElement);
  expect(await screen.findByRole('alert')).toBeVisible();
  expect(script()).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Ouvrir la discussion' }));
  await waitFor(() => expect(script()).not.toBeNull());
});

test('signing out shuts the chat before the session ends', async () => {
  aChat();
  const order: string[] = [];
  window.Intercom = (verb) => order.push(verb);
  const ended = answer('post', '/sign-out', null, 204);
  open('/help');
  await userEvent.click(await screen.findByRole('button', { name: /Claire/ }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Se déconnecter' }));
  expect(order).toEqual(['shutdown']);
  await waitFor(() => expect(ended).toHaveLength(1));
});
