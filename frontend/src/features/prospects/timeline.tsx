import { Button, Skeleton, Stack, Text } from '@mantine/core';

import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { Loading } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';

import { useTimeline } from './queries';
import classes from './timeline.module.css';

/** Everything that happened with this person, newest first. It fails alone. */
export function Timeline({ prospectId }: { prospectId: string }) {
  const text = useText('prospects');
  const timeline = useTimeline(prospectId);
  return (
    <Panel title={text('timeline')}>
      <Entries timeline={timeline} />
    </Panel>
  );
}

function Entries({ timeline }: { timeline: ReturnType<typeof useTimeline> }) {
  const text = useText('prospects');
  if (timeline.isPending) {
    return (
      <Loading>
        <Stack gap="sm">
          <Skeleton height={14} width="60%" />
          <Skeleton height={14} width="45%" />
        </Stack>
      </Loading>
    );
  }
  if (timeline.isError) return <ProblemNote error={timeline.error} onRetry={timeline.refetch} />;

  const entries = timeline.data.pages.flatMap((page) => page.items);
  if (entries.length === 0) return <Text c="dimmed">{text('timelineEmpty')}</Text>;
  return (
    <>
      <ol className={classes.timeline}>
        {entries.map((entry) => (
          <li key={entry.id} data-kind={entry.kind}>
            <div className={classes.line}>
              <Text fw={520}>{entry.title}</Text>
              <Text size="xs" c="dimmed" className={classes.when}>
                <TimeText at={entry.at} />
              </Text>
            </div>
            {(entry.detail || entry.actor) && (
              <Text size="sm" c="dimmed">
                {[entry.detail, entry.actor].filter(Boolean).join(' · ')}
              </Text>
            )}
          </li>
        ))}
      </ol>
      {timeline.hasNextPage && (
        <Button
          mt="sm"
          size="xs"
          variant="default"
          loading={timeline.isFetchingNextPage}
          onClick={() => void timeline.fetchNextPage()}
        >
          {text('more')}
        </Button>
      )}
    </>
  );
}
