import { Alert, Button, Group, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

import { type ReviewView } from '@/api/generated/types.gen';
import { KeyHint } from '@/components/ui/key-hint';
import { useText } from '@/i18n';
import { useKeys } from '@/lib/keys';
import { faultOf } from '@/lib/problem';

/** What someone typed and did not save yet, and the version it started from. */
export interface Wording {
  subject: string | null;
  body: string;
  from: number;
}

/** A note and a follow-up have no subject of their own: code sets it. */
export const wordingOf = (review: ReviewView): Wording => ({
  subject: review.channel !== 'email' || isFollowUp(review) ? null : (review.subject ?? ''),
  body: review.segments.map((segment) => segment.text.trim()).join('\n\n'),
  from: review.versions,
});

const isFollowUp = (review: ReviewView) =>
  review.step_index > 0 && (review.subject ?? '').startsWith('Re: ');

interface EditFormProps {
  review: ReviewView;
  wording: Wording;
  error: unknown;
  isPending: boolean;
  onChange: (wording: Wording) => void;
  onSave: (wording: Wording, approve: boolean) => void;
  onCancel: () => void;
}

export function EditForm(props: EditFormProps) {
  const { review, wording, error, isPending, onChange, onSave, onCancel } = props;
  const text = useText('review');
  const body = useRef<HTMLTextAreaElement>(null);
  const [isEmpty, setIsEmpty] = useState(false);

  useEffect(() => body.current?.focus(), []);

  const save = (approve: boolean) => {
    setIsEmpty(wording.body.trim() === '');
    if (wording.body.trim() !== '' && !isPending) onSave(wording, approve);
  };
  useKeys({ 'Mod+Enter': () => save(true) });

  return (
    <Stack component="section" aria-label={text('edit.title')} gap="sm">
      <Title order={3}>{text('edit.title')}</Title>
      {review.versions !== wording.from && (
        <Alert color="gray" variant="light" role="status">
          {text('edit.changed')}
        </Alert>
      )}
      {wording.subject !== null && (
        <TextInput
          label={text('subject.label')}
          value={wording.subject}
          maxLength={150}
          error={faultOf(error, 'subject')}
          onChange={(event) => onChange({ ...wording, subject: event.currentTarget.value })}
        />
      )}
      <Textarea
        ref={body}
        label={text('body.label')}
        description={text('edit.hint')}
        autosize
        minRows={8}
        maxLength={5_000}
        value={wording.body}
        error={isEmpty ? text('edit.empty') : faultOf(error, 'body')}
        onChange={(event) => onChange({ ...wording, body: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel();
        }}
      />
      {wording.subject === null && review.channel === 'email' && (
        <Text size="xs" c="dimmed">
          {text('edit.subject.thread')}
        </Text>
      )}
      <Group gap="xs">
        <Button
          loading={isPending}
          rightSection={<KeyHint>Ctrl ⏎</KeyHint>}
          onClick={() => save(true)}
        >
          {text('edit.saveApprove')}
        </Button>
        <Button variant="default" disabled={isPending} onClick={() => save(false)}>
          {text('edit.save')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {text('cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
