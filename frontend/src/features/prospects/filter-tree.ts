import { type FilterFieldView } from '@/api/generated/types.gen';

export type Value = string | number | boolean;

export interface Condition {
  key: number;
  field: string;
  operator: string;
  values: Value[];
}

export interface Branch {
  key: number;
  isAny: boolean;
  parts: (Condition | Branch)[];
}

/** The language goes three levels deep (domain/prospects/model/audience.py). */
export const MOST_DEPTH = 3;

export const isBranch = (part: Condition | Branch): part is Branch => 'parts' in part;

let last = 0;
export const newKey = () => (last += 1);

export const aBranch = (isAny = false, parts: Branch['parts'] = []): Branch => ({
  key: newKey(),
  isAny,
  parts,
});

export const needsNoValue = (operator: string) =>
  operator === 'is_known' || operator === 'is_unknown';

/** A condition on a field as it begins: its first operator, and a value where one can be chosen. */
export function aCondition(field: FilterFieldView): Condition {
  return withOperator(
    { key: newKey(), field: field.field, operator: '', values: [] },
    field,
    field.operators[0] ?? '',
  );
}

export function withOperator(
  condition: Condition,
  field: FilterFieldView,
  operator: string,
): Condition {
  const days = operator === 'within_days';
  const keeps =
    !needsNoValue(operator) && days === (condition.operator === 'within_days')
      ? condition.values
      : [];
  if (keeps.length > 0 || needsNoValue(operator)) {
    return { ...condition, operator, values: keeps };
  }
  const first: Record<FilterFieldView['kind'], Value[]> = {
    text: [],
    tags: [],
    choice: field.choices.slice(0, 1),
    number: [60],
    date: days ? [30] : [],
    flag: [true],
  };
  return { ...condition, operator, values: first[field.kind] };
}

export const isComplete = (part: Condition | Branch): boolean =>
  isBranch(part)
    ? part.parts.every(isComplete)
    : needsNoValue(part.operator) || part.values.some((one) => one !== '');

export type Said = { all: unknown[] } | { any: unknown[] };

export function saidOf(branch: Branch): Said {
  const parts = branch.parts.map((part) =>
    isBranch(part)
      ? saidOf(part)
      : { field: part.field, operator: part.operator, values: part.values },
  );
  return branch.isAny ? { any: parts } : { all: parts };
}

const isValue = (one: unknown): one is Value =>
  typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean';

/** Null for what is not the language; what its fields allow is the server's to say. */
export function readSaid(said: unknown): Branch | null {
  if (typeof said !== 'object' || said === null) return null;
  const [word, ...more] = Object.keys(said);
  const parts: unknown = Object.values(said)[0];
  if ((word !== 'all' && word !== 'any') || more.length > 0 || !Array.isArray(parts)) return null;
  const read = parts.map((part: unknown) => readCondition(part) ?? readSaid(part));
  if (read.includes(null)) return null;
  return aBranch(word === 'any', read as Branch['parts']);
}

function readCondition(said: unknown): Condition | null {
  if (typeof said !== 'object' || said === null || !('field' in said) || !('operator' in said)) {
    return null;
  }
  const values = 'values' in said && Array.isArray(said.values) ? said.values : [];
  if (typeof said.field !== 'string' || typeof said.operator !== 'string') return null;
  return {
    key: newKey(),
    field: said.field,
    operator: said.operator,
    values: values.filter(isValue),
  };
}

export function readText(text: string): Branch | null {
  try {
    return readSaid(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The same branch with one part replaced, or taken out. */
export const withPart = (branch: Branch, key: number, part: Condition | Branch | null): Branch => ({
  ...branch,
  parts: branch.parts.flatMap((one) => (one.key !== key ? [one] : part === null ? [] : [part])),
});
