import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';

import { aCredits, aRules, aSession, aSubscription } from './builders';
import { aModelUse, aQueueView } from './message-builders';

const EMPTY = { items: [], next: null };

/** What the shell asks on every page. Each test adds what its page needs. */
export const server = setupServer(
  http.get('*/api/v1/session', () => HttpResponse.json(aSession())),
  http.get('*/api/v1/workspaces', () => HttpResponse.json(EMPTY)),
  http.get('*/api/v1/credits', () => HttpResponse.json(aCredits())),
  http.get('*/api/v1/billing', () => HttpResponse.json(aSubscription())),
  http.get('*/api/v1/change-notices', () => HttpResponse.json({ items: [] })),
  http.get('*/api/v1/stops', () => HttpResponse.json(EMPTY)),
  http.get('*/api/v1/reviews/queue', () => HttpResponse.json(aQueueView())),
  http.get('*/api/v1/models', () => HttpResponse.json(aModelUse())),
  http.get('*/api/v1/reviews', () => HttpResponse.json({ ...EMPTY, total: 0 })),
  http.get('*/api/v1/prospects/:id/twins', () => HttpResponse.json(EMPTY)),
  http.get('*/api/v1/prospects/:id/merges', () => HttpResponse.json(EMPTY)),
  http.get('*/api/v1/senders/rules', () => HttpResponse.json(aRules())),
  http.get('*/api/v1/prospects/:id/company', () => HttpResponse.json({ id: null, name: null })),
  http.get('*/api/v1/scores/rules', () =>
    HttpResponse.json({ model_opinions: false, changed_at: null }),
  ),
  http.get('*/api/v1/calendar/history', () => HttpResponse.json({ items: [] })),
  http.get('*/api/v1/services', () => HttpResponse.json({ items: [] })),
  http.get('*/api/v1/mandates', () => HttpResponse.json(EMPTY)),
  http.get('*/api/v1/notifications', () => HttpResponse.json({ ...EMPTY, unread: 0 })),
  http.get('*/api/v1/notifications/kinds', () => HttpResponse.json({ items: [] })),
  http.get('*/api/v1/notifications/mail', () =>
    HttpResponse.json({ zone: 'Europe/Paris', kinds: [], parts: [] }),
  ),
  http.get('*/api/v1/conversations', () => HttpResponse.json(EMPTY)),
);
