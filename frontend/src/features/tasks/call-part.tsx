import { Alert, Anchor, Badge, Button, Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';

import { type TaskView } from '@/api/generated/types.gen';
import { ProblemNote } from '@/components/ui/problem-note';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';

import { useWriteScript } from './queries';
import classes from './tasks.module.css';

interface CallPartProps {
  task: TaskView;
  mayWrite: boolean;
}

/** Whom to call, when, and what to say. The number is a link; LEO dials nothing (CALL-1). */
export function CallPart({ task, mayWrite }: CallPartProps) {
  const text = useText('tasks');
  return (
    <>
      <Group gap="xs">
        {task.phone === '' ? (
          <Text size="sm">{text('noNumber')}</Text>
        ) : (
          <>
            <Anchor href={`tel:${task.phone}`}>{task.phone}</Anchor>
            <Badge variant="light" color={task.phone_status === 'deliverable' ? 'pine' : 'gray'}>
              {text.orElse(`number.${task.phone_status}`, task.phone_status)}
            </Badge>
            {task.phone_source !== '' && (
              <Text size="sm" c="dimmed">
                {text('numberSource', { source: task.phone_source })}
              </Text>
            )}
          </>
        )}
      </Group>
      {task.not_before !== null && (
        <Text size="sm" fw={560}>
          {text('notBefore')} <TimeText at={task.not_before} />
        </Text>
      )}
      {task.local_time !== '' && (
        <Text size="sm" c="dimmed">
          {text('localTime', { time: task.local_time })}
        </Text>
      )}
      {!task.call_hours && (
        <Alert color="gray" variant="light">
          {text('outsideHours')}
        </Alert>
      )}
      <Script task={task} mayWrite={mayWrite} />
    </>
  );
}

function Script({ task, mayWrite }: CallPartProps) {
  const text = useText('tasks');
  const write = useWriteScript();
  const [instruction, setInstruction] = useState('');
  const order = () => write.mutate({ path: { task_id: task.id }, body: { instruction } });
  const { script } = task;
  const isRefused = script !== null && script.refused_for.length > 0;
  return (
    <>
      {script !== null && script.text !== '' && (
        <section aria-label={text('script.title')} className={classes.words}>
          {script.text}
        </section>
      )}
      {isRefused && (
        <Alert color="yellow" variant="light" title={text('script.refused')}>
          {script.refused_for.join(', ')}
        </Alert>
      )}
      {write.isError && <ProblemNote error={write.error} />}
      {mayWrite && (
        <Group gap="xs" align="end">
          {script !== null && (
            <TextInput
              size="xs"
              label={text('script.instruction')}
              placeholder={text('script.placeholder')}
              maxLength={300}
              value={instruction}
              onChange={(event) => setInstruction(event.currentTarget.value)}
            />
          )}
          <Button size="xs" variant="default" loading={write.isPending} onClick={order}>
            {text(script === null ? 'script.write' : 'script.again')}
          </Button>
        </Group>
      )}
    </>
  );
}
