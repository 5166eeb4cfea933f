import { useLanguage } from '@/i18n';
import { type Language } from '@/i18n/catalogue';

const DAY = 24 * 60 * 60 * 1000;

const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' };

const shapes = {
  date: {
    fr: { day: '2-digit', month: '2-digit', year: 'numeric' },
    en: { day: 'numeric', month: 'short', year: 'numeric' },
  },
  time: {
    fr: { hour: '2-digit', minute: '2-digit' },
    en: { hour: '2-digit', minute: '2-digit' },
  },
  long: {
    fr: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
    en: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  },
} satisfies Record<string, Record<Language, Intl.DateTimeFormatOptions>>;

const made = new Map<string, Intl.DateTimeFormat>();

function formatter(language: Language, shape: keyof typeof shapes): Intl.DateTimeFormat {
  const name = `${language} ${shape}`;
  const kept =
    made.get(name) ?? new Intl.DateTimeFormat(locales[language], shapes[shape][language]);
  made.set(name, kept);
  return kept;
}

export const formatDate = (language: Language, instant: Date): string =>
  formatter(language, 'date').format(instant);

export const formatTime = (language: Language, instant: Date): string =>
  formatter(language, 'time').format(instant);

export const formatLong = (language: Language, instant: Date): string =>
  `${formatter(language, 'long').format(instant)}, ${formatTime(language, instant)}`;

/** The hour alone within 24 hours of now; always with its date beyond (product.md 3.0). */
export function formatInstant(language: Language, instant: Date, now: Date): string {
  const hour = formatTime(language, instant);
  const isNear = Math.abs(now.getTime() - instant.getTime()) < DAY;
  return isNear ? hour : `${formatDate(language, instant)} ${hour}`;
}

/** A calendar day as the API writes it, in the visitor's own zone. */
export function isoDay(instant: Date): string {
  const month = String(instant.getMonth() + 1).padStart(2, '0');
  const day = String(instant.getDate()).padStart(2, '0');
  return `${instant.getFullYear()}-${month}-${day}`;
}

export function useDates() {
  const { language } = useLanguage();
  return {
    date: (text: string) => formatDate(language, new Date(text)),
    time: (text: string) => formatTime(language, new Date(text)),
    instant: (text: string, now: Date) => formatInstant(language, new Date(text), now),
    long: (instant: Date) => formatLong(language, instant),
  };
}
