import { type MessengerView } from '@/api/generated/types.gen';

/**
 * The support chat of a vendor. Its script is asked for by a click and never before (obligation
 * 116); it is told who the user is, by a token of ours, and nothing of the pages they visit.
 */
interface Chat {
  (...call: [verb: 'boot' | 'update' | 'show' | 'shutdown', settings?: object]): unknown;
  q?: unknown[];
}
declare global {
  interface Window {
    Intercom?: Chat;
  }
}

const RENEW_BEFORE = 5 * 60_000;
let renewal: ReturnType<typeof setTimeout> | undefined;

/** `renew` brings the next token before this one is over. */
export async function openChat(
  messenger: MessengerView,
  renew: () => Promise<MessengerView>,
): Promise<void> {
  if (!window.Intercom) await load(messenger.script_url);
  window.Intercom?.('boot', settingsOf(messenger));
  window.Intercom?.('show');
  keepFresh(messenger, renew);
}

/** Before the session ends: the next person at this screen must not see the conversation. */
export function closeChat(): void {
  clearTimeout(renewal);
  window.Intercom?.('shutdown');
}

const settingsOf = (messenger: MessengerView) => ({
  app_id: messenger.app_id,
  api_base: messenger.api_base,
  region: messenger.region,
  intercom_user_jwt: messenger.token,
});

function load(address: string): Promise<void> {
  const chat: Chat = (...call) => chat.q?.push(call);
  chat.q = [];
  window.Intercom = chat;
  return new Promise((loaded, failed) => {
    const script = document.createElement('script');
    script.src = address;
    script.async = true;
    script.addEventListener('load', () => loaded());
    script.addEventListener('error', () => {
      script.remove();
      delete window.Intercom;
      failed(new Error('the chat did not load'));
    });
    document.head.append(script);
  });
}

function keepFresh(messenger: MessengerView, renew: () => Promise<MessengerView>): void {
  clearTimeout(renewal);
  const wait = Date.parse(messenger.token_until) - Date.now() - RENEW_BEFORE;
  renewal = setTimeout(
    () => {
      renew().then((fresh) => {
        window.Intercom?.('update', settingsOf(fresh));
        keepFresh(fresh, renew);
      }, closeChat);
    },
    Math.max(wait, 60_000),
  );
}
