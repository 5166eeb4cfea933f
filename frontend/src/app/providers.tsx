import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode } from 'react';

import { AnnounceProvider } from '@/components/ui/announce';
import { LanguageProvider } from '@/i18n';
import { type Language } from '@/i18n/catalogue';

import { theme } from './theme';

interface ProvidersProps {
  queryClient: QueryClient;
  language: Language;
  env?: 'default' | 'test';
  children: ReactNode;
}

export function Providers({ queryClient, language, env = 'default', children }: ProvidersProps) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" env={env}>
      <LanguageProvider first={language}>
        <QueryClientProvider client={queryClient}>
          <AnnounceProvider>{children}</AnnounceProvider>
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>
  );
}
