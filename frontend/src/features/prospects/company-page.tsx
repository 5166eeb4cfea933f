import { Anchor, Group, Stack, Text } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';

import { type CompanyCard, type DetailView } from '@/api/generated/types.gen';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { Paging } from '@/components/ui/paging';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { Loading, PageSkeleton } from '@/components/ui/skeletons';
import { StageBadge } from '@/components/ui/stage-badge';
import { useText } from '@/i18n';
import { useDates } from '@/lib/dates';

import { Evidence } from './field-evidence';
import { useCompany, useCompanyPeople } from './queries';

const route = getRouteApi('/app/prospects/companies/$companyId');

/** One firm: what is known of it, each value with its evidence, and its people. */
export function CompanyPage() {
  const text = useText('prospects');
  const { companyId } = route.useParams();
  const company = useCompany(companyId);
  const back = (
    <Anchor
      size="sm"
      c="dimmed"
      underline="hover"
      w="fit-content"
      mb="xs"
      renderRoot={(props) => (
        <Link to="/prospects/companies" activeOptions={{ exact: true }} {...props} />
      )}
    >
      <IconArrowLeft size={14} aria-hidden style={{ verticalAlign: -2 }} />{' '}
      {text('backToCompanies')}
    </Anchor>
  );
  if (company.isPending) return <PageSkeleton />;
  if (company.isError) {
    return (
      <>
        {back}
        <ProblemNote error={company.error} onRetry={company.refetch} />
      </>
    );
  }
  return (
    <>
      <PageHeader
        above={back}
        title={company.data.name}
        description={text('companyPeople', { count: company.data.people })}
      />
      <Stack maw={820}>
        <Known company={company.data} />
        <People companyId={companyId} />
      </Stack>
    </>
  );
}

function Known({ company }: { company: CompanyCard }) {
  const text = useText('prospects');
  const labels: Record<string, string> = {
    company: text('name'),
    domain: text('domain'),
    company_linkedin: text('companyLinkedin'),
    siren: text('siren'),
    siret: text('siret'),
    naf: text('naf'),
    industry: text('industry'),
    head_count: text('headCount'),
    location: text('location'),
    country: text('country'),
  };
  return (
    <Panel title={text('companyCard')}>
      <Facts
        facts={company.details.map((detail) => ({
          label: labels[detail.field] ?? detail.field,
          value: <Value detail={detail} />,
        }))}
      />
    </Panel>
  );
}

function Value({ detail }: { detail: DetailView }) {
  const text = useText('prospects');
  const dates = useDates();
  return (
    <>
      <Evidence detail={detail} />
      {detail.rivals.map((rival) => (
        <Text key={rival.value} size="xs" c="dimmed">
          {text('companyRival', {
            value: rival.value,
            source: rival.source,
            date: dates.date(rival.observed_at),
          })}
        </Text>
      ))}
    </>
  );
}

function People({ companyId }: { companyId: string }) {
  const text = useText('prospects');
  const [trail, setTrail] = useState<string[]>([]);
  const people = useCompanyPeople(companyId, trail.at(-1));
  if (people.isPending) return <Loading>{null}</Loading>;
  if (people.isError) return <ProblemNote error={people.error} onRetry={people.refetch} />;
  const { items, next } = people.data;
  return (
    <Panel title={text('people')}>
      {items.length === 0 && (
        <Text size="sm" c="dimmed">
          {text('companyNobody')}
        </Text>
      )}
      <Stack gap="xs">
        {items.map((one) => (
          <Group key={one.id} justify="space-between" wrap="nowrap" gap="sm">
            <Text size="sm">
              <Anchor
                renderRoot={(props) => (
                  <Link to="/prospects/$prospectId" params={{ prospectId: one.id }} {...props} />
                )}
              >
                {one.full_name || one.email}
              </Anchor>
              {one.job_title && ` · ${one.job_title}`}
              {one.opted_out && ` · ${text('optedOut')}`}
            </Text>
            <StageBadge stage={one.stage} />
          </Group>
        ))}
      </Stack>
      <Paging
        onPrevious={trail.length === 0 ? undefined : () => setTrail(trail.slice(0, -1))}
        onNext={next === null ? undefined : () => setTrail([...trail, next])}
      />
    </Panel>
  );
}
