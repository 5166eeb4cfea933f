import { Button, Stack, Text } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useState } from 'react';

import { type CampaignView, type MandateView } from '@/api/generated/types.gen';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { PageSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { CapPart } from './cap-part';
import { HeldPart } from './held-part';
import { LevelsPart } from './levels-part';
import { MandateForm } from './mandate-form';
import { MandateStanding } from './mandate-standing';
import { useMandates } from './queries';

/** What may leave without a click: who signed it, what earned it, what is about to go. */
export function AutopilotPart({ campaign }: { campaign: CampaignView }) {
  const mandates = useMandates(campaign.id);
  if (mandates.isPending) return <PageSkeleton />;
  if (mandates.isError) return <ProblemNote error={mandates.error} onRetry={mandates.refetch} />;
  const { items } = mandates.data;
  const current = items.find((one) => one.state === 'active');
  return (
    <Stack gap="md">
      <Mandate campaign={campaign} current={current} />
      {current && <HeldPart campaignId={campaign.id} />}
      <LevelsPart campaign={campaign} />
      <CapPart campaignId={campaign.id} />
      <Past mandates={items.filter((one) => one !== current)} />
    </Stack>
  );
}

interface MandateProps {
  campaign: CampaignView;
  current: MandateView | undefined;
}

function Mandate({ campaign, current }: MandateProps) {
  const text = useText('autopilot');
  const maySign = useMay('mandates:sign');
  const [isSigning, setIsSigning] = useState(false);
  const close = () => setIsSigning(false);

  if (isSigning) return <MandateForm campaign={campaign} onSigned={close} onCancel={close} />;
  if (current) {
    return (
      <MandateStanding
        campaign={campaign}
        mandate={current}
        onRenew={maySign ? () => setIsSigning(true) : undefined}
      />
    );
  }
  return (
    <Panel title={text('mandate.title')}>
      <EmptyState
        icon={IconSignature}
        title={text('mandate.none.title')}
        action={maySign && <Button onClick={() => setIsSigning(true)}>{text('sign.title')}</Button>}
      >
        {text('mandate.none.text')}
      </EmptyState>
      {!maySign && (
        <Text size="sm" c="dimmed" ta="center">
          {text('sign.readonly')}
        </Text>
      )}
    </Panel>
  );
}

function Past({ mandates }: { mandates: readonly MandateView[] }) {
  const text = useText('autopilot');
  if (mandates.length === 0) return null;
  const columns: Column<MandateView>[] = [
    { key: 'name', header: text('mandate.signed'), cell: (row) => row.signed_name },
    {
      key: 'signed',
      header: text('past.signed'),
      cell: (row) => <TimeText at={row.signed_at} shape="date" />,
    },
    {
      key: 'used',
      header: text('past.used'),
      cell: (row) => (
        <span className="tabular">
          {text('mandate.used.value', { used: row.used, limit: row.in_total })}
        </span>
      ),
    },
    {
      key: 'end',
      header: text('past.end'),
      cell: (row) => (
        <>
          {text.orElse(`end.${row.end || 'expired'}`, row.end)} ·{' '}
          <TimeText at={row.ended_at ?? row.expires_at} shape="date" />
        </>
      ),
    },
  ];
  return (
    <Panel title={text('past.title')} flush>
      <DataTable
        caption={text('past.title')}
        columns={columns}
        rows={mandates}
        keyOf={(row) => row.id}
        nameOf={(row) => row.signed_name}
      />
    </Panel>
  );
}
