import { Button, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { type OpenSessionView } from '@/api/generated/types.gen';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { useDates } from '@/lib/dates';
import { useMay, useSession } from '@/lib/session';

import { ClosurePanel } from './closure-panel';
import { EmailPanel, PasswordPanel } from './credential-panels';
import { useEndOthers, useEndSession, useSessions } from './queries';

export function SecurityPage() {
  const mayClose = useMay('workspace:close');
  return (
    <Stack gap="lg" maw={760}>
      <FactorPanel />
      <SessionsPanel />
      <PasswordPanel />
      <EmailPanel />
      {mayClose && <ClosurePanel />}
    </Stack>
  );
}

function FactorPanel() {
  const text = useText('security');
  const dates = useDates();
  const { second_factor: factor, second_factor_due: due } = useSession();
  const says = {
    passed: text('factorPassed'),
    exempt: text('factorExempt'),
    missing: text('factorMissing'),
    owed: text('factorMissing'),
  }[factor];
  return (
    <Panel
      title={text('factor')}
      actions={
        <Button component={Link} to="/second-factor" variant="default" size="xs">
          {text(factor === 'passed' ? 'factorReplace' : 'factorSet')}
        </Button>
      }
    >
      <Text size="sm">
        {says} {due !== null && text('factorDue', { date: dates.date(due) })}
      </Text>
    </Panel>
  );
}

function SessionsPanel() {
  const text = useText('security');
  const sessions = useSessions();
  const end = useEndSession();
  const endOthers = useEndOthers();

  if (sessions.isPending) return <TableSkeleton rows={3} />;
  if (sessions.isError) return <ProblemNote error={sessions.error} onRetry={sessions.refetch} />;

  const columns: Column<OpenSessionView>[] = [
    { key: 'device', header: text('device'), cell: (one) => one.device },
    { key: 'place', header: text('place'), from: 'sm', cell: (one) => one.network },
    { key: 'workspace', header: text('workspace'), from: 'sm', cell: (one) => one.workspace },
    { key: 'seen', header: text('seen'), cell: (one) => <TimeText at={one.seen_at} /> },
    {
      key: 'end',
      header: '',
      align: 'right',
      cell: (one) =>
        one.is_current ? (
          <Text size="sm" c="dimmed">
            {text('current')}
          </Text>
        ) : (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={text('endNamed', { device: one.device })}
            onClick={() => end.mutate({ path: { session_id: one.id } })}
          >
            {text('end')}
          </Button>
        ),
    },
  ];
  return (
    <Panel
      title={text('sessions')}
      description={text('sessionsText')}
      flush
      actions={
        sessions.data.items.length > 1 && (
          <Button size="xs" variant="default" onClick={() => endOthers.mutate({})}>
            {text('endOthers')}
          </Button>
        )
      }
    >
      {(end.isError || endOthers.isError) && <ProblemNote error={end.error ?? endOthers.error} />}
      <DataTable
        caption={text('sessions')}
        columns={columns}
        rows={sessions.data.items}
        keyOf={(one) => one.id}
        nameOf={(one) => one.device}
      />
    </Panel>
  );
}
