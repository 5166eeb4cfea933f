import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconLock, IconSend2 } from '@tabler/icons-react';
import { useRef, useState } from 'react';

import { type ConversationThread } from '@/api/generated/types.gen';
import { useAnnounce } from '@/components/ui/announce';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { useKeys } from '@/lib/keys';
import { faultOf } from '@/lib/problem';
import { useMay } from '@/lib/session';

import { DraftPanel } from './draft-panel';
import { HeldAnswer } from './held-answer';
import { useAnswer } from './queries';

/** A person's own words in the same thread; what was typed stays until the server has it. */
export function AnswerForm({ thread }: { thread: ConversationThread }) {
  const text = useText('inbox');
  const mayAnswer = useMay('inbox:answer');
  if (thread.state === 'closed') {
    return (
      <Alert color="gray" variant="light" icon={<IconLock aria-hidden size={18} />}>
        {text('answer.closed')}
      </Alert>
    );
  }
  if (thread.doubt_until !== null) {
    return (
      <Alert color="yellow" variant="light" icon={<IconLock aria-hidden size={18} />}>
        {text('answer.doubt')}
      </Alert>
    );
  }
  if (!mayAnswer) {
    return (
      <Text size="sm" c="dimmed">
        {text('answer.readonly')}
      </Text>
    );
  }
  return <OpenForm thread={thread} />;
}

function OpenForm({ thread }: { thread: ConversationThread }) {
  const text = useText('inbox');
  const announce = useAnnounce();
  const answer = useAnswer(thread.id);
  const [words, setWords] = useState('');
  const [isEmpty, setIsEmpty] = useState(false);
  const [draftId, setDraftId] = useState<string | null>(null);
  // What was sent is taken back with the proposal it began with.
  const sentFrom = useRef<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const held = thread.messages.findLast((message) => message.undo_until !== null);

  const put = (wording: string) => {
    setWords(wording);
    setIsEmpty(false);
    field.current?.focus();
  };

  const send = () => {
    setIsEmpty(words.trim() === '');
    if (words.trim() === '' || answer.isPending) return;
    answer.mutate(
      { path: { conversation_id: thread.id }, body: { text: words, draft_id: draftId } },
      {
        onSuccess: () => {
          setWords('');
          sentFrom.current = draftId;
          setDraftId(null);
          announce(text('answer.queued'));
        },
      },
    );
  };
  useKeys({
    'Mod+Enter': (event) => {
      if (event.target instanceof HTMLTextAreaElement) send();
    },
  });

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="xs">
        {held?.undo_until && (
          <HeldAnswer
            key={held.id}
            conversationId={thread.id}
            message={held}
            until={held.undo_until}
            onBack={(wording) => {
              put([wording, words.trim()].filter(Boolean).join('\n\n'));
              setDraftId(sentFrom.current);
              announce(text('held.undone'));
            }}
          />
        )}
        {thread.messages.at(-1)?.direction === 'in' && (
          <DraftPanel
            thread={thread}
            onTake={(draft) => {
              put(draft.text);
              setDraftId(draft.id);
            }}
          />
        )}
        {answer.isError && <ProblemNote error={answer.error} />}
        <Textarea
          ref={field}
          label={text('answer.label')}
          autosize
          minRows={3}
          maxRows={16}
          maxLength={5_000}
          value={words}
          error={isEmpty ? text('answer.empty') : faultOf(answer.error, 'text')}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            setIsEmpty(false);
          }}
        />
        <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
          <Text size="xs" c="dimmed">
            {text('answer.hint')}
          </Text>
          <Button
            type="submit"
            flex="none"
            loading={answer.isPending}
            leftSection={<IconSend2 size={16} aria-hidden />}
          >
            {text('answer.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
