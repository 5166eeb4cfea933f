import { Anchor, Button, List, Stack, Text } from '@mantine/core';
import { IconMessageCircle } from '@tabler/icons-react';

import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { PageSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';

import { useChat, useSupport } from './queries';

/** The way to support: a chat that only a click loads, and an e-mail address (INT-7). */
export function HelpPage() {
  const text = useText('help');
  const support = useSupport();
  if (support.isPending) return <PageSkeleton />;
  return (
    <>
      <PageHeader title={text('title')} description={text('description')} />
      {support.isError ? (
        <ProblemNote error={support.error} onRetry={support.refetch} />
      ) : (
        <Stack gap="md">
          {support.data.chat && <ChatPart />}
          <Panel title={text('mail')} description={text('mailText')}>
            <Anchor href={`mailto:${support.data.address}`}>{support.data.address}</Anchor>
          </Panel>
        </Stack>
      )}
    </>
  );
}

/** What the click does is said before it. */
function ChatPart() {
  const text = useText('help');
  const chat = useChat();
  return (
    <Panel title={text('chat')} description={text('chatText')}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{text('told')}</Text>
        <List size="sm">
          <List.Item>{text('visitorCookies')}</List.Item>
          <List.Item>{text('sessionCookie')}</List.Item>
        </List>
        <Text size="sm" c="dimmed">
          {text('noProspects')}
        </Text>
        {chat.isError && <ProblemNote error={chat.error} />}
        <Button
          leftSection={<IconMessageCircle size={16} aria-hidden />}
          loading={chat.isPending}
          onClick={() => chat.mutate()}
        >
          {text('open')}
        </Button>
        {chat.isSuccess && (
          <Text size="sm" role="status">
            {text('opened')}
          </Text>
        )}
      </Stack>
    </Panel>
  );
}
