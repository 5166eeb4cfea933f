import { Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { type SavedSearchView } from '@/api/generated/types.gen';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';

import { usePauseSaved, useRemoveSaved, useSavedSearches } from './queries';

/** Searches that run again by themselves; whatever keeps one still is named. */
export function SavedSearches() {
  const text = useText('search');
  const saved = useSavedSearches();
  if (saved.isError) return <ProblemNote error={saved.error} onRetry={saved.refetch} />;
  if (saved.isPending || saved.data.items.length === 0) return null;
  return (
    <Panel title={text('savedTitle')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {text('savedRule')}
        </Text>
        {saved.data.items.map((one) => (
          <Saved key={one.id} saved={one} />
        ))}
      </Stack>
    </Panel>
  );
}

function Saved({ saved }: { saved: SavedSearchView }) {
  const text = useText('search');
  const pause = usePauseSaved();
  const remove = useRemoveSaved();
  const path = { saved_search_id: saved.id };
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={560}>
          {saved.name}
        </Text>
        <Group gap={4}>
          <Button
            size="compact-xs"
            variant="subtle"
            loading={pause.isPending}
            onClick={() => pause.mutate({ path, body: { paused: !saved.paused } })}
          >
            {text(saved.paused ? 'goOn' : 'pause')}
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            loading={remove.isPending}
            onClick={() => remove.mutate({ path })}
          >
            {text('remove')}
          </Button>
        </Group>
      </Group>
      <Text size="sm" c="dimmed">
        {text(`every_${saved.every}`)} · {saved.paused ? text('savedPaused') : text('savedNext')}{' '}
        {!saved.paused && <TimeText at={saved.next_at} />}
        {saved.problem !== null && ` · ${text.orElse(`problem_${saved.problem}`, saved.problem)}`}
      </Text>
      {saved.last_search_id !== null && saved.last_new > 0 && (
        <Text size="sm">
          {text('savedNew', { count: saved.last_new })}{' '}
          <Link to="/prospects/search" search={{ id: saved.last_search_id }}>
            {text('savedShow')}
          </Link>
        </Text>
      )}
      {pause.isError && <ProblemNote error={pause.error} />}
      {remove.isError && <ProblemNote error={remove.error} />}
    </div>
  );
}
