import { Alert, Button, Code, CopyButton, Group, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';

import { useText } from '@/i18n';

interface ToldOnceProps {
  title: string;
  secret: string;
  onClose: () => void;
}

/** A secret at the only moment it is shown. */
export function ToldOnce({ title, secret, onClose }: ToldOnceProps) {
  const text = useText('integrations');
  return (
    <Alert role="status" color="pine" icon={<IconKey aria-hidden size={18} />} title={title}>
      <Text size="sm">{text('toldOnce')}</Text>
      <Code block my="xs" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {secret}
      </Code>
      <Group gap="xs">
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button size="xs" onClick={copy}>
              {text(copied ? 'copied' : 'copy')}
            </Button>
          )}
        </CopyButton>
        <Button size="xs" variant="default" onClick={onClose}>
          {text('kept')}
        </Button>
      </Group>
    </Alert>
  );
}
