import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';

import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { toProblem } from '@/lib/problem';

import { useClearText } from './queries';

interface SensitiveRefusalProps {
  error: unknown;
  /** What was typed, by the name of its field. */
  texts: Record<string, string | null | undefined>;
  /** Tries again, once every refused text is cleared. */
  onCleared: () => void;
}

/** A refusal; where it is of the wall for special categories, the way out of a wrong one. */
export function SensitiveRefusal({ error, texts, onCleared }: SensitiveRefusalProps) {
  const text = useText('prospects');
  const problem = toProblem(error);
  const clear = useClearText();
  const [reason, setReason] = useState('');
  const refused = problem.errors.flatMap((one) => {
    const typed = texts[one.pointer.slice(1)];
    return typed ? [typed] : [];
  });
  const isWall = problem.code === 'sensitive-text' && refused.length > 0;
  const lift = async () => {
    for (const one of refused) await clear.mutateAsync({ body: { text: one, reason } });
    setReason('');
    onCleared();
  };
  return (
    <Stack gap="xs">
      <ProblemNote error={error} />
      {isWall && (
        <>
          <Text size="sm">{text('wallText', { text: refused.join(' », « ') })}</Text>
          <TextInput
            size="sm"
            label={text('wallReason')}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button
            size="xs"
            variant="default"
            w="fit-content"
            loading={clear.isPending}
            disabled={reason.trim().length < 5}
            onClick={() => {
              lift().catch(() => undefined); // shown below
            }}
          >
            {text('wallLift')}
          </Button>
          {clear.isError && <ProblemNote error={clear.error} />}
        </>
      )}
    </Stack>
  );
}
