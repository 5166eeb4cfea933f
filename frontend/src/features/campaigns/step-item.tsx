import { ActionIcon, NumberInput, Text, Textarea } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconBrandLinkedin,
  IconHourglass,
  IconMail,
  IconTrash,
} from '@tabler/icons-react';

import { useText } from '@/i18n';
import { faultOf } from '@/lib/problem';

import classes from './campaigns.module.css';
import { type DraftStep, MOST_DAYS } from './sequence';

const signs = { email: IconMail, wait: IconHourglass, linkedin_invitation: IconBrandLinkedin };

interface StepItemProps {
  step: DraftStep;
  place: number;
  last: number;
  day: number;
  isFirstMail: boolean;
  isLocked: boolean;
  error: unknown;
  onChange: (changed: Partial<DraftStep>) => void;
  onMove: (to: number, by: 'up' | 'down') => void;
  onRemove: () => void;
}

export function StepItem(props: StepItemProps) {
  const { step, place, day, isFirstMail, isLocked, error, onChange } = props;
  const text = useText('campaigns');
  const Sign = signs[step.kind];
  const name =
    step.kind === 'email'
      ? text(isFirstMail ? 'sequence.kind.email.first' : 'sequence.kind.email.next')
      : text(`sequence.kind.${step.kind}`);
  const fault = faultOf(error, `steps/${place}`);

  return (
    <li className={classes.step} data-step={step.key} data-kind={step.kind}>
      <span className={classes.stepIcon} aria-hidden>
        <Sign size={17} stroke={1.7} />
      </span>
      <div className={classes.stepHead}>
        <Text component="span" fw={560}>
          {name}
        </Text>
        {step.kind !== 'wait' && (
          <Text component="span" size="sm" c="dimmed" className="tabular">
            {text('sequence.day', { day })}
          </Text>
        )}
        {fault && (
          <Text component="span" size="sm" c="red" role="alert">
            {fault}
          </Text>
        )}
      </div>
      {!isLocked && <StepActions {...props} />}
      <div className={classes.stepBody}>
        {step.kind === 'wait' ? (
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
        ) : isLocked ? (
          <Text size="sm" c="dimmed">
            {step.objective}
          </Text>
        ) : (
          <Textarea
            size="xs"
            label={text('sequence.objective')}
            description={text('sequence.objective.hint')}
            placeholder={text('sequence.objective.placeholder')}
            autosize
            minRows={1}
            maxLength={500}
            value={step.objective}
            error={faultOf(error, `steps/${place}/objective`)}
            onChange={(event) => onChange({ objective: event.currentTarget.value })}
          />
        )}
      </div>
    </li>
  );
}

function StepActions({ place, last, onMove, onRemove }: StepItemProps) {
  const text = useText('campaigns');
  const number = place + 1;
  return (
    <div className={classes.stepActions}>
      <ActionIcon
        variant="subtle"
        color="gray"
        data-move="up"
        disabled={place === 0}
        aria-label={text('sequence.up', { number })}
        onClick={() => onMove(place - 1, 'up')}
      >
        <IconArrowUp size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        data-move="down"
        disabled={place === last}
        aria-label={text('sequence.down', { number })}
        onClick={() => onMove(place + 1, 'down')}
      >
        <IconArrowDown size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        data-move="remove"
        aria-label={text('sequence.remove', { number })}
        onClick={onRemove}
      >
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}
