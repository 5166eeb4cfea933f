import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { type MergeView, type TwinView } from '@/api/generated/types.gen';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { CardsSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { ListTabs } from './list-tabs';
import { MergeDialog } from './merge-dialog';
import { useDuplicates, useUndoMerge } from './queries';

/** Records of the whole workspace that may be of one person: suggested, never merged by itself. */
export function DuplicatesPage() {
  const text = useText('prospects');
  const found = useDuplicates();
  const groups = found.data?.pages.flatMap((page) => page.items) ?? [];
  const more = found.hasNextPage && (
    <Button
      variant="default"
      w="fit-content"
      loading={found.isFetchingNextPage}
      onClick={() => void found.fetchNextPage()}
    >
      {text('duplicatesMore')}
    </Button>
  );
  return (
    <>
      <PageHeader title={text('title')} description={text('duplicatesText')} />
      <ListTabs current="duplicates" />
      {found.isPending && <CardsSkeleton cards={3} height={110} />}
      {found.isError && <ProblemNote error={found.error} onRetry={found.refetch} />}
      {found.isSuccess && groups.length === 0 && (
        <EmptyState
          icon={IconUsers}
          title={text(found.hasNextPage ? 'duplicatesNotYet' : 'duplicatesNone')}
          action={more}
        >
          {text('duplicatesRule')}
        </EmptyState>
      )}
      {groups.length > 0 && (
        <Stack maw={820}>
          {groups.map(({ people }) => (
            <Twins key={people.map((one) => one.id).join()} people={people} />
          ))}
          {more}
        </Stack>
      )}
    </>
  );
}

/** The first record goes on unless another is chosen; the others may be merged into it. */
function Twins({ people }: { people: readonly TwinView[] }) {
  const text = useText('prospects');
  const mayWrite = useMay('prospects:write');
  const [keptId, setKeptId] = useState(people[0]?.id ?? '');
  const [compared, setCompared] = useState<TwinView | null>(null);
  const [merges, setMerges] = useState<readonly MergeView[]>([]);
  const gone = new Set(merges.map((one) => one.absorbed_id));
  const left = people.filter((one) => !gone.has(one.id));
  const kept = left.find((one) => one.id === keptId) ?? left[0];
  if (kept === undefined) return null;

  return (
    <Panel title={`${kept.full_name} · ${kept.company}`}>
      <Stack gap="xs" component="ul" p={0} m={0}>
        {left.map((one) => (
          <Group key={one.id} component="li" justify="space-between" wrap="nowrap">
            <Text size="sm">
              <Anchor
                size="sm"
                renderRoot={(props) => (
                  <Link to="/prospects/$prospectId" params={{ prospectId: one.id }} {...props} />
                )}
              >
                {[one.full_name, one.job_title].filter(Boolean).join(' · ')}
              </Anchor>
              <Text span size="xs" c="dimmed" display="block">
                {[one.company, one.email, one.source].filter(Boolean).join(' · ')}
              </Text>
            </Text>
            {mayWrite && one.id === kept.id && left.length > 1 && (
              <Text size="xs" c="dimmed">
                {text('duplicatesKept')}
              </Text>
            )}
            {mayWrite && one.id !== kept.id && (
              <Group gap={6} wrap="nowrap">
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={text('duplicatesKeepOne', { email: one.email ?? one.source })}
                  onClick={() => setKeptId(one.id)}
                >
                  {text('duplicatesKeep')}
                </Button>
                <Button size="compact-sm" variant="default" onClick={() => setCompared(one)}>
                  {text('compare')}
                </Button>
              </Group>
            )}
          </Group>
        ))}
      </Stack>
      {merges.map((merge) => (
        <Undo
          key={merge.id}
          merge={merge}
          onUndone={() => setMerges(merges.filter((one) => one.id !== merge.id))}
        />
      ))}
      {compared !== null && (
        <MergeDialog
          keptId={kept.id}
          twin={compared}
          onMerged={(merge) => setMerges([...merges, merge])}
          onClose={() => setCompared(null)}
        />
      )}
    </Panel>
  );
}

function Undo({ merge, onUndone }: { merge: MergeView; onUndone: () => void }) {
  const text = useText('prospects');
  const undo = useUndoMerge(merge.prospect_id);
  return (
    <>
      <Group justify="space-between" mt="xs">
        <Text size="sm" c="dimmed" role="status">
          {text('duplicatesMerged', { name: merge.absorbed_name })}
        </Text>
        <Button
          size="compact-sm"
          variant="subtle"
          loading={undo.isPending}
          onClick={() => undo.mutate({ path: { merge_id: merge.id } }, { onSuccess: onUndone })}
        >
          {text('undoMerge')}
        </Button>
      </Group>
      {undo.isError && <ProblemNote error={undo.error} />}
    </>
  );
}
