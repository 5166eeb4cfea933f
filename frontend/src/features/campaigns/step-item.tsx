import { ActionIcon, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';

import { useText } from '@/i18n';
import { faultOf } from '@/lib/problem';

import classes from './campaigns.module.css';
import { type DraftStep } from './sequence';
import { StepFields } from './step-fields';
import { stepSigns } from './step-signs';

interface StepItemProps {
  step: DraftStep;
  place: number;
  last: number;
  day: number;
  isFirstMail: boolean;
  targets: readonly { value: string; label: string }[];
  showsNext: boolean;
  isLocked: boolean;
  error: unknown;
  onChange: (changed: Partial<DraftStep>) => void;
  onMove: (to: number, by: 'up' | 'down') => void;
  onRemove: () => void;
}

export function StepItem(props: StepItemProps) {
  const { step, place, day, isFirstMail, isLocked, error } = props;
  const text = useText('campaigns');
  const Sign = stepSigns[step.kind];
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
        {step.kind !== 'wait' && step.kind !== 'fork' && (
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
        <StepFields {...props} />
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
