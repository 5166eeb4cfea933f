import { Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';

import { useText } from '@/i18n';

import { ConfirmDialog } from './confirm-dialog';

interface ReasonDialogProps {
  title: string;
  children: ReactNode;
  confirm: string;
  isDangerous?: boolean;
  isPending: boolean;
  error: unknown;
  onConfirm: (reason: string) => void;
  onClose: () => void;
}

/** A decision that is kept with why it was taken. */
export function ReasonDialog({ children, onConfirm, ...rest }: ReasonDialogProps) {
  const text = useText('common');
  const [reason, setReason] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const isGiven = reason.trim().length >= 3;
  const confirm = () => {
    setIsAsked(true);
    if (isGiven) onConfirm(reason.trim());
  };
  return (
    <ConfirmDialog opened {...rest} onConfirm={confirm}>
      <Text>{children}</Text>
      <Textarea
        label={text('reason')}
        description={text('reasonKept')}
        error={isAsked && !isGiven ? text('reasonNeeded') : undefined}
        value={reason}
        maxLength={500}
        required
        autosize
        minRows={2}
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
