import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';

import { Providers } from '@/app/providers';
import { makeRouter } from '@/app/router';
import { type Language } from '@/i18n/catalogue';
import { makeQueryClient } from '@/lib/query-client';

/** The whole application at one address, in front of the server of `server.ts`. */
export function open(path: string, language: Language = 'fr') {
  document.documentElement.lang = language;
  const queryClient = makeQueryClient(() => undefined);
  queryClient.setDefaultOptions({ queries: { retry: false }, mutations: { retry: false } });
  const router = makeRouter(queryClient, createMemoryHistory({ initialEntries: [path] }));
  const user = userEvent.setup();
  render(
    <Providers queryClient={queryClient} language={language} env="test">
      <RouterProvider router={router} />
    </Providers>,
  );
  return { user, router, queryClient };
}
