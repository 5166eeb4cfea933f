const SORTS = ['name', '-name', 'added_at', '-added_at'] as const;
export type CompanySort = (typeof SORTS)[number];

/** Words, order and page of the list, as they stand in the address. */
export interface CompanySearch {
  q?: string;
  sort?: CompanySort;
  cursor?: string;
}

export const asCompanySort = (name: unknown): CompanySort | undefined =>
  SORTS.find((one) => one === name);

/** The router reads `?q=732829320` as a number. */
function text(value: unknown): string | undefined {
  const words = typeof value === 'number' ? String(value) : value;
  return typeof words === 'string' && words.trim() !== '' ? words.slice(0, 200) : undefined;
}

/** Nonsense in an address is left out, so an old link still opens the list. */
export const parseCompanySearch = (search: Record<string, unknown>): CompanySearch => ({
  q: text(search.q),
  sort: asCompanySort(search.sort),
  cursor: text(search.cursor),
});
