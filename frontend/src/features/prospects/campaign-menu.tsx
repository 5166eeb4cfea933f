import { Button, Menu } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';

import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';

import { useOpenCampaigns } from './queries';

interface CampaignMenuProps {
  onChoose: (campaignId: string, name: string) => void;
  isPending: boolean;
}

/** The campaigns that people may still come into. */
export function CampaignMenu({ onChoose, isPending }: CampaignMenuProps) {
  const text = useText('prospects');
  const campaigns = useOpenCampaigns();
  return (
    <Menu position="top-start" width={280}>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconSend size={14} aria-hidden />}
          loading={isPending}
        >
          {text('enrol')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {campaigns.isPending && <Menu.Label>…</Menu.Label>}
        {campaigns.isError && <ProblemNote error={campaigns.error} onRetry={campaigns.refetch} />}
        {campaigns.data?.length === 0 && <Menu.Label>{text('enrolNowhere')}</Menu.Label>}
        {campaigns.data?.map((one) => (
          <Menu.Item key={one.id} onClick={() => onChoose(one.id, one.name)}>
            {one.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
