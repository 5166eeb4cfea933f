import { Anchor, Alert, Stack, Text } from '@mantine/core';
import { IconMailFast } from '@tabler/icons-react';

import { useText } from '@/i18n';

interface MailSentProps {
  email: string;
  /** Where the sandbox shows its mail. */
  mailboxUrl: string | null;
}

/** A link is on its way; whether the address has an account is told there alone. */
export function MailSent({ email, mailboxUrl }: MailSentProps) {
  const text = useText('accounts');
  return (
    <Alert
      role="status"
      variant="light"
      icon={<IconMailFast size={18} aria-hidden />}
      title={text('mailSentTitle')}
    >
      <Stack gap="xs">
        <Text size="sm">{text('mailSentText', { email })}</Text>
        {mailboxUrl && (
          <Anchor size="sm" href={mailboxUrl} target="_blank" rel="noreferrer">
            {text('openMailbox')}
          </Anchor>
        )}
      </Stack>
    </Alert>
  );
}
