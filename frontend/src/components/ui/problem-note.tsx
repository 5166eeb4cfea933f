import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode } from 'react';

import { useText } from '@/i18n';
import { toProblem } from '@/lib/problem';

interface ProblemNoteProps {
  error: unknown;
  onRetry?: () => unknown;
  /** The fields show their own faults. */
  isForm?: boolean;
  /** What still works, when that is not obvious. */
  children?: ReactNode;
}

/** What failed, what is safe, a way on, and the number to quote. */
export function ProblemNote({ error, onRetry, isForm = false, children }: ProblemNoteProps) {
  const text = useText('common');
  const problem = toProblem(error);
  const isOffline = problem.code === 'offline';
  const title = problem.title || text(isOffline ? 'offlineTitle' : 'unavailableTitle');
  const detail = problem.detail || text(isOffline ? 'offlineDetail' : 'unavailableDetail');

  return (
    <Alert
      role="alert"
      color="orange"
      variant="light"
      icon={<IconAlertTriangle aria-hidden size={18} />}
      title={title}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{detail}</Text>
        {!isForm && problem.errors.length > 0 && (
          <ul style={{ margin: 0, paddingInlineStart: '1.1rem' }}>
            {problem.errors.map((fault) => (
              <li key={`${fault.pointer} ${fault.code}`}>
                <Text size="sm">{fault.detail}</Text>
              </li>
            ))}
          </ul>
        )}
        {children}
        {onRetry && (
          <Button size="xs" variant="default" onClick={() => void onRetry()}>
            {text('retry')}
          </Button>
        )}
        {problem.instance && (
          <Text size="xs" c="dimmed">
            {text('requestNumber', { number: problem.instance })}
          </Text>
        )}
      </Stack>
    </Alert>
  );
}
