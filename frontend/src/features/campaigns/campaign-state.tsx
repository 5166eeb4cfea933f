import { DotBadge, type Tone } from '@/components/ui/dot-badge';
import { useText } from '@/i18n';

const tones: Partial<Record<string, Tone>> = {
  running: 'good',
  paused: 'attention',
  finished: 'accent',
};

export function CampaignState({ state }: { state: string }) {
  const text = useText('campaigns');
  return <DotBadge tone={tones[state]}>{text.orElse(`state.${state}`, state)}</DotBadge>;
}
