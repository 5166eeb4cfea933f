import { type Language, type Namespace, type Texts } from './catalogue';

const files = import.meta.glob<Record<string, Texts>>(['./fr/*.ts', './en/*.ts', '!./*/index.ts']);

const ready = new Map<string, Texts>();
const coming = new Map<string, Promise<void>>();

const nameOf = (language: Language, namespace: Namespace) => `./${language}/${namespace}.ts`;

export const keptTexts = (language: Language, namespace: Namespace): Texts | undefined =>
  ready.get(nameOf(language, namespace));

/** A promise that React's `use` reads at once, without suspending. */
const fulfilled = (): Promise<void> =>
  Object.assign(Promise.resolve(), { status: 'fulfilled', value: undefined });

export function keepTexts(language: Language, namespace: Namespace, texts: Texts): void {
  const name = nameOf(language, namespace);
  ready.set(name, texts);
  if (!coming.has(name)) coming.set(name, fulfilled());
}

async function load(language: Language, namespace: Namespace): Promise<void> {
  const module = await files[nameOf(language, namespace)]?.();
  keepTexts(language, namespace, module?.[namespace] ?? {});
}

/** One file per language and namespace, read once, when a page first asks for it. */
export function loadTexts(language: Language, namespace: Namespace): Promise<void> {
  const name = nameOf(language, namespace);
  const known = coming.get(name);
  if (known) return known;
  const promise = load(language, namespace).catch((error: unknown) => {
    coming.delete(name);
    throw error;
  });
  coming.set(name, promise);
  return promise;
}

/** Before the language changes: everything the open pages use, so that nothing flickers. */
export async function loadAlso(from: Language, to: Language): Promise<void> {
  const used = [...ready.keys()]
    .filter((name) => name.startsWith(`./${from}/`))
    .map((name) => name.slice(5, -3) as Namespace);
  await Promise.all(used.map((namespace) => loadTexts(to, namespace)));
}
