import { Button, Group, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';

import { type TaskOutcome, type TaskView } from '@/api/generated/types.gen';
import { useAnnounce } from '@/components/ui/announce';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';

import { useEndTask } from './queries';

const MAX_NOTE = 1000;
const OUTCOMES = [
  'answered',
  'interested',
  'meeting_planned',
  'not_interested',
  'still_chasing',
  'not_reached',
  'wrong_number',
] as const satisfies readonly TaskOutcome[];

/** A visit or a message in LinkedIn: done, or passed over. */
export function PlainOutcomes({ task }: { task: TaskView }) {
  const text = useText('tasks');
  const { end, finish } = useFinish(task);
  return (
    <>
      {end.isError && <ProblemNote error={end.error} />}
      <Group gap="xs">
        <Button
          size="xs"
          disabled={task.refusal !== ''}
          loading={end.isPending}
          onClick={() => finish('done')}
        >
          {text('outcome.done')}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={() => finish('skipped')}>
          {text('skip')}
        </Button>
      </Group>
    </>
  );
}

/** What came of a call, one tap each; an objection counts at once and asks twice. */
export function CallOutcomes({ task }: { task: TaskView }) {
  const text = useText('tasks');
  const { end, finish } = useFinish(task);
  const [note, setNote] = useState('');
  const [callBackAt, setCallBackAt] = useState('');
  const [isObjection, setIsObjection] = useState(false);
  const isRefused = task.refusal !== '';
  return (
    <>
      <Textarea
        label={text('note')}
        autosize
        minRows={2}
        maxLength={MAX_NOTE}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {end.isError && <ProblemNote error={end.error} />}
      <Group gap="xs">
        {OUTCOMES.map((outcome) => (
          <Button
            key={outcome}
            size="xs"
            variant="default"
            disabled={isRefused || end.isPending}
            onClick={() => finish(outcome, { note })}
          >
            {text(`outcome.${outcome}`)}
          </Button>
        ))}
        <Button
          size="xs"
          variant="light"
          color="red"
          disabled={isRefused || end.isPending}
          onClick={() => setIsObjection(true)}
        >
          {text('outcome.opposed')}
        </Button>
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          disabled={end.isPending}
          onClick={() => finish('skipped', { note })}
        >
          {text('skip')}
        </Button>
      </Group>
      <Group gap="xs" align="end">
        <TextInput
          size="xs"
          type="datetime-local"
          label={text('callBackAt')}
          value={callBackAt}
          onChange={(event) => setCallBackAt(event.currentTarget.value)}
        />
        <Button
          size="xs"
          variant="default"
          disabled={isRefused || end.isPending || callBackAt === ''}
          onClick={() =>
            finish('call_back', { note, call_back_at: new Date(callBackAt).toISOString() })
          }
        >
          {text('outcome.call_back')}
        </Button>
      </Group>
      <ConfirmDialog
        opened={isObjection}
        isDangerous
        title={text('objection.title', { name: task.full_name })}
        confirm={text('outcome.opposed')}
        isPending={end.isPending}
        error={end.error}
        onConfirm={() => finish('opposed', { note })}
        onClose={() => setIsObjection(false)}
      >
        <Text size="sm">{text('objection.text')}</Text>
      </ConfirmDialog>
    </>
  );
}

function useFinish(task: TaskView) {
  const text = useText('tasks');
  const announce = useAnnounce();
  const end = useEndTask();
  const finish = (outcome: TaskOutcome, told: { note?: string; call_back_at?: string } = {}) =>
    end.mutate(
      { path: { task_id: task.id }, body: { outcome, ...told } },
      { onSuccess: () => announce(text('ended')) },
    );
  return { end, finish };
}
