import { Button, Group, Skeleton, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';

import { type LimitSetting } from '@/api/generated/types.gen';
import { LimitsDialog } from '@/components/ui/limits-dialog';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { Loading } from '@/components/ui/skeletons';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { useCampaignCap, useSetCampaignCap } from './queries';

/** What the campaign may send a day, from all of its accounts; the lowest limit binds. */
export function CapPart({ campaignId }: { campaignId: string }) {
  const text = useText('campaigns');
  const cap = useCampaignCap(campaignId);
  const [isOpen, dialog] = useDisclosure(false);
  const maySet = useMay('limits:set');
  return (
    <Panel title={text('cap.title')} description={text('cap.text')}>
      {cap.isPending && (
        <Loading>
          <Skeleton height={20} />
        </Loading>
      )}
      {cap.isError && <ProblemNote error={cap.error} onRetry={cap.refetch} />}
      {cap.isSuccess && (
        <Group justify="space-between" gap="xs">
          <Text>
            {text('cap.value', { count: cap.data.value })}{' '}
            <Text span c="dimmed" size="sm">
              {text.orElse(`cap.origin.${cap.data.origin}`, '')}
            </Text>
          </Text>
          {maySet && (
            <Button size="xs" variant="default" onClick={dialog.open}>
              {text('cap.change')}
            </Button>
          )}
        </Group>
      )}
      {isOpen && cap.isSuccess && (
        <Change campaignId={campaignId} cap={cap.data} onClose={dialog.close} />
      )}
    </Panel>
  );
}

interface ChangeProps {
  campaignId: string;
  cap: LimitSetting;
  onClose: () => void;
}

function Change({ campaignId, cap, onClose }: ChangeProps) {
  const text = useText('campaigns');
  const save = useSetCampaignCap(campaignId);
  return (
    <LimitsDialog
      title={text('cap.title')}
      settings={[cap]}
      own="campaign"
      isPending={save.isPending}
      error={save.error}
      onSave={(limits, reason) =>
        save.mutate(
          {
            path: { campaign_id: campaignId },
            body: { per_day: limits[cap.name] ?? null, reason },
          },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      {text('cap.text')}
    </LimitsDialog>
  );
}
