import { Alert, Button, Group, Text, Title } from '@mantine/core';
import { IconBrandLinkedin, IconHourglass, IconMail } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

import { type CampaignView } from '@/api/generated/types.gen';
import { useAnnounce } from '@/components/ui/announce';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import classes from './campaigns.module.css';
import { useSaveSequence } from './queries';
import {
  askOf,
  aStep,
  daysOf,
  draftOf,
  type DraftStep,
  isSame,
  type Kind,
  moved,
  templates,
} from './sequence';
import { StepItem } from './step-item';

const KINDS: readonly [Kind, typeof IconMail][] = [
  ['email', IconMail],
  ['wait', IconHourglass],
  ['linkedin_invitation', IconBrandLinkedin],
];

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

  const isLocked = campaign.state !== 'draft' || !mayEdit;
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
    setSteps(steps.filter((_, place) => place !== at));
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

  const onSave = () =>
    save.mutate(
      {
        path: { campaign_id: campaign.id },
        body: { steps: askOf(steps) },
      },
      { onSuccess: () => announce(text('sequence.saved')) },
    );

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
          {KINDS.map(([kind, Sign]) => (
            <Button
              key={kind}
              size="xs"
              variant="default"
              leftSection={<Sign size={15} aria-hidden />}
              onClick={() => add(kind)}
            >
              {text(`sequence.add.${kind}`)}
            </Button>
          ))}
        </Group>
      )}
      {save.isError && (
        <div className={classes.note}>
          <ProblemNote error={save.error} />
        </div>
      )}
      {isChanged && (
        <div className={classes.saveBar}>
          <Button loading={save.isPending} onClick={onSave}>
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
    </section>
  );
}

function Templates({ onUse }: { onUse: (template: keyof typeof templates) => void }) {
  const text = useText('campaigns');
  return (
    <div className={classes.templates}>
      {(['multichannel', 'email'] as const).map((template) => (
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
