import { Anchor, Button } from '@mantine/core';
import { IconBook2 } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';

import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { ProblemNote } from '@/components/ui/problem-note';
import { FormSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';

import { CampaignForm } from './campaign-form';
import { useCreateCampaign, useSalesbook, useSenders } from './queries';

export function NewCampaignPage() {
  const text = useText('campaigns');
  return (
    <>
      <PageHeader
        title={text('new.title')}
        description={text('intro')}
        above={
          <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/campaigns" />}>
            {text('back')}
          </Anchor>
        }
      />
      <NewCampaign />
    </>
  );
}

function NewCampaign() {
  const text = useText('campaigns');
  const navigate = useNavigate();
  const salesbook = useSalesbook();
  const senders = useSenders();
  const create = useCreateCampaign();

  if (salesbook.isPending || senders.isPending) return <FormSkeleton fields={6} />;
  if (salesbook.isError || senders.isError) {
    return (
      <ProblemNote
        error={salesbook.error ?? senders.error}
        onRetry={() => Promise.all([salesbook.refetch(), senders.refetch()])}
      />
    );
  }
  const { offers, personas } = salesbook.data;
  const [offer] = offers;
  const [persona] = personas;
  if (!offer || !persona) {
    return (
      <EmptyState
        icon={IconBook2}
        title={text('new.salesbook.title')}
        action={
          <Button renderRoot={(props) => <Link {...props} to="/salesbook" />}>
            {text('new.salesbook.action')}
          </Button>
        }
      >
        {text('new.salesbook.text')}
      </EmptyState>
    );
  }
  const senderOf = (kind: 'mailbox' | 'linkedin') =>
    senders.data.items.find((sender) => sender.kind === kind)?.id ?? null;

  return (
    <CampaignForm
      salesbook={salesbook.data}
      senders={senders.data.items}
      initial={{
        name: '',
        offer_id: offer.id,
        persona_id: persona.id,
        goal: '',
        mailbox_id: senderOf('mailbox'),
        linkedin_id: senderOf('linkedin'),
      }}
      submit={text('new.submit')}
      isPending={create.isPending}
      error={create.error}
      onSubmit={(fields) =>
        create.mutate(
          { body: fields },
          {
            onSuccess: ({ id }) =>
              navigate({
                to: '/campaigns/$campaignId',
                params: { campaignId: id },
                search: { tab: 'sequence' },
              }),
          },
        )
      }
      cancel={
        <Button
          variant="subtle"
          color="gray"
          renderRoot={(props) => <Link {...props} to="/campaigns" />}
        >
          {text('new.cancel')}
        </Button>
      }
    />
  );
}
