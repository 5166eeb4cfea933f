import { Button, Stack, Text } from '@mantine/core';
import { IconBrandLinkedin } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';

import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { PageSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';

import { AccountPanel } from './account-panel';
import { asked, NO_FILTERS } from './filters';
import { FiltersForm } from './filters-form';
import { usePeopleSearch, useSearchAccounts, useSearchPeople } from './queries';
import { Results } from './results';
import { SavedSearches } from './saved-searches';
import { SentenceForm } from './sentence-form';

const route = getRouteApi('/app/prospects/search');

export function SearchPage() {
  const text = useText('search');
  const { id } = route.useSearch();
  const navigate = route.useNavigate();
  const accounts = useSearchAccounts();
  const look = useSearchPeople();
  const shown = usePeopleSearch(id);
  const [chosen, setChosen] = useState<string>();
  const [filters, setFilters] = useState(NO_FILTERS);
  const [isByAddress, setIsByAddress] = useState(false);
  const header = <PageHeader title={text('title')} />;

  if (accounts.isPending) return <PageSkeleton />;
  if (accounts.isError) {
    return (
      <>
        {header}
        <ProblemNote error={accounts.error} onRetry={accounts.refetch} />
      </>
    );
  }
  const own = accounts.data.items;
  const account = own.find((one) => one.sender_id === chosen) ?? own[0];
  if (account === undefined) {
    return (
      <>
        {header}
        <EmptyState
          icon={IconBrandLinkedin}
          title={text('noAccountTitle')}
          action={
            <Button renderRoot={(props) => <Link to="/settings/accounts" {...props} />}>
              {text('connect')}
            </Button>
          }
        >
          {text('noAccountText')}
        </EmptyState>
      </>
    );
  }

  const search = () =>
    look.mutate(
      { body: { sender_id: account.sender_id, ...asked(filters, isByAddress) } },
      { onSuccess: (found) => navigate({ search: { id: found.id } }) },
    );

  return (
    <>
      {header}
      <Stack gap="md">
        <Text c="dimmed">{text('lead')}</Text>
        <AccountPanel accounts={own} account={account} onChoose={setChosen} />
        <Panel title={text('sentence')}>
          <Stack gap="md">
            <SentenceForm
              source={filters.source}
              onProposed={(proposed) => {
                setFilters(proposed);
                setIsByAddress(false);
              }}
            />
            <FiltersForm
              filters={filters}
              isByAddress={isByAddress}
              error={look.error}
              isPending={look.isPending}
              canSearch={account.connected && account.consented_at !== null}
              onFilters={setFilters}
              onByAddress={setIsByAddress}
              onSearch={search}
            />
            {look.isError && <ProblemNote error={look.error} isForm />}
          </Stack>
        </Panel>
        {shown.isError && <ProblemNote error={shown.error} />}
        {shown.data !== undefined && <Results key={shown.data.id} search={shown.data} />}
        <SavedSearches />
      </Stack>
    </>
  );
}
