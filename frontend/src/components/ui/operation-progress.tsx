import { Button, Group, Progress, Stack, Text } from '@mantine/core';

import { useText } from '@/i18n';
import { useCancelOperation, useOperation, useResumeOperation } from '@/lib/operations';

import { ProblemNote } from './problem-note';
import { Loading } from './skeletons';

interface OperationProgressProps {
  operationId: string;
  label: string;
}

/** Long work: how far it is, stop and go on (architecture: operations). */
export function OperationProgress({ operationId, label }: OperationProgressProps) {
  const text = useText('common');
  const operation = useOperation(operationId);
  const cancel = useCancelOperation();
  const resume = useResumeOperation();

  if (operation.isPending) {
    return (
      <Loading>
        <Progress value={0} />
      </Loading>
    );
  }
  if (operation.isError) {
    return <ProblemNote error={operation.error} onRetry={operation.refetch} />;
  }

  const { state, done, total, eta_seconds: eta } = operation.data;
  const isOpen = state === 'queued' || state === 'running';
  const isStopped = state === 'failed' || state === 'cancelled';
  const words: Partial<Record<string, string>> = {
    queued: text('waiting'),
    running: text('running'),
    done: text('done'),
    failed: text('failed'),
    cancelled: text('cancelled'),
  };
  const path = { path: { operation_id: operationId } };

  return (
    <Stack gap={6}>
      <Group justify="space-between">
        <Text size="sm">
          {label} · {words[state] ?? state}
        </Text>
        <Text size="sm" c="dimmed" className="tabular">
          {total > 0 && text('progress', { done, total })}
          {isOpen && eta !== null && ` · ${text('secondsLeft', { count: eta })}`}
        </Text>
      </Group>
      <Progress
        aria-label={label}
        value={total > 0 ? (100 * done) / total : state === 'done' ? 100 : 0}
        color={state === 'failed' ? 'red' : undefined}
        animated={isOpen}
      />
      {(cancel.isError || resume.isError) && <ProblemNote error={cancel.error ?? resume.error} />}
      <Group gap="xs">
        {isOpen && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            loading={cancel.isPending}
            onClick={() => cancel.mutate(path)}
          >
            {text('cancel')}
          </Button>
        )}
        {isStopped && (
          <Button
            size="compact-xs"
            variant="default"
            loading={resume.isPending}
            onClick={() => resume.mutate(path)}
          >
            {text('resume')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
