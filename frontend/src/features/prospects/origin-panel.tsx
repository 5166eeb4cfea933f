import { Button, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';

import { type HeardObjection, type ProspectCard } from '@/api/generated/types.gen';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Facts } from '@/components/ui/facts';
import { Panel } from '@/components/ui/panel';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { useDates } from '@/lib/dates';
import { useMay } from '@/lib/session';

import { useOpposeProspect } from './queries';

type Channel = Exclude<NonNullable<HeardObjection['channel']>, 'api'>;

const CHANNELS: readonly Channel[] = ['email', 'linkedin', 'phone', 'meeting', 'post', 'other'];

export function OriginPanel({ card }: { card: ProspectCard }) {
  const text = useText('prospects');
  const dates = useDates();
  const maySuppress = useMay('suppression:add');
  const [isAsking, asking] = useDisclosure(false);
  const { origin, rights } = card;
  const since = rights.opted_out_at ?? rights.restricted_at;

  return (
    <Panel title={text('origin')}>
      <Facts
        facts={[
          { label: text('source'), value: origin.source },
          { label: text('legalBasis'), value: text(`basis_${origin.legal_basis}`) },
          { label: text('collectedOn'), value: dates.date(origin.collected_on) },
        ]}
      />
      <Text size="sm" mt="sm" c={since === null ? 'dimmed' : undefined}>
        {since === null ? (
          text('rightsOk')
        ) : (
          <>
            {text(rights.opted_out_at === null ? 'rightsRestricted' : 'rightsOpted')} ·{' '}
            <TimeText at={since} shape="date" />
          </>
        )}
      </Text>
      {maySuppress && !card.opted_out && (
        <Button size="xs" variant="default" mt="sm" onClick={asking.open}>
          {text('optOut')}
        </Button>
      )}
      {isAsking && <OptOutDialog card={card} onClose={asking.close} />}
    </Panel>
  );
}

function OptOutDialog({ card, onClose }: { card: ProspectCard; onClose: () => void }) {
  const text = useText('prospects');
  const oppose = useOpposeProspect(card.id);
  const [reason, setReason] = useState('');
  const [channel, setChannel] = useState<Channel>('email');
  return (
    <ConfirmDialog
      opened
      title={text('optOutTitle', { name: card.full_name })}
      confirm={text('optOutConfirm')}
      isDangerous
      isPending={oppose.isPending}
      error={oppose.error}
      onClose={onClose}
      onConfirm={() =>
        oppose.mutate(
          { path: { prospect_id: card.id }, body: { reason, channel } },
          { onSuccess: onClose },
        )
      }
    >
      <Stack>
        <Text>{text('optOutText')}</Text>
        <NativeSelect
          label={text('channel')}
          value={channel}
          onChange={(event) =>
            setChannel(CHANNELS.find((one) => one === event.currentTarget.value) ?? 'other')
          }
          data={CHANNELS.map((one) => ({ value: one, label: text(`channel_${one}`) }))}
        />
        <Textarea
          label={text('optOutReason')}
          maxLength={200}
          autosize
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  );
}
