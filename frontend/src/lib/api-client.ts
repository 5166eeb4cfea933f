import { type CreateClientConfig } from '@/api/generated/client.gen';

import { answered, keyFor } from './idempotency';

/** Every request leaves here: the language of the answer, and a key on what must happen once. */
async function send(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  request.headers.set('Accept-Language', document.documentElement.lang || 'fr');
  if (request.method !== 'POST') return fetch(request);

  const asked = await keyFor(request);
  request.headers.set('Idempotency-Key', asked.key);
  const response = await fetch(request);
  if (response.status < 500) answered(asked);
  return response;
}

export const createClientConfig: CreateClientConfig = (config) => ({
  ...config,
  baseUrl: window.location.origin,
  credentials: 'same-origin',
  throwOnError: true,
  fetch: send,
});

/** The header of an edit: refused when someone changed the row in between. */
export const ifMatch = (version: number): { 'If-Match': string } => ({
  'If-Match': `"${version}"`,
});
