import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useState } from 'react';

import {
  type CampaignView,
  type PlanDayView,
  type PlanLimitView,
  type PlanSampleView,
  type PlanSkipView,
  type SimulationView,
} from '@/api/generated/types.gen';
import { useAnnounce } from '@/components/ui/announce';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { Figures } from '@/components/ui/figures';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useNumber, useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { useActivatePlan, useSimulate, useSimulation } from './queries';

/** What the campaign would do in the next ten working days; nothing is sent, nothing is spent. */
export function SimulationPart({ campaign }: { campaign: CampaignView }) {
  const text = useText('campaigns');
  const mayRun = useMay('campaigns:create');
  const announce = useAnnounce();
  const last = useSimulation(campaign.id);
  const simulate = useSimulate();

  const run = mayRun && (
    <Button
      leftSection={<IconFlask size={16} aria-hidden />}
      loading={simulate.isPending}
      onClick={() =>
        simulate.mutate(
          { path: { campaign_id: campaign.id } },
          { onSuccess: () => announce(text('simulation.ready')) },
        )
      }
    >
      {text('simulation.run')}
    </Button>
  );
  const failure = simulate.isError && <ProblemNote error={simulate.error} />;

  if (last.isPending) return <TableSkeleton rows={5} />;
  if (last.isError) return <ProblemNote error={last.error} onRetry={last.refetch} />;
  if (last.data === null) {
    return (
      <Stack gap="sm">
        <EmptyState icon={IconFlask} title={text('simulation.empty.title')} action={run}>
          {text('simulation.empty.text')}
        </EmptyState>
        {failure}
      </Stack>
    );
  }
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {text('simulation.made')} <TimeText at={last.data.made_at} />. {text('simulation.note')}
        </Text>
        {run}
      </Group>
      {failure}
      <Plan campaign={campaign} plan={last.data} />
    </Stack>
  );
}

function Plan({ campaign, plan }: { campaign: CampaignView; plan: SimulationView }) {
  const text = useText('campaigns');
  const mayLaunch = useMay('campaigns:launch');
  const isStale = plan.has_drifted || !plan.is_fresh;
  return (
    <>
      {isStale && (
        <Alert color="yellow" variant="light">
          {text(plan.has_drifted ? 'simulation.drifted' : 'simulation.old')}
        </Alert>
      )}
      {plan.total_actions === 0 && (
        <Alert color="yellow" variant="light">
          {text('simulation.nothing')}
        </Alert>
      )}
      {plan.credits > plan.credits_available && (
        <Alert color="red" variant="light">
          {text('simulation.credits.short')}
        </Alert>
      )}
      <Figures
        figures={[
          { label: text('simulation.people'), value: plan.people },
          { label: text('simulation.actions'), value: plan.total_actions },
          { label: text('simulation.unplaced'), value: plan.unplaced },
          {
            label: text('simulation.credits'),
            value: plan.credits,
            note: text('simulation.credits.left', { count: plan.credits_available }),
          },
          {
            label: text('simulation.company'),
            value: plan.busiest_company_actions,
            note: plan.busiest_company,
          },
        ]}
      />
      <Days days={plan.days} />
      <Limits limits={plan.limits} />
      <Skips skipped={plan.skipped} />
      <Samples samples={plan.samples} />
      {campaign.state === 'draft' && mayLaunch && !isStale && <Activate plan={plan} />}
    </>
  );
}

function Activate({ plan }: { plan: SimulationView }) {
  const text = useText('campaigns');
  const announce = useAnnounce();
  const activate = useActivatePlan(plan.campaign_id);
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <div>
        <Button onClick={() => setIsAsking(true)}>{text('simulation.activate')}</Button>
      </div>
      <ConfirmDialog
        opened={isAsking}
        title={text('simulation.activate')}
        confirm={text('launch')}
        isPending={activate.isPending}
        error={activate.error}
        onConfirm={() =>
          activate.mutate(
            { path: { campaign_id: plan.campaign_id, simulation_id: plan.id } },
            {
              onSuccess: () => {
                setIsAsking(false);
                announce(text('simulation.activated'));
              },
            },
          )
        }
        onClose={() => setIsAsking(false)}
      >
        <Text size="sm">{text('simulation.activate.text')}</Text>
      </ConfirmDialog>
    </>
  );
}

const dayOf = (day: string) => `${day}T12:00:00.000Z`;

function Days({ days }: { days: readonly PlanDayView[] }) {
  const text = useText('campaigns');
  const number = useNumber();
  const figure = (name: 'emails' | 'linkedin' | 'tasks' | 'credits'): Column<PlanDayView> => ({
    key: name,
    header: text(`simulation.${name}`),
    cell: (row) => <span className="tabular">{number(row[name])}</span>,
  });
  const columns: Column<PlanDayView>[] = [
    { key: 'day', header: text('simulation.day'), cell: (row) => <TimeText at={dayOf(row.day)} /> },
    figure('emails'),
    figure('linkedin'),
    figure('tasks'),
    figure('credits'),
  ];
  return (
    <Panel title={text('simulation.calendar')} flush>
      <DataTable
        caption={text('simulation.calendar')}
        columns={columns}
        rows={days}
        keyOf={(row) => row.day}
        nameOf={(row) => row.day}
      />
    </Panel>
  );
}

function Limits({ limits }: { limits: readonly PlanLimitView[] }) {
  const text = useText('campaigns');
  if (limits.length === 0) return null;
  const columns: Column<PlanLimitView>[] = [
    { key: 'limit', header: text('simulation.limit'), cell: (row) => row.title },
    {
      key: 'channel',
      header: text('simulation.channel'),
      cell: (row) => text.orElse(`simulation.channel.${row.channel}`, row.channel),
    },
    {
      key: 'day',
      header: text('simulation.first'),
      cell: (row) => <TimeText at={dayOf(row.day)} />,
    },
  ];
  return (
    <Panel title={text('simulation.limits')} flush>
      <DataTable
        caption={text('simulation.limits')}
        columns={columns}
        rows={limits}
        keyOf={(row) => `${row.code}:${row.channel}`}
        nameOf={(row) => row.title}
      />
    </Panel>
  );
}

function Skips({ skipped }: { skipped: readonly PlanSkipView[] }) {
  const text = useText('campaigns');
  const number = useNumber();
  if (skipped.length === 0) return null;
  const columns: Column<PlanSkipView>[] = [
    { key: 'rule', header: text('simulation.rule'), cell: (row) => row.title },
    {
      key: 'count',
      header: text('simulation.people'),
      cell: (row) => <span className="tabular">{number(row.count)}</span>,
    },
  ];
  return (
    <Panel title={text('simulation.skipped')} flush>
      <DataTable
        caption={text('simulation.skipped')}
        columns={columns}
        rows={skipped}
        keyOf={(row) => row.code}
        nameOf={(row) => row.title}
      />
    </Panel>
  );
}

function Samples({ samples }: { samples: readonly PlanSampleView[] }) {
  const text = useText('campaigns');
  if (samples.length === 0) return null;
  const columns: Column<PlanSampleView>[] = [
    { key: 'name', header: text('enrolments.name'), cell: (row) => row.full_name },
    {
      key: 'kind',
      header: text('enrolments.step'),
      cell: (row) => text.orElse(`sequence.kind.${row.kind}`, row.kind),
    },
    { key: 'at', header: text('simulation.when'), cell: (row) => <TimeText at={row.at} /> },
  ];
  return (
    <Panel title={text('simulation.samples')} flush>
      <DataTable
        caption={text('simulation.samples')}
        columns={columns}
        rows={samples}
        keyOf={(row) => `${row.prospect_id}:${row.step_index}`}
        nameOf={(row) => row.full_name}
      />
    </Panel>
  );
}
