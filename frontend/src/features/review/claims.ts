import { type ReviewView } from '@/api/generated/types.gen';

type Segment = ReviewView['segments'][number];
export type Claim = Segment['claims'][number];

export interface NumberedClaim {
  number: number;
  claim: Claim;
}

export interface NumberedSegment {
  segment: Segment;
  claims: NumberedClaim[];
  /** About this person only, or typed by a person: what the eye must read. */
  isPersonal: boolean;
}

/** Numbers the claims of a message in reading order, so that text and evidence can be matched. */
export function numbered(segments: ReviewView['segments']): NumberedSegment[] {
  let number = 0;
  return segments.map((segment) => ({
    segment,
    claims: segment.claims.map((claim) => ({ number: (number += 1), claim })),
    isPersonal:
      segment.kind === 'about_prospect' ||
      segment.kind === 'own_words' ||
      segment.claims.some((claim) => claim.about === 'prospect'),
  }));
}

export const evidenceId = (number: number) => `evidence-${number}`;
