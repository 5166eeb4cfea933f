import { type fr } from './fr';

export type Language = 'fr' | 'en';
export const LANGUAGES: readonly Language[] = ['fr', 'en'];

export interface Plural {
  one: string;
  other: string;
}
export type Entry = string | Plural;
export type Texts = Readonly<Record<string, Entry>>;

export type Catalogue = { readonly [N in keyof typeof fr]: Translation<(typeof fr)[N]> };
export type Namespace = keyof Catalogue;

/** The same keys in another language; plural where French has a plural. */
export type Translation<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : Plural;
};

type Placeholders<T> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

type Wanted<E> = E extends Plural ? 'count' | Placeholders<E['one'] | E['other']> : Placeholders<E>;

export type Arguments<E> = [Wanted<E>] extends [never]
  ? []
  : [values: Record<Wanted<E>, string | number>];

export const isLanguage = (value: unknown): value is Language => value === 'fr' || value === 'en';
