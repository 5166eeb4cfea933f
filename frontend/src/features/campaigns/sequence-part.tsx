import { Alert, Button, Group, Text, Title } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

import { type CampaignView, type Gone, type RevisionScope } from '@/api/generated/types.gen';
import { useAnnounce } from '@/components/ui/announce';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import classes from './campaigns.module.css';
import { useSaveSequence } from './queries';
import { RevisionDialog } from './revision-dialog';
import {
  askOf,
  aStep,
  daysOf,
  draftOf,
  type DraftStep,
  isSame,
  type Kind,
  KINDS,
  moved,
  takesOut,
  templates,
  without,
} from './sequence';
import { StepItem } from './step-item';
import { stepSigns } from './step-signs';

/** An ordered list moved by buttons; nothing counts before it is saved. */
export function SequencePart({ campaign }: { campaign: CampaignView }) {
  const text = useText('campaigns');
  const announce = useAnnounce();
  const mayEdit = useMay('campaigns:create');
  const save = useSaveSequence();
  const [stored] = useState(() => draftOf(campaign.steps));
  const [steps, setSteps] = useState(stored);
  const list = useRef<HTMLOListElement>(null);
  const focusNext = useRef<string | null>(null);

  const [isAsking, setIsAsking] = useState(false);
  const isLocked = campaign.state === 'finished' || !mayEdit;
  const isRunning = campaign.state !== 'draft';
  const isChanged = !isSame(steps, stored);
  const days = daysOf(steps);

  // After a move or a removal the focus goes where the hand was.
  useEffect(() => {
    if (focusNext.current === null) return;
    const wanted = list.current?.querySelector<HTMLElement>(focusNext.current);
    focusNext.current = null;
    wanted?.focus();
  });

  const move = (from: number, to: number, by: 'up' | 'down') => {
    const key = steps[from]?.key ?? '';
    const isAtEnd = by === 'up' ? to === 0 : to === steps.length - 1;
    const button = isAtEnd ? (by === 'up' ? 'down' : 'up') : by;
    focusNext.current = `[data-step="${key}"] [data-move="${button}"]`;
    setSteps(moved(steps, from, to));
    announce(text('sequence.moved', { number: to + 1 }));
  };
  const remove = (at: number) => {
    const neighbour = steps[at + 1] ?? steps[at - 1];
    focusNext.current = neighbour ? `[data-step="${neighbour.key}"] [data-move="remove"]` : null;
    setSteps(without(steps, at));
    announce(text('sequence.removed'));
  };
  const add = (kind: Kind) => {
    const step = aStep(kind);
    focusNext.current = `[data-step="${step.key}"] input, [data-step="${step.key}"] textarea`;
    setSteps([...steps, step]);
    announce(text('sequence.added', { number: steps.length + 1 }));
  };
  const change = (key: string, changed: Partial<DraftStep>) =>
    setSteps(steps.map((step) => (step.key === key ? { ...step, ...changed } : step)));

  const onSave = (revision?: { scope: RevisionScope; gone: Gone }) =>
    save.mutate(
      {
        path: { campaign_id: campaign.id },
        body: { steps: askOf(steps), ...revision },
      },
      {
        onSuccess: () => announce(text('sequence.saved')),
        onSettled: () => setIsAsking(false),
      },
    );
  const showsNext = steps.some(({ kind }) => kind === 'fork');
  const targets = steps.map(({ key, kind }, at) => ({
    value: key,
    label: `${at + 1}. ${text(`sequence.kind.${kind}`)}`,
  }));

  return (
    <section aria-label={text('sequence.title')}>
      <Text size="sm" c="dimmed" mb="md">
        {text('sequence.note')}
      </Text>
      {isLocked && (
        <Alert color="gray" variant="light" mb="md">
          {text(mayEdit ? 'sequence.locked' : 'readonly')}
        </Alert>
      )}
      {steps.length === 0 && (
        <EmptyState icon={IconMail} title={text('sequence.empty.title')}>
          {text('sequence.empty.text')}
        </EmptyState>
      )}
      {steps.length === 0 && !isLocked && (
        <Templates
          onUse={(chosen) => {
            setSteps(templates[chosen]());
          }}
        />
      )}
      <ol ref={list} className={classes.steps} aria-label={text('sequence.list')}>
        {steps.map((step, at) => (
          <StepItem
            key={step.key}
            step={step}
            place={at}
            last={steps.length - 1}
            day={days[at] ?? 0}
            isFirstMail={steps.findIndex(({ kind }) => kind === 'email') === at}
            targets={targets}
            showsNext={showsNext}
            isLocked={isLocked}
            error={save.error}
            onChange={(changed) => change(step.key, changed)}
            onMove={(to, by) => move(at, to, by)}
            onRemove={() => remove(at)}
          />
        ))}
      </ol>
      {!isLocked && (
        <Group gap="xs" role="group" aria-label={text('sequence.add.label')}>
          {KINDS.map((kind) => {
            const Sign = stepSigns[kind];
            return (
              <Button
                key={kind}
                size="xs"
                variant="default"
                leftSection={<Sign size={15} aria-hidden />}
                onClick={() => add(kind)}
              >
                {text(`sequence.add.${kind}`)}
              </Button>
            );
          })}
        </Group>
      )}
      {save.isError && (
        <div className={classes.note}>
          <ProblemNote error={save.error} />
        </div>
      )}
      {isChanged && (
        <div className={classes.saveBar}>
          <Button
            loading={save.isPending}
            onClick={() => (isRunning ? setIsAsking(true) : onSave())}
          >
            {text('sequence.save')}
          </Button>
          <Button variant="subtle" color="gray" onClick={() => setSteps(stored)}>
            {text('sequence.reset')}
          </Button>
          <Text size="sm" c="dimmed">
            {text('sequence.unsaved')}
          </Text>
        </div>
      )}
      <RevisionDialog
        campaign={campaign}
        opened={isAsking}
        takesOut={takesOut(stored, steps)}
        isPending={save.isPending}
        error={null}
        onConfirm={(scope, gone) => onSave({ scope, gone })}
        onClose={() => setIsAsking(false)}
      />
    </section>
  );
}

function Templates({ onUse }: { onUse: (template: keyof typeof templates) => void }) {
  const text = useText('campaigns');
  return (
    <div className={classes.templates}>
      {(['multichannel', 'forked', 'email'] as const).map((template) => (
        <div key={template} className={classes.template}>
          <Title order={3}>{text(`sequence.template.${template}`)}</Title>
          <Text size="sm" c="dimmed">
            {text(`sequence.template.${template}.text`)}
          </Text>
          <Button
            size="xs"
            variant="light"
            aria-label={`${text('sequence.template.use')} : ${text(`sequence.template.${template}`)}`}
            onClick={() => onUse(template)}
          >
            {text('sequence.template.use')}
          </Button>
        </div>
      ))}
    </div>
  );
}
