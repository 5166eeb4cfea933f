import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useRef, useState } from 'react';

import { type ConversationThread } from '@/api/generated/types.gen';
import { useAnnounce } from '@/components/ui/announce';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { useLanguage, useText } from '@/i18n';
import { useKeys } from '@/lib/keys';
import { personName } from '@/lib/person-name';
import { useMay } from '@/lib/session';

import { isLabel, type Label, LABELS } from './inbox-search';
import classes from './inbox.module.css';
import { LabelBadge } from './label-badge';
import { useCorrectLabel } from './queries';

/** The label with the words it rests on, and one click to correct it (INB-2, INB-5). */
export function LabelPanel({ thread }: { thread: ConversationThread }) {
  const text = useText('inbox');
  const announce = useAnnounce();
  const mayCorrect = useMay('inbox:answer');
  const correct = useCorrectLabel();
  const [isObjection, setIsObjection] = useState(false);
  const choice = useRef<HTMLInputElement>(null);
  const isFinal = thread.label === 'opt_out';
  const name = personName(thread.prospect, text);

  useKeys({ l: () => choice.current?.focus() });

  const save = (label: Label) =>
    correct.mutate(
      { path: { conversation_id: thread.id }, body: { label } },
      {
        onSuccess: () => {
          setIsObjection(false);
          announce(text('label.corrected', { label: text(`label.${label}`) }));
        },
      },
    );
  const choose = (label: Label) => {
    if (label === 'opt_out') setIsObjection(true);
    else if (label !== thread.label) save(label);
  };

  return (
    <Panel title={text('label.title')}>
      <Stack gap="sm">
        <Reading thread={thread} />
        {mayCorrect && isLabel(thread.proposal) && (
          <Proposal proposal={thread.proposal} isPending={correct.isPending} onAccept={choose} />
        )}
        {correct.isError && !isObjection && <ProblemNote error={correct.error} />}
        {isFinal && (
          <Text size="sm" c="dimmed">
            {text('label.final')}
          </Text>
        )}
        {mayCorrect && !isFinal && (
          <Select
            ref={choice}
            size="xs"
            label={text('label.correct')}
            data={LABELS.map((label) => ({ value: label, label: text(`label.${label}`) }))}
            value={thread.label}
            disabled={correct.isPending}
            allowDeselect={false}
            onChange={(label) => {
              if (isLabel(label)) choose(label);
            }}
          />
        )}
      </Stack>
      <ConfirmDialog
        opened={isObjection}
        title={text('optOut.title')}
        confirm={text('optOut.confirm')}
        isDangerous
        isPending={correct.isPending}
        error={correct.error}
        onConfirm={() => save('opt_out')}
        onClose={() => setIsObjection(false)}
      >
        <Text size="sm">{text('optOut.text', { name })}</Text>
      </ConfirmDialog>
    </Panel>
  );
}

function Reading({ thread }: { thread: ConversationThread }) {
  const text = useText('inbox');
  const { language } = useLanguage();
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  return (
    <>
      <Group gap="xs">
        <LabelBadge label={thread.label} />
        {thread.decided_by && (
          <Text size="xs" c="dimmed">
            {text.orElse(`label.by.${thread.decided_by}`, thread.decided_by)}
            {thread.confidence !== null &&
              ` · ${text('label.confidence', { percent: percent.format(thread.confidence) })}`}
          </Text>
        )}
      </Group>
      {thread.label_reason && (
        <figure className={classes.reason}>
          <figcaption>{text('label.quote')}</figcaption>
          <blockquote>{thread.label_reason}</blockquote>
        </figure>
      )}
      {thread.refusal !== null && (
        <Text size="sm">
          {text('refusal.title')}{' '}
          {text.orElse(`refusal.${thread.refusal.kind}`, thread.refusal.kind)}
          {thread.refusal.detail && ` (${thread.refusal.detail})`}
        </Text>
      )}
      {thread.flags.length > 0 && (
        <div>
          <Text size="xs" c="dimmed" mb={4}>
            {text('flag.title')}
          </Text>
          <ul className={classes.flags}>
            {thread.flags.map((flag) => (
              <li key={flag}>{text.orElse(`flag.${flag}`, flag)}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

interface ProposalProps {
  proposal: Label;
  isPending: boolean;
  onAccept: (label: Label) => void;
}

function Proposal({ proposal, isPending, onAccept }: ProposalProps) {
  const text = useText('inbox');
  return (
    <Group gap="xs">
      <Text size="sm">{text('label.proposal', { label: text(`label.${proposal}`) })}</Text>
      <Button size="compact-sm" loading={isPending} onClick={() => onAccept(proposal)}>
        {text('label.proposal.accept')}
      </Button>
    </Group>
  );
}
