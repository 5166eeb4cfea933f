import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.layer.css';
import './global.css';

import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { firstLanguage } from '@/i18n';
import { loadTexts } from '@/i18n/texts';
import { makeQueryClient } from '@/lib/query-client';

import { Providers } from './providers';
import { makeRouter } from './router';

const queryClient = makeQueryClient(() => {
  queryClient.clear();
  void router.navigate({ to: '/sign-in', search: { next: window.location.pathname } });
});
const router = makeRouter(queryClient);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const language = firstLanguage();
document.documentElement.lang = language;
await Promise.all([loadTexts(language, 'common'), loadTexts(language, 'shell')]);

createRoot(root).render(
  <StrictMode>
    <Providers queryClient={queryClient} language={language}>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);
