import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';

import { type ReviewView } from '@/api/generated/types.gen';
import { useAnnounce } from '@/components/ui/announce';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useText } from '@/i18n';
import { useKeys } from '@/lib/keys';
import { useMay } from '@/lib/session';

import { useApproveBatch } from './queries';

const MOST = 20;

interface BatchBarProps {
  /** Messages that were opened in this visit: what was never shown is never approved (COP-5). */
  shown: readonly ReviewView[];
  onApproved: (draftIds: readonly string[]) => void;
}

/** `Shift+a`: the low-risk messages that were read, each approved by its own fingerprint. */
export function BatchBar({ shown, onApproved }: BatchBarProps) {
  const text = useText('review');
  const announce = useAnnounce();
  const mayApprove = useMay('drafts:approve');
  const batch = useApproveBatch();
  const [isAsking, setIsAsking] = useState(false);
  const ready = shown
    .filter((one) => one.risk === 'low' && one.state === 'to_approve' && one.rendered !== null)
    .slice(0, MOST);
  const ask = () => {
    if (mayApprove && ready.length > 1) setIsAsking(true);
  };
  useKeys({ 'Shift+a': ask });
  if (!mayApprove || ready.length < 2) return null;

  const approve = () =>
    batch.mutate(
      {
        body: {
          items: ready.map((one) => ({
            draft_id: one.draft_id,
            sha256: one.rendered?.sha256 ?? '',
          })),
        },
      },
      {
        onSuccess: ({ items }) => {
          const done = items.filter((one) => one.code === '').map((one) => one.draft_id);
          setIsAsking(false);
          onApproved(done);
          announce(text('batch.done', { count: done.length }));
        },
      },
    );

  return (
    <Group mb="sm">
      <Button size="xs" variant="default" onClick={ask}>
        {text('batch.approve', { count: ready.length })}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={text('batch.title', { count: ready.length })}
        confirm={text('batch.confirm')}
        isPending={batch.isPending}
        error={batch.error}
        onConfirm={approve}
        onClose={() => setIsAsking(false)}
      >
        <Text size="sm">{text('batch.text')}</Text>
      </ConfirmDialog>
    </Group>
  );
}
