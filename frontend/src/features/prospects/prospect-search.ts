import { type BulkChangeAsk } from '@/api/generated/types.gen';
import { type Stage, STAGES } from '@/components/ui/stage-badge';

export type Verdict = 'kept' | 'to_check' | 'dismissed';
export const VERDICTS: readonly Verdict[] = ['kept', 'to_check', 'dismissed'];

export const SCORES: readonly number[] = [80, 60, 40];

const SORTS = [
  '-score',
  'score',
  'name',
  '-name',
  '-added_at',
  'added_at',
  '-last_activity_at',
  'last_activity_at',
] as const;
export type Sort = (typeof SORTS)[number];

/** Filters, order and page of the list, as they stand in the address. */
export interface ProspectSearch {
  q?: string;
  stage?: Stage;
  tag?: string;
  verdict?: Verdict;
  score_min?: number;
  /** The filter language as JSON, as a saved view holds it. */
  filter?: string;
  sort?: Sort;
  cursor?: string;
}

/** The router reads `?q=42` as a number. */
function text(value: unknown): string | undefined {
  const words = typeof value === 'number' ? String(value) : value;
  return typeof words === 'string' && words.trim() !== '' ? words.slice(0, 200) : undefined;
}

/** The router may have read the JSON already. */
function filterText(value: unknown): string | undefined {
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  return typeof value === 'string' && value.startsWith('{') ? value.slice(0, 4_000) : undefined;
}

/** Nonsense in an address is left out, so an old link still opens the list. */
export function parseProspectSearch(search: Record<string, unknown>): ProspectSearch {
  const score = Number(search.score_min);
  return {
    q: text(search.q),
    stage: STAGES.find((one) => one === search.stage),
    tag: text(search.tag),
    verdict: VERDICTS.find((one) => one === search.verdict),
    score_min: Number.isInteger(score) && score > 0 && score <= 100 ? score : undefined,
    filter: filterText(search.filter),
    sort: SORTS.find((one) => one === search.sort),
    cursor: text(search.cursor),
  };
}

export const asSort = (name: string): Sort => SORTS.find((one) => one === name) ?? '-score';

export const isFiltered = (search: ProspectSearch): boolean =>
  [search.q, search.stage, search.tag, search.verdict, search.score_min, search.filter].some(
    (one) => one !== undefined,
  );

/** The filters beside the filter language. */
export const othersOf = ({ q, stage, tag, verdict, score_min }: ProspectSearch) => ({
  q,
  stage,
  tag,
  verdict,
  score_min,
});

type Said = Record<string, unknown>;

/** The filters in the filter language; null without any, and with words, which it does not hold. */
export function asFilter(search: ProspectSearch): Said | null {
  if (search.q !== undefined || !isFiltered(search)) return null;
  const parts: Said[] = search.filter ? [JSON.parse(search.filter) as Said] : [];
  const add = (field: string, operator: string, value: unknown) => {
    if (value !== undefined) parts.push({ field, operator, values: [value] });
  };
  add('stage', 'is', search.stage);
  add('tag', 'has', search.tag);
  add('verdict', 'is', search.verdict);
  add('score', 'at_least', search.score_min);
  return parts.length === 1 && search.filter ? (parts[0] as Said) : { all: parts };
}

/** What the list shows, as a change for everybody asks it. */
export function matchingOf(search: ProspectSearch): Omit<BulkChangeAsk, 'action' | 'value'> {
  const { filter, q, stage, tag, verdict, score_min: lowest } = search;
  return {
    q: q ?? '',
    stage,
    tag,
    verdict,
    score_min: lowest,
    filter: filter === undefined ? undefined : (JSON.parse(filter) as Said),
  };
}
