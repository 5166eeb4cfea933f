import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';

import { type DismissReason } from '@/api/generated/types.gen';
import { useText } from '@/i18n';

const REASONS: readonly DismissReason[] = [
  'bad_company',
  'wrong_person',
  'bad_signal',
  'already_known',
  'other',
];

interface DismissDialogProps {
  name: string;
  opened: boolean;
  isPending: boolean;
  onDismiss: (reason: DismissReason) => void;
  onClose: () => void;
}

export function DismissDialog(props: DismissDialogProps) {
  const { name, opened, isPending, onDismiss, onClose } = props;
  const text = useText('review');
  const [reason, setReason] = useState<DismissReason>('bad_company');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={text('dismiss.title', { name })}
      closeButtonProps={{ 'aria-label': text('close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onDismiss(reason);
        }}
      >
        <Stack>
          <Text size="sm">{text('dismiss.text')}</Text>
          <Radio.Group
            label={text('dismiss.field')}
            value={reason}
            onChange={(chosen) => setReason(chosen)}
          >
            <Stack gap="xs" mt="xs">
              {REASONS.map((one) => (
                <Radio key={one} value={one} label={text(`dismiss.reason.${one}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {text('cancel')}
            </Button>
            <Button type="submit" color="red" loading={isPending}>
              {text('dismiss.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
