import { type ProspectCard } from '@/api/generated/types.gen';
import { Facts } from '@/components/ui/facts';
import { Panel } from '@/components/ui/panel';
import { useText } from '@/i18n';

export function CardPanel({ card }: { card: ProspectCard }) {
  const text = useText('prospects');
  return (
    <Panel title={text('card')}>
      <Facts
        facts={[
          { label: text('company'), value: card.company },
          { label: text('jobTitle'), value: card.job_title },
          { label: text('industry'), value: card.industry },
          { label: text('headCount'), value: card.head_count },
          { label: text('seniority'), value: card.seniority },
          { label: text('location'), value: card.location },
          { label: text('country'), value: card.country },
          { label: text('domain'), value: card.domain },
        ]}
      />
    </Panel>
  );
}
