import { useText } from '@/i18n';

import { DotBadge, type Tone } from './dot-badge';

export type Stage =
  'new' | 'contacted' | 'in_conversation' | 'interested' | 'meeting_booked' | 'won' | 'lost';

/** In the order of the sale. */
export const STAGES: readonly Stage[] = [
  'new',
  'contacted',
  'in_conversation',
  'interested',
  'meeting_booked',
  'won',
  'lost',
];

const tones: Record<Stage, Tone> = {
  new: 'neutral',
  contacted: 'attention',
  in_conversation: 'talk',
  interested: 'accent',
  meeting_booked: 'accent',
  won: 'good',
  lost: 'bad',
};

export function StageBadge({ stage }: { stage: Stage }) {
  const text = useText('common');
  return <DotBadge tone={tones[stage]}>{text(`stage_${stage}`)}</DotBadge>;
}
