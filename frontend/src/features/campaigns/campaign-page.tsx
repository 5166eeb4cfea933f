import { Anchor, Tabs } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';

import { type CampaignView } from '@/api/generated/types.gen';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { ProblemNote } from '@/components/ui/problem-note';
import { PageSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';

import { AutopilotPart } from './autopilot-part';
import { CampaignActions } from './campaign-actions';
import { CampaignResults } from './campaign-results';
import { parseCampaignSearch, type Tab, TABS } from './campaign-search';
import { CampaignState } from './campaign-state';
import { Enrolments } from './enrolments';
import { LiaPart } from './lia-part';
import { Overview } from './overview';
import { useCampaign } from './queries';
import { SequencePart } from './sequence-part';
import { SimulationPart } from './simulation-part';

const route = getRouteApi('/app/campaigns/$campaignId');

export function CampaignPage() {
  const { campaignId } = route.useParams();
  const campaign = useCampaign(campaignId);
  if (campaign.isPending) return <PageSkeleton />;
  if (campaign.isError) {
    return (
      <>
        <Back />
        <ProblemNote error={campaign.error} onRetry={campaign.refetch} />
      </>
    );
  }
  return <Campaign campaign={campaign.data} />;
}

function Back() {
  const text = useText('campaigns');
  return (
    <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/campaigns" />}>
      {text('back')}
    </Anchor>
  );
}

function Campaign({ campaign }: { campaign: CampaignView }) {
  const text = useText('campaigns');
  const { tab = 'overview' } = route.useSearch();
  const navigate = route.useNavigate();
  const show = (chosen: string | null) =>
    void navigate({ search: parseCampaignSearch({ tab: chosen }), replace: true });

  return (
    <>
      <PageHeader
        above={<Back />}
        title={campaign.name}
        description={<CampaignState state={campaign.state} />}
        actions={<CampaignActions campaign={campaign} />}
      />
      <Tabs value={tab} onChange={show} keepMounted={false}>
        <Tabs.List aria-label={text('tabs.label')} mb="lg">
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {text(`tab.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab}>
          <Part tab={tab} campaign={campaign} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function Part({ tab, campaign }: { tab: Tab; campaign: CampaignView }) {
  switch (tab) {
    case 'sequence':
      return <SequencePart key={campaign.version} campaign={campaign} />;
    case 'prospects':
      return <Enrolments campaign={campaign} />;
    case 'simulation':
      return <SimulationPart campaign={campaign} />;
    case 'autopilot':
      return <AutopilotPart campaign={campaign} />;
    case 'tasks':
      return <TasksPart campaignId={campaign.id} />;
    case 'lia':
      return <LiaPart campaign={campaign} />;
    case 'results':
      return <CampaignResults campaignId={campaign.id} />;
    default:
      return <Overview campaign={campaign} />;
  }
}

/** What is done by hand has its own page, for all campaigns or this one. */
function TasksPart({ campaignId }: { campaignId: string }) {
  const text = useText('campaigns');
  return (
    <EmptyState icon={IconChecklist} title={text('tasks.title')}>
      {text('tasks.text')}{' '}
      <Anchor
        renderRoot={(props) => <Link {...props} to="/tasks" search={{ campaign: campaignId }} />}
      >
        {text('tasks.open')}
      </Anchor>
    </EmptyState>
  );
}
