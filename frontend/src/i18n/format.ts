import { type Entry, type Language, type Texts } from './catalogue';
import { frenchSpaces } from './french-spaces';

const plurals = { fr: new Intl.PluralRules('fr'), en: new Intl.PluralRules('en') };
const numbers = { fr: new Intl.NumberFormat('fr-FR'), en: new Intl.NumberFormat('en-GB') };

export function formatNumber(language: Language, value: number): string {
  return numbers[language].format(value);
}

/** The text with its values in place, in the right plural form. */
export function formatText(
  language: Language,
  entry: Entry,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const chosen =
    typeof entry === 'string'
      ? entry
      : plurals[language].select(Number(values.count)) === 'one'
        ? entry.one
        : entry.other;
  const spaced = language === 'fr' ? frenchSpaces(chosen) : chosen;
  return spaced.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) return placeholder;
    return typeof value === 'number' ? formatNumber(language, value) : value;
  });
}

export const entryOf = (texts: Texts, key: string): Entry | undefined =>
  Object.hasOwn(texts, key) ? texts[key] : undefined;
