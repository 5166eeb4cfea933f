import { Alert, Button, Progress, Stack, Text } from '@mantine/core';
import { useState } from 'react';

import { type CampaignView, type MandateView } from '@/api/generated/types.gen';
import { useAnnounce } from '@/components/ui/announce';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Facts } from '@/components/ui/facts';
import { Panel } from '@/components/ui/panel';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { useRevokeMandate, useSenders } from './queries';

interface MandateStandingProps {
  campaign: CampaignView;
  mandate: MandateView;
  onRenew?: () => void;
}

/** The mandate in force: who signed what, how much of it is used, and the way out. */
export function MandateStanding({ campaign, mandate, onRenew }: MandateStandingProps) {
  const text = useText('autopilot');
  const maySign = useMay('mandates:sign');
  return (
    <Panel
      title={text('mandate.title')}
      actions={
        <>
          {onRenew && (
            <Button size="xs" variant="default" onClick={onRenew}>
              {text('mandate.renew')}
            </Button>
          )}
          {maySign && <Revoke campaignId={campaign.id} mandateId={mandate.id} />}
        </>
      }
    >
      <Stack gap="md">
        {(mandate.expires_soon || mandate.near_cap) && (
          <Alert color="yellow" variant="light" role="status">
            {text(mandate.expires_soon ? 'mandate.soon' : 'mandate.nearCap')}
          </Alert>
        )}
        <Terms campaign={campaign} mandate={mandate} />
      </Stack>
    </Panel>
  );
}

function Terms({ campaign, mandate }: MandateStandingProps) {
  const text = useText('autopilot');
  const steps = useText('campaigns');
  const senders = useSenders();
  const stepName = (stepId: string) => {
    const place = campaign.steps.findIndex(({ id }) => id === stepId);
    const kind = campaign.steps[place]?.kind ?? '';
    return place < 0
      ? '–'
      : text('level.step.value', {
          number: place + 1,
          kind: steps.orElse(`sequence.kind.${kind}`, kind),
        });
  };
  const senderName = (senderId: string) => {
    const found = senders.data?.items.find(({ id }) => id === senderId);
    return found ? found.address || found.display_name : '–';
  };
  return (
    <Facts
      facts={[
        { label: text('mandate.signed'), value: mandate.signed_name },
        {
          label: text('mandate.signedAt'),
          value: <TimeText at={mandate.signed_at} shape="date" />,
        },
        { label: text('mandate.until'), value: <TimeText at={mandate.expires_at} shape="date" /> },
        {
          label: text('mandate.used'),
          value: <Used used={mandate.used} limit={mandate.in_total} />,
        },
        {
          label: text('mandate.credits'),
          value: <Used used={mandate.credits_used} limit={mandate.credit_cap} />,
        },
        {
          label: text('mandate.perDay'),
          value: text('mandate.perDay.value', { count: mandate.per_day }),
        },
        {
          label: text('mandate.perCompany'),
          value: text('mandate.perCompany.value', { count: mandate.per_company }),
        },
        { label: text('mandate.steps'), value: mandate.step_ids.map(stepName).join(', ') },
        {
          label: text('mandate.kinds'),
          value: mandate.kinds.map((kind) => text(`kind.${kind}`)).join(', '),
        },
        { label: text('mandate.senders'), value: mandate.sender_ids.map(senderName).join(', ') },
        { label: text('mandate.undo'), value: text('mandate.undo.value') },
      ]}
    />
  );
}

function Used({ used, limit }: { used: number; limit: number }) {
  const text = useText('autopilot');
  return (
    <>
      <span className="tabular">{text('mandate.used.value', { used, limit })}</span>
      <Progress
        size={4}
        mt={4}
        maw={180}
        aria-hidden
        value={limit > 0 ? (100 * used) / limit : 0}
      />
    </>
  );
}

function Revoke({ campaignId, mandateId }: { campaignId: string; mandateId: string }) {
  const text = useText('autopilot');
  const announce = useAnnounce();
  const revoke = useRevokeMandate(campaignId);
  const [isAsked, setIsAsked] = useState(false);
  return (
    <>
      <Button size="xs" variant="light" color="red" onClick={() => setIsAsked(true)}>
        {text('mandate.revoke')}
      </Button>
      <ConfirmDialog
        opened={isAsked}
        title={text('mandate.revoke.title')}
        confirm={text('mandate.revoke')}
        isDangerous
        isPending={revoke.isPending}
        error={revoke.error}
        onConfirm={() =>
          revoke.mutate(
            { path: { campaign_id: campaignId, mandate_id: mandateId } },
            {
              onSuccess: () => {
                setIsAsked(false);
                announce(text('mandate.revoked'));
              },
            },
          )
        }
        onClose={() => setIsAsked(false)}
      >
        <Text size="sm">{text('mandate.revoke.text')}</Text>
      </ConfirmDialog>
    </>
  );
}
