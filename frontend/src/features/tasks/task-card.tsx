import { Anchor, Badge, Group, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

import { type TaskView } from '@/api/generated/types.gen';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { CallPart } from './call-part';
import { CallOutcomes, PlainOutcomes } from './outcomes';
import classes from './tasks.module.css';

export function TaskCard({ task }: { task: TaskView }) {
  const text = useText('tasks');
  const mayEnd = useMay('drafts:approve');
  const isCall = task.kind === 'call_task';
  const isOpen = task.state === 'open';
  return (
    <>
      <Group justify="space-between" gap="xs" align="start">
        <div>
          <Text fw={560}>{text.orElse(`kind.${task.kind}`, task.kind)}</Text>
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
              {task.full_name || text('gone')}
            </Anchor>{' '}
            {[task.job_title, task.company].filter(Boolean).join(' · ')}
          </Text>
        </div>
        <Text size="sm" c="dimmed">
          {isOpen ? (
            <>
              {text('due')} <TimeText at={task.due_at} />
            </>
          ) : (
            text.orElse(`outcome.${task.outcome ?? ''}`, task.outcome ?? '')
          )}
        </Text>
      </Group>
      {task.refusal !== '' && (
        <Badge color="red" variant="light">
          {text.orElse(`refusal.${task.refusal}`, task.refusal)}
        </Badge>
      )}
      <Text size="sm" c="dimmed">
        {[task.campaign_name, task.objective].filter(Boolean).join(' · ')}
      </Text>
      {task.subject !== '' && (
        <Text size="sm" fw={560}>
          {task.subject}
        </Text>
      )}
      {task.text !== '' && <Text className={classes.words}>{task.text}</Text>}
      {task.linkedin_url !== '' && (
        <Anchor href={task.linkedin_url} target="_blank" rel="noreferrer" size="sm">
          {text('profile')} <IconExternalLink size={14} aria-hidden />
        </Anchor>
      )}
      {task.tries.map((one) => (
        <Text key={one.at} size="sm">
          <TimeText at={one.at} /> · {text.orElse(`outcome.${one.outcome}`, one.outcome)}
          {one.note !== '' && ` · ${one.note}`}
        </Text>
      ))}
      {isOpen && isCall && task.refusal === '' && <CallPart task={task} mayWrite={mayEnd} />}
      {!isOpen && task.note !== '' && <Text className={classes.words}>{task.note}</Text>}
      {isOpen && mayEnd && (isCall ? <CallOutcomes task={task} /> : <PlainOutcomes task={task} />)}
    </>
  );
}
