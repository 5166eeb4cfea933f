import { Button, Group, Modal, NumberInput, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';

import { type LimitSetting } from '@/api/generated/types.gen';
import { useText } from '@/i18n';

import { ProblemNote } from './problem-note';

interface LimitsDialogProps {
  title: string;
  children: string;
  settings: readonly LimitSetting[];
  /** The origin that a value set here has; another one is what applies without it. */
  own: string;
  isPending: boolean;
  error: unknown;
  onSave: (limits: Record<string, number | null>, reason: string) => void;
  onClose: () => void;
}

/** Each limit with its bounds; beyond the safe edge only with a reason (product.md SND-2, SND-3). */
export function LimitsDialog(props: LimitsDialogProps) {
  const { title, children, settings, own, isPending, error, onSave, onClose } = props;
  const text = useText('settings');
  const common = useText('common');
  const [values, setValues] = useState<Record<string, number | null>>(() =>
    Object.fromEntries(settings.map((one) => [one.name, one.origin === own ? one.value : null])),
  );
  const [reason, setReason] = useState('');
  const isRisky = settings.some((one) => (values[one.name] ?? 0) > one.safe);

  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {children}
        </Text>
        {settings.map((one) => {
          const value = values[one.name] ?? null;
          const bounds = text('limitBounds', { least: one.least, most: one.most });
          return (
            <NumberInput
              key={one.name}
              label={text.orElse(`limit_${one.name}`, one.name)}
              description={
                value !== null && value > one.safe
                  ? `${bounds} · ${text('limitRisk', { safe: one.safe })}`
                  : bounds
              }
              placeholder={text('limitOtherwise', {
                value: one.origin === own ? one.default : one.value,
              })}
              value={value ?? ''}
              min={one.least}
              max={one.most}
              clampBehavior="none"
              allowDecimal={false}
              allowNegative={false}
              onChange={(given) =>
                setValues((before) => ({
                  ...before,
                  [one.name]: typeof given === 'number' ? given : null,
                }))
              }
            />
          );
        })}
        {isRisky && (
          <Textarea
            label={text('limitReason')}
            value={reason}
            required
            maxLength={500}
            autosize
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        {error != null && <ProblemNote error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button
            loading={isPending}
            disabled={isRisky && reason.trim() === ''}
            onClick={() => onSave(values, reason)}
          >
            {text('limitsSave')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
