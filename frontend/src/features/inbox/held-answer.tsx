import { Alert, Button, Group, Text } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useEffect, useState } from 'react';

import { type ThreadMessage } from '@/api/generated/types.gen';
import { KeyHint } from '@/components/ui/key-hint';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { useKeys } from '@/lib/keys';

import { useUndoAnswer } from './queries';

interface HeldAnswerProps {
  conversationId: string;
  message: ThreadMessage;
  until: string;
  onBack: (text: string) => void;
}

/** An answer that waits its thirty seconds: how long it still can be taken back, and the way. */
export function HeldAnswer({ conversationId, message, until, onBack }: HeldAnswerProps) {
  const text = useText('inbox');
  const undo = useUndoAnswer(conversationId);
  const seconds = useSecondsUntil(until);

  const takeBack = () => {
    if (seconds === 0 || undo.isPending) return;
    undo.mutate(
      { path: { conversation_id: conversationId, message_id: message.id } },
      { onSuccess: (back) => onBack(back.text) },
    );
  };
  useKeys({ u: takeBack });

  if (seconds === 0) return null;
  return (
    <Alert color="pine" variant="light" icon={<IconClock aria-hidden size={18} />}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" aria-hidden>
          {text('held.leaves', { seconds })}
        </Text>
        <Button
          size="compact-sm"
          variant="default"
          loading={undo.isPending}
          rightSection={<KeyHint>u</KeyHint>}
          onClick={takeBack}
        >
          {text('held.undo')}
        </Button>
      </Group>
      {undo.isError && <ProblemNote error={undo.error} />}
    </Alert>
  );
}

function useSecondsUntil(until: string): number {
  const end = Date.parse(until);
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((end - now) / 1000));
}
