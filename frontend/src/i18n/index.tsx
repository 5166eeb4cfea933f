import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';

import { type Arguments, isLanguage, type Language, type Namespace } from './catalogue';
import { entryOf, formatNumber, formatText } from './format';
import { type fr } from './fr';
import { keptTexts, loadAlso, loadTexts } from './texts';

const KEPT = 'leo.language';

interface LanguageState {
  language: Language;
  speak: (language: Language) => Promise<void>;
}

const LanguageContext = createContext<LanguageState | null>(null);

/** What the visitor chose before, else the browser's language, else French. */
export function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (isLanguage(kept)) return kept;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'fr';
}

interface LanguageProviderProps {
  first: Language;
  children: ReactNode;
}

export function LanguageProvider({ first, children }: LanguageProviderProps) {
  const [language, setLanguage] = useState(first);
  const speak = useCallback(
    async (next: Language) => {
      localStorage.setItem(KEPT, next);
      await loadAlso(language, next);
      document.documentElement.lang = next;
      setLanguage(next);
    },
    [language],
  );
  const state = useMemo(() => ({ language, speak }), [language, speak]);
  return <LanguageContext value={state}>{children}</LanguageContext>;
}

export function useLanguage(): LanguageState {
  const state = use(LanguageContext);
  if (state === null) throw new Error('LanguageProvider is missing');
  return state;
}

export interface Text<N extends Namespace> {
  <K extends keyof (typeof fr)[N] & string>(
    key: K,
    ...values: Arguments<(typeof fr)[N][K]>
  ): string;
  /** For codes of the server that a newer server may know better than this page. */
  orElse: (key: string, fallback: string) => string;
}

/** Every visible text of one namespace, in the language of the visitor. */
export function useText<N extends Namespace>(namespace: N): Text<N> {
  const { language } = useLanguage();
  // Always called: React wants the `use` that suspended to be there when it goes on.
  use(loadTexts(language, namespace));
  return useMemo(() => {
    const texts = keptTexts(language, namespace) ?? {};
    const text = (key: string, values?: Record<string, string | number>) => {
      const entry = entryOf(texts, key);
      return entry === undefined ? key : formatText(language, entry, values);
    };
    const orElse = (key: string, fallback: string) => {
      const entry = entryOf(texts, key);
      return entry === undefined ? fallback : formatText(language, entry);
    };
    return Object.assign(text, { orElse });
  }, [language, namespace]);
}

export function useNumber(): (value: number) => string {
  const { language } = useLanguage();
  return useCallback((value: number) => formatNumber(language, value), [language]);
}
