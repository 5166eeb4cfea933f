import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAddressBook, IconFilterOff, IconPlus, IconUpload } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';

import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Paging } from '@/components/ui/paging';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { ProspectFilters } from './prospect-filters';
import { asSort, isFiltered, type ProspectSearch } from './prospect-search';
import { ProspectTable } from './prospect-table';
import { useProspects } from './queries';

// Dialogs and menus load when they are first wanted.
const AddProspectDialog = lazy(async () => ({
  default: (await import('./add-prospect-dialog')).AddProspectDialog,
}));
const BulkBar = lazy(async () => ({ default: (await import('./bulk-bar')).BulkBar }));

const route = getRouteApi('/app/prospects');

export function ProspectsPage() {
  const text = useText('prospects');
  const common = useText('common');
  const mayWrite = useMay('prospects:write');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const prospects = useProspects(search);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [trail, setTrail] = useState<(string | undefined)[]>([]);
  const [isAdding, adding] = useDisclosure(false);

  const filter = (change: Partial<ProspectSearch>) => {
    setTrail([]);
    void navigate({ search: { ...search, cursor: undefined, ...change }, replace: true });
  };
  const clear = () => {
    setTrail([]);
    void navigate({ search: { sort: search.sort }, replace: true });
  };
  const goTo = (cursor: string | undefined, way: (string | undefined)[]) => {
    setTrail(way);
    void navigate({ search: { ...search, cursor } });
  };

  const importButton = (
    <Button
      renderRoot={(props) => <Link to="/prospects/import" {...props} />}
      leftSection={<IconUpload size={16} aria-hidden />}
    >
      {text('import')}
    </Button>
  );
  const header = (
    <PageHeader
      title={text('title')}
      actions={
        mayWrite && (
          <>
            <Button
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={adding.open}
            >
              {text('add')}
            </Button>
            {importButton}
          </>
        )
      }
    />
  );
  const dialog = (
    <Suspense fallback={null}>{isAdding && <AddProspectDialog onClose={adding.close} />}</Suspense>
  );

  if (prospects.isPending) {
    return (
      <>
        {header}
        <TableSkeleton />
        {dialog}
      </>
    );
  }
  if (prospects.isError) {
    return (
      <>
        {header}
        <ProblemNote error={prospects.error} onRetry={prospects.refetch} />
        {dialog}
      </>
    );
  }

  const { items, next, total } = prospects.data;
  if (items.length === 0 && !isFiltered(search) && search.cursor === undefined) {
    return (
      <>
        {header}
        <EmptyState
          icon={IconAddressBook}
          title={text('emptyTitle')}
          action={mayWrite && importButton}
        >
          {text('emptyText')}
        </EmptyState>
        {dialog}
      </>
    );
  }

  return (
    <>
      {header}
      <ProspectFilters search={search} onFilter={filter} onClear={clear} />
      {items.length === 0 ? (
        <EmptyState
          icon={IconFilterOff}
          title={common('nothingMatches')}
          action={
            <Button variant="default" onClick={clear}>
              {common('clearFilters')}
            </Button>
          }
        />
      ) : (
        <>
          <ProspectTable
            rows={items}
            sort={search.sort ?? '-score'}
            onSort={(sort) => filter({ sort: asSort(sort) })}
            selection={mayWrite ? { selected, onChange: setSelected } : undefined}
            isStale={prospects.isPlaceholderData}
          />
          <Paging
            onPrevious={
              search.cursor === undefined ? undefined : () => goTo(trail.at(-1), trail.slice(0, -1))
            }
            onNext={next === null ? undefined : () => goTo(next, [...trail, search.cursor])}
          >
            <Text size="sm" c="dimmed" role="status">
              {total.capped
                ? text('countCapped', { count: total.count })
                : text('count', { count: total.count })}
            </Text>
          </Paging>
        </>
      )}
      <Suspense fallback={null}>
        {selected.size > 0 && (
          <BulkBar selected={selected} onClear={() => setSelected(new Set())} />
        )}
      </Suspense>
      {dialog}
    </>
  );
}
