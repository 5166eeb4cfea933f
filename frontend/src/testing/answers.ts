import { http, HttpResponse, type JsonBodyType } from 'msw';

import { server } from './server';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export interface Seen {
  body: unknown;
  url: URL;
  headers: Headers;
}

/** The server answers `body`; returns what it was asked, oldest first. */
export function answer(method: Method, path: string, body: JsonBodyType, status = 200): Seen[] {
  const seen: Seen[] = [];
  server.use(
    http[method](`*/api/v1${path}`, async ({ request }) => {
      const isJson = request.headers.get('Content-Type')?.includes('json') ?? false;
      seen.push({
        body: isJson ? await request.json() : null,
        url: new URL(request.url),
        headers: request.headers,
      });
      return status === 204
        ? new HttpResponse(null, { status })
        : HttpResponse.json(body, { status });
    }),
  );
  return seen;
}

/** The server answers a problem. */
export const refuse = (
  method: Method,
  path: string,
  {
    status = 503,
    code = 'unavailable',
    title = 'Indisponible',
    errors = [],
  }: {
    status?: number;
    code?: string;
    title?: string;
    errors?: { pointer: string; code: string; detail: string }[];
  } = {},
): Seen[] =>
  answer(
    method,
    path,
    { type: 'about:blank', title, status, detail: '', instance: 'r-1', code, errors },
    status,
  );

/** The server never answers. */
export function silence(method: Method, path: string): void {
  server.use(http[method](`*/api/v1${path}`, () => new Promise<never>(() => undefined)));
}
