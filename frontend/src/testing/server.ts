import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';

import { aCredits, aSession } from './builders';

const EMPTY = { items: [], next: null };

/** What the shell asks on every page. Each test adds what its page needs. */
export const server = setupServer(
  http.get('*/api/v1/session', () => HttpResponse.json(aSession())),
  http.get('*/api/v1/credits', () => HttpResponse.json(aCredits())),
  http.get('*/api/v1/reviews', () => HttpResponse.json({ ...EMPTY, total: 0 })),
  http.get('*/api/v1/conversations', () => HttpResponse.json(EMPTY)),
);
