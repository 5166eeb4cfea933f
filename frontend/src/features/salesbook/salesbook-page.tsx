import { Anchor, Grid, Stack, Tabs, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';

import { type SalesbookView } from '@/api/generated/types.gen';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { FormSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { CompanyForm } from './company-form';
import { Completeness } from './completeness';
import { NeverSays } from './never-says';
import { Offers } from './offers';
import { Personas } from './personas';
import { useSalesbook } from './queries';
import { Setup } from './setup';
import { firstGap } from './setup-steps';

const route = getRouteApi('/app/salesbook');

export function SalesbookPage() {
  const text = useText('salesbook');
  const salesbook = useSalesbook();
  const mayEdit = useMay('salesbook:edit');
  const [wantsAll, setWantsAll] = useState(false);

  const header = <PageHeader title={text('title')} description={text('intro')} />;
  if (salesbook.isPending) {
    return (
      <>
        {header}
        <FormSkeleton />
      </>
    );
  }
  if (salesbook.isError) {
    return (
      <>
        {header}
        <ProblemNote error={salesbook.error} onRetry={salesbook.refetch} />
      </>
    );
  }

  const isSettingUp = mayEdit && !wantsAll && firstGap(salesbook.data) !== null;
  return (
    <>
      {header}
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          {isSettingUp ? (
            <Stack>
              <Setup salesbook={salesbook.data} />
              <Anchor
                component="button"
                size="sm"
                w="fit-content"
                onClick={() => setWantsAll(true)}
              >
                {text('seeAll')}
              </Anchor>
            </Stack>
          ) : (
            <Parts salesbook={salesbook.data} />
          )}
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack>
            <Completeness completeness={salesbook.data.completeness} />
            <NeverSays offers={salesbook.data.offers} />
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}

function Parts({ salesbook }: { salesbook: SalesbookView }) {
  const text = useText('salesbook');
  const common = useText('common');
  const { part } = route.useSearch();
  const navigate = route.useNavigate();
  const mayEdit = useMay('salesbook:edit');
  const { company, offers, personas, version } = salesbook;

  return (
    <Tabs
      value={part}
      onChange={(next) => void navigate({ search: { part: next ?? 'company' }, replace: true })}
      keepMounted={false}
    >
      <Tabs.List mb="lg">
        <Tabs.Tab value="company">{text('company')}</Tabs.Tab>
        <Tabs.Tab value="offers">{text('offers')}</Tabs.Tab>
        <Tabs.Tab value="personas">{text('personas')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="company">
        {mayEdit ? (
          <CompanyForm company={company} version={version} submit={common('save')} />
        ) : (
          <Panel title={company.name}>
            <Text>{company.description}</Text>
          </Panel>
        )}
      </Tabs.Panel>
      <Tabs.Panel value="offers">
        <Offers offers={offers} version={version} />
      </Tabs.Panel>
      <Tabs.Panel value="personas">
        <Personas personas={personas} version={version} />
      </Tabs.Panel>
    </Tabs>
  );
}
