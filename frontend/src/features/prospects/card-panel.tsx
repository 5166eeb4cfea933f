import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { type ProspectCard } from '@/api/generated/types.gen';
import { Facts } from '@/components/ui/facts';
import { Panel } from '@/components/ui/panel';
import { useText } from '@/i18n';

import { FieldEvidence } from './field-evidence';
import { useProspectCompany } from './queries';

/** What is known, each value with its evidence (SRC-8). */
export function CardPanel({ card }: { card: ProspectCard }) {
  const text = useText('prospects');
  const company = useProspectCompany(card.id);
  const firm = company.data?.id ?? null;
  const rows = [
    { field: 'company', label: text('company'), value: card.company },
    { field: 'job_title', label: text('jobTitle'), value: card.job_title },
    { field: 'industry', label: text('industry'), value: card.industry },
    { field: 'head_count', label: text('headCount'), value: card.head_count },
    { field: 'seniority', label: text('seniority'), value: card.seniority },
    { field: 'location', label: text('location'), value: card.location },
    { field: 'country', label: text('country'), value: card.country },
    { field: 'domain', label: text('domain'), value: card.domain },
    { field: 'siren', label: text('siren'), value: '' },
    { field: 'naf', label: text('naf'), value: '' },
  ];
  const known = new Map(card.details.map((detail) => [detail.field, detail]));
  return (
    <Panel title={text('card')}>
      <Facts
        facts={rows
          .filter(({ field }) => known.has(field) || !['siren', 'naf'].includes(field))
          .map(({ field, label, value }) => {
            const detail = known.get(field);
            return {
              label,
              value: detail ? <FieldEvidence card={card} detail={detail} /> : value,
            };
          })}
      />
      {firm !== null && (
        <Anchor
          size="sm"
          mt="sm"
          display="inline-block"
          renderRoot={(props) => (
            <Link to="/prospects/companies/$companyId" params={{ companyId: firm }} {...props} />
          )}
        >
          {text('companyPage', { name: company.data?.name ?? card.company })}
        </Anchor>
      )}
    </Panel>
  );
}
