import { Button, Group, Stack, Text } from '@mantine/core';
import { IconBrandLinkedin, IconMail, IconPlugConnected } from '@tabler/icons-react';

import { EmptyState } from '@/components/ui/empty-state';
import { ProblemNote } from '@/components/ui/problem-note';
import { CardsSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { useConnectSender, useSenders } from './queries';
import { SenderCard } from './sender-card';
import { Services } from './services';
import { WorkspaceLimits } from './workspace-limits';

type Kind = 'mailbox' | 'linkedin';

export function AccountsPage() {
  const text = useText('settings');
  const senders = useSenders();
  const connect = useConnectSender();
  const mayConnect = useMay('senders:connect');

  const onConnect = (kind: Kind) =>
    connect.mutate(
      { body: { kind } },
      // The provider's own page: credentials never pass through ours.
      { onSuccess: ({ url }) => window.location.assign(url) },
    );
  const buttons = mayConnect && (
    <Group gap="xs" justify="center">
      <Button
        leftSection={<IconMail size={16} aria-hidden />}
        loading={connect.isPending && connect.variables.body.kind === 'mailbox'}
        onClick={() => onConnect('mailbox')}
      >
        {text('connectMailbox')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconBrandLinkedin size={16} aria-hidden />}
        loading={connect.isPending && connect.variables.body.kind === 'linkedin'}
        onClick={() => onConnect('linkedin')}
      >
        {text('connectLinkedin')}
      </Button>
    </Group>
  );

  if (senders.isPending) return <CardsSkeleton cards={2} height={104} />;
  if (senders.isError) return <ProblemNote error={senders.error} onRetry={senders.refetch} />;

  const { items } = senders.data;
  return (
    <Stack>
      {connect.isError && <ProblemNote error={connect.error} />}
      {items.length === 0 ? (
        <EmptyState icon={IconPlugConnected} title={text('emptyTitle')} action={buttons}>
          {text('emptyText')}
        </EmptyState>
      ) : (
        <>
          <Group justify="space-between" align="flex-start">
            <Text c="dimmed" maw={440}>
              {text('accountsText')}
            </Text>
            {buttons}
          </Group>
          {items.map((sender) => (
            <SenderCard key={sender.id} sender={sender} onReconnect={onConnect} />
          ))}
          <WorkspaceLimits />
        </>
      )}
      {mayConnect && (
        <Text size="sm" c="dimmed" ta={items.length === 0 ? 'center' : undefined}>
          {text('connectText')}
        </Text>
      )}
      <Services />
    </Stack>
  );
}
