import { Anchor, Button, Group, Progress, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBrandLinkedin, IconMail } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

import { type SenderView } from '@/api/generated/types.gen';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DotBadge, type Tone } from '@/components/ui/dot-badge';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { useBusinessNow, useMay, useSession } from '@/lib/session';

import { HeldNote } from './held-note';
import { LinkedinMode } from './linkedin-mode';
import { useDisconnectSender } from './queries';
import classes from './sender-card.module.css';
import { SenderLimits } from './sender-limits';

const tones: Partial<Record<string, Tone>> = {
  connected: 'good',
  degraded: 'attention',
  disconnected: 'bad',
};

interface SenderCardProps {
  sender: SenderView;
  onReconnect: (kind: 'mailbox' | 'linkedin') => void;
}

export function SenderCard({ sender, onReconnect }: SenderCardProps) {
  const text = useText('settings');
  const [isAsking, asking] = useDisclosure(false);
  const [areLimitsOpen, limitsDialog] = useDisclosure(false);
  const disconnect = useDisconnectSender();
  const mayConnect = useMay('senders:connect');
  const isMine = useSession().user.id === sender.owner_id;
  const now = useBusinessNow(60_000);
  const { limits, state } = sender;
  const kind = sender.kind === 'linkedin' ? 'linkedin' : 'mailbox';
  const Sign = kind === 'mailbox' ? IconMail : IconBrandLinkedin;
  const isOut = state === 'disconnected' || state === 'degraded';
  const name = sender.address || sender.display_name;

  return (
    <article className={classes.card} aria-label={name}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Group gap="sm" wrap="nowrap" miw={0}>
          <span className={classes.sign}>
            <Sign size={20} stroke={1.6} aria-hidden />
          </span>
          <div style={{ minWidth: 0 }}>
            <Text fw={560} truncate>
              {name || text(`kind_${kind}`)}
            </Text>
            <Text size="sm" c="dimmed" truncate>
              {[sender.display_name, text(`kind_${kind}`)].filter(Boolean).join(' · ')}
            </Text>
          </div>
        </Group>
        <DotBadge tone={tones[state]}>{text.orElse(`state_${state}`, state)}</DotBadge>
      </Group>
      <Group justify="space-between" align="flex-end" mt="md" gap="md">
        <div className={classes.limits}>
          <Progress
            size={5}
            aria-hidden
            value={limits.per_day > 0 ? (100 * limits.used_today) / limits.per_day : 0}
          />
          <Text size="sm" c="dimmed" mt={6}>
            {text('usedToday', { used: limits.used_today, limit: limits.per_day })}
            {limits.per_hour !== null && ` · ${text('perHour', { count: limits.per_hour })}`}
            {new Date(limits.next_free_at) > now && (
              <>
                {' · '}
                {text('nextFree')} <TimeText at={limits.next_free_at} />
              </>
            )}
          </Text>
        </div>
        {mayConnect && (
          <Group gap="xs">
            <Button size="xs" variant="subtle" color="gray" onClick={limitsDialog.open}>
              {text('limits')}
            </Button>
            {isOut && (
              <Button size="xs" onClick={() => onReconnect(kind)}>
                {text('reconnect')}
              </Button>
            )}
            {state !== 'disconnected' && (
              <Button size="xs" variant="subtle" color="gray" onClick={asking.open}>
                {text('disconnect')}
              </Button>
            )}
          </Group>
        )}
      </Group>
      {kind === 'mailbox' && (
        <Text size="sm" c="dimmed" mt={6}>
          {text('healthWeek', sender.health)}
        </Text>
      )}
      {kind === 'mailbox' && isMine && (
        <Anchor
          size="sm"
          renderRoot={(props) => (
            <Link
              {...props}
              to="/settings/accounts/$senderId/access-log"
              params={{ senderId: sender.id }}
            />
          )}
        >
          {text('accessLink')}
        </Anchor>
      )}
      <HeldNote sender={sender} />
      {areLimitsOpen && <SenderLimits sender={sender} onClose={limitsDialog.close} />}
      {kind === 'linkedin' && <LinkedinMode sender={sender} />}
      <ConfirmDialog
        opened={isAsking}
        title={text('disconnectTitle', { address: name })}
        confirm={text('disconnect')}
        isDangerous
        isPending={disconnect.isPending}
        error={disconnect.error}
        onClose={asking.close}
        onConfirm={() =>
          disconnect.mutate({ path: { sender_id: sender.id } }, { onSuccess: asking.close })
        }
      >
        <Text>{text('disconnectText')}</Text>
      </ConfirmDialog>
    </article>
  );
}
