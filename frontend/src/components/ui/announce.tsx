import { VisuallyHidden } from '@mantine/core';
import { createContext, type ReactNode, use, useCallback, useState } from 'react';

const AnnounceContext = createContext<(text: string) => void>(() => undefined);

/** One polite live region for the whole page (product.md 4.6). */
export function AnnounceProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState('');
  const announce = useCallback((text: string) => {
    setSaid('');
    requestAnimationFrame(() => setSaid(text));
  }, []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <VisuallyHidden>
        <div aria-live="polite">{said}</div>
      </VisuallyHidden>
    </AnnounceContext>
  );
}

/** Says a counter or a result to those who do not see it. Errors use ProblemNote instead. */
export const useAnnounce = () => use(AnnounceContext);
