import { DotBadge, type Tone } from '@/components/ui/dot-badge';
import { useText } from '@/i18n';

const tones: Partial<Record<string, Tone>> = {
  interested: 'good',
  meeting_booked: 'good',
  referred: 'accent',
  not_now: 'attention',
  to_qualify: 'attention',
  not_interested: 'bad',
  wrong_person: 'bad',
  opt_out: 'bad',
};

export function LabelBadge({ label }: { label: string | null }) {
  const text = useText('inbox');
  if (label === null) return <DotBadge>{text('label.none')}</DotBadge>;
  return <DotBadge tone={tones[label]}>{text.orElse(`label.${label}`, label)}</DotBadge>;
}
