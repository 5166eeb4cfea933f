import { Modal, Text } from '@mantine/core';

import { type PolicyView } from '@/api/generated/types.gen';
import { useText } from '@/i18n';

/** The published text, loaded when somebody asks to read it. */
export function PolicyDialog({ policy, onClose }: { policy: PolicyView; onClose: () => void }) {
  const common = useText('common');
  return (
    <Modal
      opened
      onClose={onClose}
      title={policy.title}
      size="lg"
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <Text style={{ whiteSpace: 'pre-wrap' }}>{policy.text}</Text>
    </Modal>
  );
}
