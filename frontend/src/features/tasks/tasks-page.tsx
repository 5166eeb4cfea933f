import { Button, Tabs } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';

import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';

import { useTasks } from './queries';
import { TaskCard } from './task-card';
import classes from './tasks.module.css';

/** What a person does by hand: LEO prepares, and neither calls nor clicks (CALL-1, SND-1). */
export function TasksPage() {
  const text = useText('tasks');
  const { campaign, done } = useSearch({ from: '/app/tasks' });
  const navigate = useNavigate();
  const show = (tab: string | null) =>
    void navigate({
      to: '/tasks',
      search: { campaign, done: tab === 'done' ? true : undefined },
    });
  return (
    <>
      <PageHeader title={text('title')} description={text('intro')} />
      <Tabs value={done ? 'done' : 'open'} onChange={show} keepMounted={false}>
        <Tabs.List aria-label={text('tabs')} mb="lg">
          <Tabs.Tab value="open">{text('tab.open')}</Tabs.Tab>
          <Tabs.Tab value="done">{text('tab.done')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value={done ? 'done' : 'open'}>
          {campaign !== undefined && (
            <Button
              mb="md"
              size="compact-sm"
              variant="default"
              onClick={() => void navigate({ to: '/tasks', search: { done } })}
            >
              {text('everyCampaign')}
            </Button>
          )}
          <TaskList state={done ? 'done' : 'open'} campaignId={campaign} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function TaskList({ state, campaignId }: { state: 'open' | 'done'; campaignId?: string }) {
  const text = useText('tasks');
  const tasks = useTasks(state, campaignId);
  if (tasks.isPending) return <TableSkeleton rows={4} />;
  if (tasks.isError) return <ProblemNote error={tasks.error} onRetry={tasks.refetch} />;
  const rows = tasks.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) {
    return (
      <EmptyState icon={IconChecklist} title={text(`empty.${state}`)}>
        {text('empty.text')}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={classes.cards} aria-label={text(`list.${state}`)}>
        {rows.map((task) => (
          <li key={task.id} className={classes.task}>
            <TaskCard task={task} />
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
          {text('more')}
        </Button>
      )}
    </>
  );
}
