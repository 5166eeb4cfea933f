import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';

import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { useKeys } from '@/lib/keys';

const MAX_INSTRUCTION = 300;

interface RegenerateDialogProps {
  opened: boolean;
  isFree: boolean;
  isPending: boolean;
  error: unknown;
  onRegenerate: (instruction: string) => void;
  onClose: () => void;
}

export function RegenerateDialog(props: RegenerateDialogProps) {
  const { opened, onClose } = props;
  const text = useText('review');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={text('regenerate.title')}
      closeButtonProps={{ 'aria-label': text('close') }}
    >
      <RegenerateForm {...props} />
    </Modal>
  );
}

function RegenerateForm(props: RegenerateDialogProps) {
  const { isFree, isPending, error, onRegenerate, onClose } = props;
  const text = useText('review');
  const [instruction, setInstruction] = useState('');
  const submit = () => {
    if (!isPending) onRegenerate(instruction.trim());
  };
  useKeys({ 'Mod+Enter': submit }, { inDialog: true });

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack>
        <Textarea
          data-autofocus
          label={text('regenerate.field')}
          placeholder={text('regenerate.placeholder')}
          autosize
          minRows={3}
          maxLength={MAX_INSTRUCTION}
          value={instruction}
          onChange={(event) => setInstruction(event.currentTarget.value)}
        />
        <Text size="sm" c="dimmed">
          {text(isFree ? 'regenerate.free' : 'regenerate.price')}
        </Text>
        {error != null && <ProblemNote error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {text('cancel')}
          </Button>
          <Button type="submit" loading={isPending}>
            {text('regenerate.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
