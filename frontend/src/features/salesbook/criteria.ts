import { type CriterionBody } from '@/api/generated/types.gen';

type Field = CriterionBody['field'];
type Operator = CriterionBody['operator'];
type Mode = CriterionBody['mode'];

export const MODES: readonly Mode[] = ['filter', 'score', 'exclude'];

export const FIELDS: readonly Field[] = [
  'title',
  'seniority',
  'company',
  'industry',
  'head_count',
  'location',
  'country',
  'domain',
];

const WORDS: readonly Operator[] = ['contains', 'not_contains', 'equals', 'is_known'];
const COUNTS: readonly Operator[] = ['at_least', 'at_most', 'equals', 'is_known'];

/** Numbers are compared, words are searched. */
export const operatorsOf = (field: Field): readonly Operator[] =>
  field === 'head_count' ? COUNTS : WORDS;
