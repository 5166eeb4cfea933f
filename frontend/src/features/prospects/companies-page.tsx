import { Button, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconBuilding, IconFilterOff, IconSearch } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';

import { type CompanyRowView } from '@/api/generated/types.gen';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Paging } from '@/components/ui/paging';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';

import { asCompanySort, type CompanySearch } from './company-search';
import { ListTabs } from './list-tabs';
import classes from './prospect-table.module.css';
import { useCompanies } from './queries';

const route = getRouteApi('/app/prospects/companies');

/** The firms of the workspace, each with how many prospects belong to it. */
export function CompaniesPage() {
  const text = useText('prospects');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [words, setWords] = useState(search.q ?? '');
  const [trail, setTrail] = useState<(string | undefined)[]>([]);
  const filter = (change: CompanySearch) => {
    setTrail([]);
    void navigate({ search: { ...search, cursor: undefined, ...change }, replace: true });
  };
  const filterWords = useDebouncedCallback(
    (q: string) => filter({ q: q.trim() || undefined }),
    250,
  );

  return (
    <>
      <PageHeader title={text('companies')} />
      <ListTabs current="companies" />
      <search aria-label={text('filters')}>
        <TextInput
          type="search"
          maw={360}
          mb="md"
          aria-label={text('search')}
          placeholder={text('companySearchHint')}
          title={text('companySearchFirst')}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            filterWords(event.currentTarget.value);
          }}
        />
      </search>
      <Rows
        search={search}
        onSort={(sort) => filter({ sort: asCompanySort(sort) })}
        onClear={() => {
          setWords('');
          filter({ q: undefined });
        }}
        onPrevious={() => {
          void navigate({ search: { ...search, cursor: trail.at(-1) } });
          setTrail(trail.slice(0, -1));
        }}
        onNext={(cursor) => {
          void navigate({ search: { ...search, cursor } });
          setTrail([...trail, search.cursor]);
        }}
      />
    </>
  );
}

interface RowsProps {
  search: CompanySearch;
  onSort: (sort: string) => void;
  onClear: () => void;
  onPrevious: () => void;
  onNext: (cursor: string) => void;
}

function Rows({ search, onSort, onClear, onPrevious, onNext }: RowsProps) {
  const text = useText('prospects');
  const common = useText('common');
  const companies = useCompanies(search);
  if (companies.isPending) return <TableSkeleton />;
  if (companies.isError) {
    return <ProblemNote error={companies.error} onRetry={companies.refetch} />;
  }
  const { items, next } = companies.data;
  if (items.length === 0 && search.q === undefined && search.cursor === undefined) {
    return (
      <EmptyState icon={IconBuilding} title={text('companiesEmptyTitle')}>
        {text('companiesEmptyText')}
      </EmptyState>
    );
  }
  if (items.length === 0) {
    return (
      <EmptyState
        icon={IconFilterOff}
        title={common('nothingMatches')}
        action={
          <Button variant="default" onClick={onClear}>
            {common('clearFilters')}
          </Button>
        }
      />
    );
  }
  const columns: Column<CompanyRowView>[] = [
    {
      key: 'name',
      header: text('name'),
      sort: 'name',
      cell: (row) => (
        <div className={classes.name}>
          <Link
            to="/prospects/companies/$companyId"
            params={{ companyId: row.id }}
            className={classes.link}
          >
            {row.name}
          </Link>
          <Text size="sm" c="dimmed" lineClamp={1}>
            {row.domain}
          </Text>
        </div>
      ),
    },
    {
      key: 'people',
      header: text('people'),
      width: 130,
      cell: (row) => text('companyPeople', { count: row.people }),
    },
    { key: 'industry', header: text('industry'), from: 'md', cell: (row) => row.industry ?? '–' },
    {
      key: 'headCount',
      header: text('headCount'),
      from: 'md',
      width: 110,
      cell: (row) => row.head_count ?? '–',
    },
    { key: 'location', header: text('location'), from: 'lg', cell: (row) => row.location ?? '–' },
    {
      key: 'added',
      header: text('added'),
      sort: '-added_at',
      from: 'sm',
      align: 'right',
      width: 140,
      cell: (row) => (
        <Text size="sm" c="dimmed">
          <TimeText at={row.added_at} />
        </Text>
      ),
    },
  ];
  return (
    <>
      <DataTable
        caption={text('companies')}
        columns={columns}
        rows={items}
        keyOf={(row) => row.id}
        nameOf={(row) => row.name}
        sort={search.sort ?? 'name'}
        onSort={onSort}
        isStale={companies.isPlaceholderData}
      />
      <Paging
        onPrevious={search.cursor === undefined ? undefined : onPrevious}
        onNext={next === null ? undefined : () => onNext(next)}
      />
    </>
  );
}
