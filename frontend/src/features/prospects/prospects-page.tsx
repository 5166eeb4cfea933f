import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconAddressBook,
  IconBrandLinkedin,
  IconFilter,
  IconFilterOff,
  IconPlus,
  IconUpload,
} from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';

import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Paging } from '@/components/ui/paging';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';
import { useKeys } from '@/lib/keys';
import { useMay } from '@/lib/session';

import { ListTabs } from './list-tabs';
import { ProspectFilters } from './prospect-filters';
import { asSort, isFiltered, othersOf, type ProspectSearch } from './prospect-search';
import { ProspectTable } from './prospect-table';
import { useProspects, useProspectTotal } from './queries';
import { ViewsMenu } from './views-menu';

// Dialogs and menus load when they are first wanted.
const AddProspectDialog = lazy(async () => ({
  default: (await import('./add-prospect-dialog')).AddProspectDialog,
}));
const MatchingBar = lazy(async () => ({
  default: (await import('./matching-bar')).MatchingBar,
}));
const FilterEditor = lazy(async () => ({
  default: (await import('./filter-editor')).FilterEditor,
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
  const total = useProspectTotal(search, prospects.data?.total);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [isEverybody, everybody] = useDisclosure(false);
  const [trail, setTrail] = useState<(string | undefined)[]>([]);
  const [isAdding, adding] = useDisclosure(false);
  const [isEditing, editing] = useDisclosure(false);

  const filter = (change: Partial<ProspectSearch>) => {
    setTrail([]);
    everybody.close();
    void navigate({ search: { ...search, cursor: undefined, ...change }, replace: true });
  };
  const clear = () => {
    setTrail([]);
    everybody.close();
    void navigate({ search: { sort: search.sort }, replace: true });
  };
  const goTo = (cursor: string | undefined, way: (string | undefined)[]) => {
    setTrail(way);
    void navigate({ search: { ...search, cursor } });
  };

  const select = (next: ReadonlySet<string>) => {
    everybody.close();
    setSelected(next);
  };
  useKeys({
    'Mod+a': () => {
      if (!mayWrite || prospects.data === undefined) return;
      select(new Set(prospects.data.items.map((row) => row.id)));
    },
  });

  const importButton = (
    <Button
      renderRoot={(props) => <Link to="/prospects/import" {...props} />}
      leftSection={<IconUpload size={16} aria-hidden />}
    >
      {text('import')}
    </Button>
  );
  const header = (
    <>
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
              <Button
                variant="default"
                renderRoot={(props) => <Link to="/prospects/search" {...props} />}
                leftSection={<IconBrandLinkedin size={16} aria-hidden />}
              >
                {text('searchLinkedin')}
              </Button>
              {importButton}
            </>
          )
        }
      />
      <ListTabs current="people" />
    </>
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

  const { items, next } = prospects.data;
  const shownCount = total === undefined ? '…' : `${total.count}${total.capped ? '+' : ''}`;
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
      <ProspectFilters search={search} onFilter={filter} onClear={clear}>
        <Button
          variant="default"
          leftSection={<IconFilter size={15} aria-hidden />}
          onClick={editing.open}
        >
          {text('filterOpen')}
        </Button>
        <ViewsMenu
          search={search}
          onShow={(said, sort) => {
            setTrail([]);
            everybody.close();
            void navigate({ search: { filter: said, sort: asSort(sort) } });
          }}
        />
      </ProspectFilters>
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
            selection={mayWrite ? { selected, onChange: select } : undefined}
            isStale={prospects.isPlaceholderData}
          />
          <Paging
            onPrevious={
              search.cursor === undefined ? undefined : () => goTo(trail.at(-1), trail.slice(0, -1))
            }
            onNext={next === null ? undefined : () => goTo(next, [...trail, search.cursor])}
          >
            <Text size="sm" c="dimmed" role="status">
              {total !== undefined &&
                text(total.capped ? 'countCapped' : 'count', { count: total.count })}
            </Text>
          </Paging>
        </>
      )}
      <Suspense fallback={null}>
        {isEverybody && (
          <MatchingBar
            search={search}
            count={shownCount}
            onClear={() => {
              everybody.close();
              setSelected(new Set());
            }}
          />
        )}
        {!isEverybody && selected.size > 0 && (
          <BulkBar
            selected={selected}
            names={new Map(items.map((row) => [row.id, row.full_name]))}
            onClear={() => setSelected(new Set())}
          >
            {next !== null && items.every((row) => selected.has(row.id)) && (
              <Button size="xs" variant="light" onClick={everybody.open}>
                {text('matchingOffer', { count: shownCount })}
              </Button>
            )}
          </BulkBar>
        )}
      </Suspense>
      <Suspense fallback={null}>
        {isEditing && (
          <FilterEditor
            said={search.filter ?? ''}
            others={othersOf(search)}
            onApply={(said) => filter({ filter: said })}
            onClose={editing.close}
          />
        )}
      </Suspense>
      {dialog}
    </>
  );
}
