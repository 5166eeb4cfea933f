import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { IconChecklist, IconExternalLink } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

import { type TaskOutcome, type TaskView } from '@/api/generated/types.gen';
import { useAnnounce } from '@/components/ui/announce';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import classes from './campaigns.module.css';
import { useEndTask, useTasks } from './queries';

/** What a person does by hand for the people of this campaign; LEO only prepares it. */
export function TaskList({ campaignId }: { campaignId: string }) {
  const text = useText('campaigns');
  const tasks = useTasks(campaignId);
  if (tasks.isPending) return <TableSkeleton rows={4} />;
  if (tasks.isError) return <ProblemNote error={tasks.error} onRetry={tasks.refetch} />;
  const rows = tasks.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) {
    return (
      <EmptyState icon={IconChecklist} title={text('tasks.empty.title')}>
        {text('tasks.empty.text')}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={classes.cards} aria-label={text('tasks.list')}>
        {rows.map((task) => (
          <li key={task.id} className={classes.task}>
            <Task task={task} />
          </li>
        ))}
      </ul>
      {tasks.hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={tasks.isFetchingNextPage}
          onClick={() => void tasks.fetchNextPage()}
        >
          {text('enrolments.more')}
        </Button>
      )}
    </>
  );
}

function Task({ task }: { task: TaskView }) {
  const text = useText('campaigns');
  const mayEnd = useMay('drafts:approve');
  const announce = useAnnounce();
  const end = useEndTask();
  const finish = (outcome: TaskOutcome) =>
    end.mutate(
      { path: { task_id: task.id }, body: { outcome } },
      { onSuccess: () => announce(text('tasks.ended')) },
    );
  return (
    <>
      <Group justify="space-between" gap="xs" align="start">
        <div>
          <Text fw={560}>{text.orElse(`sequence.kind.${task.kind}`, task.kind)}</Text>
          <Text size="sm">
            <Anchor
              renderRoot={(props) => (
                <Link
                  {...props}
                  to="/prospects/$prospectId"
                  params={{ prospectId: task.prospect_id }}
                />
              )}
            >
              {task.full_name}
            </Anchor>{' '}
            {[task.job_title, task.company].filter(Boolean).join(' · ')}
          </Text>
        </div>
        <Text size="sm" c="dimmed">
          {text('tasks.due')} <TimeText at={task.due_at} />
        </Text>
      </Group>
      {task.refusal !== '' && (
        <Badge color="red" variant="light">
          {text.orElse(`reason.${task.refusal}`, task.refusal)}
        </Badge>
      )}
      {task.objective !== '' && <Text size="sm">{task.objective}</Text>}
      {task.subject !== '' && (
        <Text size="sm" fw={560}>
          {task.subject}
        </Text>
      )}
      {task.text !== '' && <Text className={classes.taskText}>{task.text}</Text>}
      <Group gap="md">
        {task.phone !== '' && <Anchor href={`tel:${task.phone}`}>{task.phone}</Anchor>}
        {task.linkedin_url !== '' && (
          <Anchor href={task.linkedin_url} target="_blank" rel="noreferrer">
            {text('tasks.profile')} <IconExternalLink size={14} aria-hidden />
          </Anchor>
        )}
      </Group>
      {end.isError && <ProblemNote error={end.error} />}
      {mayEnd && (
        <Group gap="xs">
          <Button
            size="xs"
            disabled={task.refusal !== ''}
            loading={end.isPending}
            onClick={() => finish('done')}
          >
            {text('tasks.done')}
          </Button>
          {task.kind === 'call_task' && (
            <Button size="xs" variant="default" onClick={() => finish('not_reached')}>
              {text('tasks.notReached')}
            </Button>
          )}
          <Button size="xs" variant="subtle" color="gray" onClick={() => finish('skipped')}>
            {text('tasks.skip')}
          </Button>
        </Group>
      )}
    </>
  );
}
