import { Divider, Modal, Text } from '@mantine/core';

import { type PolicyView } from '@/api/generated/types.gen';
import { useLanguage, useText } from '@/i18n';

/** The published text, loaded when somebody asks to read it; a translation, which says itself that
 *  the original prevails, comes before it. */
export function PolicyDialog({ policy, onClose }: { policy: PolicyView; onClose: () => void }) {
  const common = useText('common');
  const { language } = useLanguage();
  const translation = policy.translation?.language === language ? policy.translation : null;
  return (
    <Modal
      opened
      onClose={onClose}
      title={translation?.title ?? policy.title}
      size="lg"
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      {translation && (
        <>
          <Text style={{ whiteSpace: 'pre-wrap' }}>{translation.text}</Text>
          <Divider my="lg" />
        </>
      )}
      <Text lang={policy.language} style={{ whiteSpace: 'pre-wrap' }}>
        {policy.text}
      </Text>
    </Modal>
  );
}
