import { Button, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';

import { type ConversationThread } from '@/api/generated/types.gen';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { useArrangements, useCorrectLabel } from './queries';

/** Words that may be an objection: the person is left alone until somebody decides (INB-5). */
export function DoubtPanel({ thread }: { thread: ConversationThread }) {
  const text = useText('inbox');
  const maySettle = useMay('doubts:settle');
  const mayObject = useMay('inbox:answer');
  const { lift } = useArrangements();
  const correct = useCorrectLabel();
  const [quote, setQuote] = useState(thread.label_reason);
  if (thread.doubt_until === null) return null;
  const path = { conversation_id: thread.id };

  return (
    <Panel title={text('doubt.title')}>
      <Stack gap="sm">
        <Text size="sm">{text('doubt.text')}</Text>
        <Text size="sm" c="dimmed">
          {text('doubt.until')} <TimeText at={thread.doubt_until} />
        </Text>
        {mayObject && (
          <Button
            size="xs"
            color="red"
            loading={correct.isPending}
            onClick={() => correct.mutate({ path, body: { label: 'opt_out' } })}
          >
            {text('doubt.confirm')}
          </Button>
        )}
        {maySettle ? (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              lift.mutate({ path, body: { quote } });
            }}
          >
            <Stack gap="xs">
              <Textarea
                size="xs"
                autosize
                label={text('doubt.quote')}
                description={text('doubt.quote.hint')}
                value={quote}
                onChange={(event) => setQuote(event.currentTarget.value)}
              />
              <Button type="submit" size="xs" variant="default" loading={lift.isPending}>
                {text('doubt.lift')}
              </Button>
            </Stack>
          </form>
        ) : (
          <Text size="xs" c="dimmed">
            {text('doubt.who')}
          </Text>
        )}
        {lift.isError && <ProblemNote error={lift.error} />}
        {correct.isError && <ProblemNote error={correct.error} />}
      </Stack>
    </Panel>
  );
}
