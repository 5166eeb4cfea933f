import { Button, Checkbox, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';

import { type SenderView } from '@/api/generated/types.gen';
import { ProblemNote } from '@/components/ui/problem-note';
import { CardsSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { useMay, useSession } from '@/lib/session';

import { useAcceptRisk, useRevokeRisk, useRiskText } from './queries';

/** Assisted by default; automated only under its owner's signature (product.md SND-1). */
export function LinkedinMode({ sender }: { sender: SenderView }) {
  const text = useText('settings');
  const [isSigning, signing] = useDisclosure(false);
  const revoke = useRevokeRisk();
  const { user } = useSession();
  const mayConnect = useMay('senders:connect');
  const isOwner = sender.owner_id === user.id;
  const { risk } = sender;
  return (
    <Stack gap={6} mt="md">
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed" maw={520}>
          {text(`mode_${sender.mode}`)}
          {risk !== null && (
            <>
              {' '}
              {text('riskSigned', { name: risk.name })} <TimeText at={risk.at} />
            </>
          )}
        </Text>
        {mayConnect && isOwner && sender.mode === 'assisted' && sender.state === 'connected' && (
          <Button size="xs" variant="default" onClick={signing.open}>
            {text('automate')}
          </Button>
        )}
        {sender.mode === 'automated' && (
          <Button
            size="xs"
            variant="default"
            loading={revoke.isPending}
            onClick={() => revoke.mutate({ path: { sender_id: sender.id } })}
          >
            {text('assist')}
          </Button>
        )}
      </Group>
      {revoke.isError && <ProblemNote error={revoke.error} />}
      {isSigning && <RiskDialog senderId={sender.id} onClose={signing.close} />}
    </Stack>
  );
}

function RiskDialog({ senderId, onClose }: { senderId: string; onClose: () => void }) {
  const text = useText('settings');
  const common = useText('common');
  const risk = useRiskText();
  const accept = useAcceptRisk();
  const [name, setName] = useState('');
  const [isAccepted, setIsAccepted] = useState(false);

  const look = () => {
    if (risk.isPending) return <CardsSkeleton cards={1} height={120} />;
    if (risk.isError) return <ProblemNote error={risk.error} onRetry={risk.refetch} />;
    const { points, version } = risk.data;
    return (
      <Stack>
        <List size="sm" spacing="xs">
          {points.map((point) => (
            <List.Item key={point}>{point}</List.Item>
          ))}
        </List>
        <TextInput
          label={text('riskName')}
          value={name}
          required
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox
          label={text('riskAccept')}
          checked={isAccepted}
          onChange={(event) => setIsAccepted(event.currentTarget.checked)}
        />
        {accept.isError && <ProblemNote error={accept.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button
            disabled={!isAccepted || name.trim() === ''}
            loading={accept.isPending}
            onClick={() =>
              accept.mutate(
                { path: { sender_id: senderId }, body: { version, name, accepted: true } },
                { onSuccess: onClose },
              )
            }
          >
            {text('riskSign')}
          </Button>
        </Group>
      </Stack>
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={risk.data?.title ?? text('automate')}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      {look()}
    </Modal>
  );
}
