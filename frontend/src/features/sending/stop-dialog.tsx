import { NativeSelect, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';

import { type StopScope } from '@/api/generated/types.gen';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';

import { useStopSending, useTargets } from './queries';

const SCOPES = ['workspace', 'channel', 'sender', 'campaign'] as const;
type Scope = (typeof SCOPES)[number] & StopScope;
const CHANNELS = ['email', 'linkedin'] as const;
const SHORTEST_REASON = 3;

/** What is stopped, from the whole workspace down to one campaign, and why (product.md AUT-8). */
export function StopDialog({ onClose }: { onClose: () => void }) {
  const text = useText('sending');
  const common = useText('common');
  const stop = useStopSending();
  const { senders, campaigns } = useTargets();
  const [scope, setScope] = useState<Scope>('workspace');
  const [target, setTarget] = useState('');
  const [reason, setReason] = useState('');
  const [isAsked, setIsAsked] = useState(false);

  const targets: Record<Scope, { value: string; label: string }[]> = {
    workspace: [],
    channel: CHANNELS.map((one) => ({ value: one, label: common(`channel_${one}`) })),
    sender: (senders.data?.items ?? []).map(({ id, address, display_name: name }) => ({
      value: id,
      label: address || name,
    })),
    campaign: (campaigns.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  };
  const isMissing = scope !== 'workspace' && target === '';
  const isShort = reason.trim().length < SHORTEST_REASON;
  const failed = scope === 'sender' ? senders.error : scope === 'campaign' ? campaigns.error : null;

  const confirm = () => {
    setIsAsked(true);
    if (isMissing || isShort) return;
    stop.mutate({ body: { scope, target, reason: reason.trim() } }, { onSuccess: onClose });
  };

  return (
    <ConfirmDialog
      opened
      title={text('stopTitle')}
      confirm={text('stopConfirm')}
      isDangerous
      isPending={stop.isPending}
      error={stop.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Text>{text('stopText')}</Text>
      <Radio.Group
        label={text('stopScope')}
        value={scope}
        onChange={(chosen) => {
          setScope(SCOPES.find((one) => one === chosen) ?? 'workspace');
          setTarget('');
        }}
      >
        <Stack gap="xs" mt="xs">
          {SCOPES.map((one) => (
            <Radio key={one} value={one} label={text(`stopScope_${one}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {scope !== 'workspace' && (
        <NativeSelect
          label={text(`stopTarget_${scope}`)}
          data={[{ value: '', label: '–' }, ...targets[scope]]}
          value={target}
          error={isAsked && isMissing ? text('stopTargetNeeded') : undefined}
          onChange={(event) => setTarget(event.currentTarget.value)}
        />
      )}
      {failed !== null && <ProblemNote error={failed} />}
      <Text size="sm" c="dimmed">
        {text('stopOne')}
      </Text>
      <Textarea
        label={common('reason')}
        description={common('reasonKept')}
        error={isAsked && isShort ? common('reasonNeeded') : undefined}
        value={reason}
        maxLength={500}
        required
        autosize
        minRows={2}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
