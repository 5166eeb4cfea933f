import { Button, Modal, Text } from '@mantine/core';
import { IconPencil, IconPlayerPause, IconPlayerPlay, IconRocket } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';

import { type CampaignView } from '@/api/generated/types.gen';
import { useAnnounce } from '@/components/ui/announce';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { ProblemNote } from '@/components/ui/problem-note';
import { FormSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';
import { ifMatch } from '@/lib/api-client';
import { useMay } from '@/lib/session';

import { CampaignForm } from './campaign-form';
import {
  useEditCampaign,
  useLaunch,
  usePause,
  useResume,
  useSalesbook,
  useSenders,
} from './queries';

const route = getRouteApi('/app/campaigns/$campaignId');

/** Launch, pause, resume, edit: what the campaign's state allows. */
export function CampaignActions({ campaign }: { campaign: CampaignView }) {
  const text = useText('campaigns');
  const mayLaunch = useMay('campaigns:launch');
  const mayEdit = useMay('campaigns:create');
  const { edit: isEditing = false } = route.useSearch();
  const navigate = route.useNavigate();
  const setIsEditing = (edit: boolean) =>
    void navigate({
      search: (before) => ({ ...before, edit: edit || undefined }),
      replace: true,
    });

  return (
    <>
      {mayEdit && campaign.state === 'draft' && (
        <Button
          variant="default"
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={() => setIsEditing(true)}
        >
          {text('edit')}
        </Button>
      )}
      {mayLaunch && campaign.state === 'draft' && <Launch campaign={campaign} />}
      {mayLaunch && campaign.state === 'running' && <Pause campaign={campaign} />}
      {mayLaunch && campaign.state === 'paused' && <Resume campaign={campaign} />}
      <EditDialog
        campaign={campaign}
        opened={isEditing && mayEdit && campaign.state === 'draft'}
        onClose={() => setIsEditing(false)}
      />
    </>
  );
}

function Launch({ campaign }: { campaign: CampaignView }) {
  const text = useText('campaigns');
  const announce = useAnnounce();
  const launch = useLaunch();
  const [isAsked, setIsAsked] = useState(false);
  const close = () => {
    setIsAsked(false);
    launch.reset();
  };
  return (
    <>
      <Button leftSection={<IconRocket size={16} aria-hidden />} onClick={() => setIsAsked(true)}>
        {text('launch')}
      </Button>
      <ConfirmDialog
        opened={isAsked}
        title={text('launch.confirm.title')}
        confirm={text('launch')}
        isPending={launch.isPending}
        error={launch.error}
        onConfirm={() =>
          launch.mutate(
            { path: { campaign_id: campaign.id } },
            {
              onSuccess: () => {
                close();
                announce(text('done.launched'));
              },
            },
          )
        }
        onClose={close}
      >
        <Text size="sm">{text('launch.confirm.text', { count: campaign.counts.enrolled })}</Text>
      </ConfirmDialog>
    </>
  );
}

function Pause({ campaign }: { campaign: CampaignView }) {
  const text = useText('campaigns');
  const announce = useAnnounce();
  const pause = usePause();
  return (
    <>
      {pause.isError && <ProblemNote error={pause.error} />}
      <Button
        variant="default"
        loading={pause.isPending}
        leftSection={<IconPlayerPause size={16} aria-hidden />}
        onClick={() =>
          pause.mutate(
            { path: { campaign_id: campaign.id } },
            { onSuccess: () => announce(text('done.paused')) },
          )
        }
      >
        {text('pause')}
      </Button>
    </>
  );
}

function Resume({ campaign }: { campaign: CampaignView }) {
  const text = useText('campaigns');
  const announce = useAnnounce();
  const resume = useResume();
  return (
    <>
      {resume.isError && <ProblemNote error={resume.error} />}
      <Button
        loading={resume.isPending}
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        onClick={() =>
          resume.mutate(
            { path: { campaign_id: campaign.id } },
            { onSuccess: () => announce(text('done.resumed')) },
          )
        }
      >
        {text('resume')}
      </Button>
    </>
  );
}

interface EditDialogProps {
  campaign: CampaignView;
  opened: boolean;
  onClose: () => void;
}

function EditDialog({ campaign, opened, onClose }: EditDialogProps) {
  const text = useText('campaigns');
  const common = useText('common');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={text('edit.title')}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <EditCampaign campaign={campaign} onClose={onClose} />
    </Modal>
  );
}

function EditCampaign({ campaign, onClose }: Omit<EditDialogProps, 'opened'>) {
  const text = useText('campaigns');
  const announce = useAnnounce();
  const salesbook = useSalesbook();
  const senders = useSenders();
  const edit = useEditCampaign();

  if (salesbook.isPending || senders.isPending) return <FormSkeleton fields={6} />;
  if (salesbook.isError || senders.isError) {
    return (
      <ProblemNote
        error={salesbook.error ?? senders.error}
        onRetry={() => Promise.all([salesbook.refetch(), senders.refetch()])}
      />
    );
  }
  const { name, offer_id, persona_id, goal, mailbox_id, linkedin_id } = campaign;
  return (
    <CampaignForm
      salesbook={salesbook.data}
      senders={senders.data.items}
      initial={{ name, offer_id, persona_id, goal, mailbox_id, linkedin_id }}
      submit={text('edit.save')}
      isPending={edit.isPending}
      error={edit.error}
      onSubmit={(fields) =>
        edit.mutate(
          {
            path: { campaign_id: campaign.id },
            headers: ifMatch(campaign.version),
            body: fields,
          },
          {
            onSuccess: () => {
              announce(text('edit.saved'));
              onClose();
            },
          },
        )
      }
      cancel={
        <Button variant="subtle" color="gray" onClick={onClose}>
          {text('new.cancel')}
        </Button>
      }
    />
  );
}
