import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';

import { KeyHint } from '@/components/ui/key-hint';
import { useText } from '@/i18n';

import classes from './review.module.css';

interface DecisionBarProps {
  mayDecide: boolean;
  mayApprove: boolean;
  isApproving: boolean;
  isSkipping: boolean;
  note: string | undefined;
  onApprove: () => void;
  onEdit: () => void;
  onRegenerate: () => void;
  onSkip: () => void;
  onDismiss: () => void;
}

export function DecisionBar(props: DecisionBarProps) {
  const { mayDecide, mayApprove, isApproving, isSkipping, note } = props;
  const text = useText('review');
  return (
    <div role="toolbar" aria-label={text('actions.label')} className={classes.bar}>
      {note && (
        <p id="decision-note" className={classes.barNote}>
          {note}
        </p>
      )}
      <Button
        size="xs"
        h={34}
        disabled={!mayApprove}
        loading={isApproving}
        aria-describedby={note && 'decision-note'}
        leftSection={<IconCheck size={16} aria-hidden />}
        rightSection={<KeyHint>a</KeyHint>}
        onClick={props.onApprove}
      >
        {text('approve')}
      </Button>
      <Secondary hint="e" isOff={!mayDecide} onClick={props.onEdit}>
        {text('edit')}
      </Secondary>
      <Secondary
        hint="r"

        isOff={!mayDecide}
        onClick={props.onRegenerate}
      >
        {text('regenerate')}
      </Secondary>
      <Secondary
        hint="s"

        isOff={!mayDecide || isSkipping}
        onClick={props.onSkip}
      >
        {text('skip')}
      </Secondary>
      <Secondary
        hint="x"

        isOff={!mayDecide}
        onClick={props.onDismiss}
      >
        {text('dismiss')}
      </Secondary>
    </div>
  );
}

interface SecondaryProps {
  hint: string;
  isOff: boolean;
  onClick: () => void;
  children: string;
}

function Secondary({ hint, isOff, onClick, children }: SecondaryProps) {
  return (
    <Button
      size="xs"
      h={34}
      variant="default"
      disabled={isOff}
      px={10}
      rightSection={<KeyHint>{hint}</KeyHint>}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}
