import { Button, Group, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type ReactNode } from 'react';

import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { toProblem } from '@/lib/problem';

interface FormFootProps {
  submit: string;
  isPending: boolean;
  isSaved?: boolean;
  error: unknown;
  children?: ReactNode;
}

/** What the server said, and the button. Someone else's edit keeps this one on screen. */
export function FormFoot({ submit, isPending, isSaved = false, error, children }: FormFootProps) {
  const text = useText('salesbook');
  return (
    <>
      {error !== null && (
        <ProblemNote error={error}>
          {toProblem(error).code === 'stale-write' && (
            <>
              <Text size="sm">{text('conflict')}</Text>
              <Button size="xs" variant="default" onClick={() => window.location.reload()}>
                {text('reload')}
              </Button>
            </>
          )}
        </ProblemNote>
      )}
      <Group gap="sm">
        <Button type="submit" loading={isPending}>
          {submit}
        </Button>
        {children}
        <Text role="status" size="sm" c="dimmed">
          {isSaved && (
            <>
              <IconCheck size={14} aria-hidden style={{ verticalAlign: -2 }} /> {text('savedNote')}
            </>
          )}
        </Text>
      </Group>
    </>
  );
}
