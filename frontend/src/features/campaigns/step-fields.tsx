import { Checkbox, Group, NumberInput, Select, Text, Textarea } from '@mantine/core';

import { useText } from '@/i18n';
import { faultOf } from '@/lib/problem';

import {
  ACCEPT_DAYS,
  type DraftStep,
  END,
  FOLLOWING,
  isWritten,
  MOST_DAYS,
  QUESTIONS,
  takesTime,
} from './sequence';

const NEXT = 'next-below';

export interface StepFieldsProps {
  step: DraftStep;
  place: number;
  /** All steps, by key and name, for what may follow. */
  targets: readonly { value: string; label: string }[];
  showsNext: boolean;
  isLocked: boolean;
  error: unknown;
  onChange: (changed: Partial<DraftStep>) => void;
}

/** What a step of its kind says. */
export function StepFields(props: StepFieldsProps) {
  const { step, showsNext } = props;
  if (step.kind === 'wait') return <WaitFields {...props} />;
  if (step.kind === 'fork') return <ForkFields {...props} />;
  return (
    <>
      {step.kind === 'linkedin_visit' ? <Visit /> : <MessageFields {...props} />}
      {showsNext && <Follows {...props} name="next" label="sequence.next" />}
    </>
  );
}

function Visit() {
  const text = useText('campaigns');
  return (
    <Text size="sm" c="dimmed">
      {text('sequence.byHand')}
    </Text>
  );
}

function WaitFields(props: StepFieldsProps) {
  const { step, place, isLocked, error, onChange, showsNext } = props;
  const text = useText('campaigns');
  return (
    <Group align="end" gap="md">
      <NumberInput
        size="xs"
        w={140}
        label={text('sequence.days')}
        min={1}
        max={MOST_DAYS}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="blur"
        disabled={isLocked}
        value={step.wait_days}
        error={faultOf(error, `steps/${place}/wait_days`)}
        onChange={(days) => onChange({ wait_days: Number(days) })}
      />
      <Checkbox
        size="xs"
        mb={8}
        label={text('sequence.workingDays')}
        disabled={isLocked}
        checked={step.working_days}
        onChange={(event) => onChange({ working_days: event.currentTarget.checked })}
      />
      {showsNext && <Follows {...props} name="next" label="sequence.next" />}
    </Group>
  );
}

function ForkFields(props: StepFieldsProps) {
  const { step, place, isLocked, error, onChange } = props;
  const text = useText('campaigns');
  const isAccepted = step.fork_on === 'accepted';
  return (
    <Group align="start" gap="md">
      <Select
        size="xs"
        w={230}
        label={text('sequence.question')}
        allowDeselect={false}
        disabled={isLocked}
        data={QUESTIONS.map((one) => ({ value: one, label: text(`sequence.question.${one}`) }))}
        value={step.fork_on}
        error={faultOf(error, `steps/${place}/fork_on`)}
        onChange={(chosen) => {
          const question = QUESTIONS.find((one) => one === chosen);
          if (!question) return;
          // Whoever replies leaves the sequence.
          onChange({ fork_on: question, ...(question === 'replied' ? { next: END } : {}) });
        }}
      />
      {takesTime(step.fork_on) && (
        <NumberInput
          size="xs"
          w={110}
          label={text('sequence.within')}
          min={isAccepted ? ACCEPT_DAYS.least : 1}
          max={isAccepted ? ACCEPT_DAYS.most : MOST_DAYS}
          allowDecimal={false}
          clampBehavior="blur"
          disabled={isLocked}
          value={step.within_days}
          error={faultOf(error, `steps/${place}/within_days`)}
          onChange={(days) => onChange({ within_days: Number(days) })}
        />
      )}
      <Follows {...props} name="next" label="sequence.yes" />
      <Follows {...props} name="otherwise" label="sequence.no" />
    </Group>
  );
}

function MessageFields({ step, place, isLocked, error, onChange }: StepFieldsProps) {
  const text = useText('campaigns');
  const byHand = step.kind !== 'email' && step.kind !== 'linkedin_invitation';
  const isBare = step.kind === 'linkedin_invitation' && !step.with_note;
  return (
    <>
      {step.kind === 'linkedin_invitation' && (
        <Checkbox
          size="xs"
          mb={6}
          label={text('sequence.withNote')}
          description={text('sequence.withNote.hint')}
          disabled={isLocked}
          checked={step.with_note}
          onChange={(event) => onChange({ with_note: event.currentTarget.checked })}
        />
      )}
      {!isBare &&
        (isLocked ? (
          <Text size="sm" c="dimmed">
            {step.objective}
          </Text>
        ) : (
          <Textarea
            size="xs"
            label={text(isWritten(step.kind) ? 'sequence.objective' : 'sequence.objective.call')}
            description={text(isWritten(step.kind) ? 'sequence.objective.hint' : 'sequence.byHand')}
            placeholder={text('sequence.objective.placeholder')}
            autosize
            minRows={1}
            maxLength={500}
            value={step.objective}
            error={faultOf(error, `steps/${place}/objective`)}
            onChange={(event) => onChange({ objective: event.currentTarget.value })}
          />
        ))}
      {byHand && isWritten(step.kind) && (
        <Text size="xs" c="dimmed" mt={4}>
          {text('sequence.byHand.text')}
        </Text>
      )}
    </>
  );
}

interface FollowsProps extends StepFieldsProps {
  name: 'next' | 'otherwise';
  label: 'sequence.next' | 'sequence.yes' | 'sequence.no';
}

function Follows({ step, place, targets, isLocked, error, onChange, name, label }: FollowsProps) {
  const text = useText('campaigns');
  return (
    <Select
      size="xs"
      w={200}
      label={text(label)}
      allowDeselect={false}
      disabled={isLocked || (name === 'next' && step.fork_on === 'replied' && step.kind === 'fork')}
      data={[
        { value: NEXT, label: text('sequence.below') },
        ...targets.filter(({ value }) => value !== step.key),
        { value: END, label: text('sequence.end') },
      ]}
      value={step[name] === FOLLOWING ? NEXT : step[name]}
      error={faultOf(error, `steps/${place}/${name}`)}
      onChange={(chosen) => onChange({ [name]: chosen === NEXT || !chosen ? FOLLOWING : chosen })}
    />
  );
}
