import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { type Ref, useState } from 'react';

import { type ReviewView } from '@/api/generated/types.gen';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { useKeys } from '@/lib/keys';
import { useIsOnline } from '@/lib/online';
import { personName } from '@/lib/person-name';
import { useMay } from '@/lib/session';

import { evidenceId } from './claims';
import { DecisionBar } from './decision-bar';
import { DismissDialog } from './dismiss-dialog';
import { EditForm, type Wording, wordingOf } from './edit-form';
import { type Decisions } from './queries';
import { RegenerateDialog } from './regenerate-dialog';
import { ReviewCard } from './review-card';

interface ReviewItemProps {
  review: ReviewView;
  decisions: Decisions;
  wording: Wording | undefined;
  heading: Ref<HTMLHeadingElement>;
  onWording: (wording: Wording | undefined) => void;
  onNext: () => void;
}

const OPEN = ['to_approve', 'blocked'];

/** One message and everything that may be decided about it, by mouse and by key. */
export function ReviewItem(props: ReviewItemProps) {
  const { review, decisions, wording, heading, onWording, onNext } = props;
  const text = useText('review');
  const mayApproveDrafts = useMay('drafts:approve');
  const isOnline = useIsOnline();
  const [dialog, setDialog] = useState<'dismiss' | 'regenerate'>();
  const path = { draft_id: review.draft_id };

  const isMine = (mutation: Decisions[keyof Decisions]) =>
    mutation.variables?.path.draft_id === review.draft_id;
  const isPending = (mutation: Decisions[keyof Decisions]) =>
    mutation.isPending && isMine(mutation);
  const failed = [decisions.approve, decisions.edit, decisions.skip, decisions.dismiss].find(
    (mutation) => mutation.isError && isMine(mutation),
  );

  const isOpen = OPEN.includes(review.state);
  const mayDecide = isOpen && mayApproveDrafts && isOnline;
  const mayApprove = mayDecide && review.state === 'to_approve' && review.rendered !== null;
  const isEditing = wording !== undefined && isOpen;

  const approve = () => {
    if (!mayApprove || review.rendered === null || isPending(decisions.approve)) return;
    decisions.approve.mutate({ path, body: { sha256: review.rendered.sha256 } });
  };
  const skip = () => {
    if (mayDecide && !isPending(decisions.skip)) decisions.skip.mutate({ path });
  };
  const edit = () => {
    if (mayDecide) onWording(wordingOf(review));
  };
  const open = (which: typeof dialog) => {
    if (mayDecide) setDialog(which);
  };

  useKeys(
    isEditing
      ? {}
      : {
          a: approve,
          s: skip,
          e: edit,
          x: () => open('dismiss'),
          r: () => open('regenerate'),
          i: () => document.getElementById(evidenceId(1))?.focus(),
        },
  );

  const note = !mayApproveDrafts
    ? text('readonly')
    : !isOnline
      ? text('offline')
      : review.state === 'blocked'
        ? text('approve.blocked')
        : undefined;

  const editor = isEditing && (
    <EditForm
      review={review}
      wording={wording}
      error={isMine(decisions.edit) ? decisions.edit.error : null}
      isPending={isPending(decisions.edit)}
      onChange={onWording}
      onSave={({ subject, body }, thenApprove) =>
        decisions.edit.mutate({ path, body: { subject, body, approve: thenApprove } })
      }
      onCancel={() => onWording(undefined)}
    />
  );

  return (
    <Stack gap="md">
      <ReviewCard review={review} heading={heading} editor={editor} />
      {failed && (
        <ProblemNote error={failed.error}>
          <Text size="sm">{text('conflict.refreshed')}</Text>
        </ProblemNote>
      )}
      {!isOpen && review.state !== 'drafting' && (
        <DecidedNote state={review.state} onNext={onNext} />
      )}
      {isOpen && !isEditing && (
        <DecisionBar
          mayDecide={mayDecide}
          mayApprove={mayApprove}
          isApproving={isPending(decisions.approve)}
          isSkipping={isPending(decisions.skip)}
          note={note}
          onApprove={approve}
          onEdit={edit}
          onRegenerate={() => open('regenerate')}
          onSkip={skip}
          onDismiss={() => open('dismiss')}
        />
      )}
      <DismissDialog
        name={personName(review.prospect, text)}
        opened={dialog === 'dismiss' && isOpen}
        isPending={isPending(decisions.dismiss)}
        onDismiss={(reason) =>
          decisions.dismiss.mutate(
            { path, body: { reason } },
            { onError: () => setDialog(undefined) },
          )
        }
        onClose={() => setDialog(undefined)}
      />
      <RegenerateDialog
        opened={dialog === 'regenerate' && isOpen}
        isFree={review.rewrites === 0 || review.rendered === null}
        isPending={isPending(decisions.regenerate)}
        error={isMine(decisions.regenerate) ? decisions.regenerate.error : null}
        onRegenerate={(instruction) =>
          decisions.regenerate.mutate(
            { path, body: { instruction } },
            { onSuccess: () => setDialog(undefined) },
          )
        }
        onClose={() => setDialog(undefined)}
      />
    </Stack>
  );
}

function DecidedNote({ state, onNext }: { state: string; onNext: () => void }) {
  const text = useText('review');
  return (
    <section>
      <Title order={3}>{text('decided.title')}</Title>
      <Group gap="sm" mt="xs">
        <Text size="sm" c="dimmed">
          {text('decided.text', { state: text.orElse(`state.${state}`, state) })}
        </Text>
        <Button size="xs" variant="default" onClick={onNext}>
          {text('decided.next')}
        </Button>
      </Group>
    </section>
  );
}
