import { Button, Group, Modal, NumberInput, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';

import { type SenderView } from '@/api/generated/types.gen';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';

import { useSetLimits } from './queries';

interface SenderLimitsProps {
  sender: SenderView;
  onClose: () => void;
}

/** Each limit with its bounds; beyond the safe edge only with a reason (product.md SND-2, SND-3). */
export function SenderLimits({ sender, onClose }: SenderLimitsProps) {
  const text = useText('settings');
  const common = useText('common');
  const save = useSetLimits();
  const { settings } = sender.limits;
  const [values, setValues] = useState<Record<string, number | null>>(() =>
    Object.fromEntries(
      settings.map((one) => [one.name, one.origin === 'account' ? one.value : null]),
    ),
  );
  const [reason, setReason] = useState('');
  const isRisky = settings.some((one) => (values[one.name] ?? 0) > one.safe);

  return (
    <Modal
      opened
      onClose={onClose}
      title={text('limits')}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {text('limitsText')}
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
                value: one.origin === 'account' ? one.default : one.value,
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
        {save.isError && <ProblemNote error={save.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button
            loading={save.isPending}
            disabled={isRisky && reason.trim() === ''}
            onClick={() =>
              save.mutate(
                { path: { sender_id: sender.id }, body: { limits: values, reason } },
                { onSuccess: onClose },
              )
            }
          >
            {text('limitsSave')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
