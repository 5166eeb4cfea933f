import { type SearchFiltersView } from '@/api/generated/types.gen';

export const SENIORITIES = [
  'owner',
  'c_level',
  'vp',
  'director',
  'manager',
  'senior',
  'entry',
] as const;

export const NO_FILTERS: SearchFiltersView = {
  source: 'linkedin',
  url: '',
  keywords: '',
  titles: [],
  companies: [],
  industries: [],
  locations: [],
  seniorities: [],
  head_count_min: null,
  head_count_max: null,
};

/** Only what the chosen place to search understands is asked. */
export function asked(filters: SearchFiltersView, isByAddress: boolean): SearchFiltersView {
  if (isByAddress) return { ...NO_FILTERS, source: sourceOf(filters.url), url: filters.url };
  const plain = { ...filters, url: '' };
  if (filters.source === 'sales_navigator') return plain;
  return { ...plain, seniorities: [], head_count_min: null, head_count_max: null };
}

const sourceOf = (url: string): SearchFiltersView['source'] =>
  url.includes('/sales/') ? 'sales_navigator' : 'linkedin';
