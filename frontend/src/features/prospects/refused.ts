interface Refused {
  prospect_id: string;
  code: string;
}

/** One reason, with how many it holds back and those whose names are on screen. */
export interface Reason {
  code: string;
  count: number;
  names: string;
}

/** Refused people by reason, named where the list shows them. */
export function reasonsOf(refused: Refused[], names: ReadonlyMap<string, string>): Reason[] {
  const byCode = new Map<string, Refused[]>();
  for (const one of refused) byCode.set(one.code, [...(byCode.get(one.code) ?? []), one]);
  return [...byCode].map(([code, people]) => ({
    code,
    count: people.length,
    names: people.flatMap((one) => names.get(one.prospect_id) ?? []).join(', '),
  }));
}
