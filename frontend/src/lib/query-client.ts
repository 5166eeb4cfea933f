import { QueryCache, QueryClient } from '@tanstack/react-query';

import { isUnauthenticated, toProblem } from './problem';

/** Reads are tried again when the line or the server failed, never when the server said no. */
export function makeQueryClient(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (query.state.data !== undefined && isUnauthenticated(error)) onSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (count, error) => {
          const { status } = toProblem(error);
          return count < 2 && (status === 0 || status >= 500);
        },
      },
    },
  });
}
