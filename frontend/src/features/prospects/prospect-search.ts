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
  sort?: Sort;
  cursor?: string;
}

/** The router reads `?q=42` as a number. */
function text(value: unknown): string | undefined {
  const words = typeof value === 'number' ? String(value) : value;
  return typeof words === 'string' && words.trim() !== '' ? words.slice(0, 200) : undefined;
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
    sort: SORTS.find((one) => one === search.sort),
    cursor: text(search.cursor),
  };
}

export const asSort = (name: string): Sort => SORTS.find((one) => one === name) ?? '-score';

export const isFiltered = ({ q, stage, tag, verdict, score_min: score }: ProspectSearch): boolean =>
  [q, stage, tag, verdict, score].some((one) => one !== undefined);
