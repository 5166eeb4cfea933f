import '@testing-library/jest-dom/vitest';

// Vitest runs without globals, so nobody cleans up for us.
// eslint-disable-next-line testing-library/no-manual-cleanup
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';

import { type Namespace } from '@/i18n/catalogue';
import { en } from '@/i18n/en';
import { fr } from '@/i18n/fr';
import { keepTexts } from '@/i18n/texts';

import { server } from './server';

// Tests run several at a time, on small machines too.
configure({ asyncUtilTimeout: 15_000 });

// What jsdom lacks and the components ask for.
window.matchMedia = (query: string) =>
  ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
  }) as unknown as MediaQueryList;
window.ResizeObserver = class {
  observe() {
    return undefined;
  }
  unobserve() {
    return undefined;
  }
  disconnect() {
    return undefined;
  }
};
Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
window.HTMLElement.prototype.scrollIntoView = () => undefined;
window.HTMLElement.prototype.scrollTo = () => undefined;
window.scrollTo = () => undefined;

/** A live line that never says anything. */
class QuietEventSource extends EventTarget {
  static readonly CLOSED = 2;
  readyState = 1;
  close() {
    this.readyState = QuietEventSource.CLOSED;
  }
}
window.EventSource = QuietEventSource as unknown as typeof EventSource;

for (const namespace of Object.keys(fr) as Namespace[]) {
  keepTexts('fr', namespace, fr[namespace]);
  keepTexts('en', namespace, en[namespace]);
}

// Pages and their parts load on demand, which takes a while on a busy machine.
configure({ asyncUtilTimeout: 8_000 });

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => {
  localStorage.clear();
  document.documentElement.lang = 'fr';
});
afterEach(() => {
  cleanup();
  server.resetHandlers();
});
afterAll(() => server.close());
