import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { type SyntheticEvent } from 'react';

import {
  type AuditRequestView,
  type ChangeNoticeView,
  type InstructionAlertView,
} from '@/api/generated/types.gen';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';
import { useFields } from '@/lib/use-fields';

import {
  useAskForAudit,
  useAudits,
  useAuthorities,
  useChangeHistory,
  useInstructionAlerts,
} from './queries';

/** What the client asked to check, what authorities asked, what was announced. */
export function Audits() {
  const text = useText('privacy');
  const audits = useAudits();
  const authorities = useAuthorities();
  const changes = useChangeHistory();
  const mayReadLog = useMay('audit:read');
  if (audits.isPending || authorities.isPending || changes.isPending) {
    return <TableSkeleton rows={3} />;
  }
  for (const one of [audits, authorities, changes]) {
    if (one.isError) return <ProblemNote error={one.error} onRetry={one.refetch} />;
  }
  const asked: Column<AuditRequestView>[] = [
    { key: 'wanted', header: text('audits.wanted'), cell: (one) => one.wanted },
    {
      key: 'due',
      header: text('audits.due'),
      cell: (one) => <TimeText at={one.due_at} shape="date" />,
    },
    {
      key: 'state',
      header: text('audits.state'),
      cell: (one) => (
        <>
          {text(`audits.${one.state}`)} {one.reason}
        </>
      ),
    },
  ];
  const announced: Column<ChangeNoticeView>[] = [
    { key: 'title', header: text('changes.title'), cell: (one) => `${one.title} ${one.ref}` },
    {
      key: 'on',
      header: text('changes.on'),
      cell: (one) => <TimeText at={one.effective_on} shape="date" />,
    },
    {
      key: 'proofs',
      header: text('changes.proofs'),
      align: 'right',
      cell: (one) => one.deliveries.length,
    },
  ];
  return (
    <Stack>
      <AskForm />
      {mayReadLog && <Alerts />}
      <Rows caption={text('audits.title')} columns={asked} rows={audits.data?.items ?? []} />
      <Rows caption={text('changes.title')} columns={announced} rows={changes.data?.items ?? []} />
      <Rows
        caption={text('authorities.title')}
        columns={[
          { key: 'who', header: text('authorities.who'), cell: (one) => one.authority },
          { key: 'what', header: text('audits.wanted'), cell: (one) => one.wanted },
          {
            key: 'at',
            header: text('requests.received'),
            cell: (one) => <TimeText at={one.received_at} shape="date" />,
          },
        ]}
        rows={authorities.data?.requests ?? []}
      />
    </Stack>
  );
}

/** Orders that were not carried out because they would have broken the law (Art. 28(3)). */
function Alerts() {
  const text = useText('privacy');
  const alerts = useInstructionAlerts();
  if (alerts.isPending) return <TableSkeleton rows={1} />;
  if (alerts.isError) return <ProblemNote error={alerts.error} onRetry={alerts.refetch} />;
  const columns: Column<InstructionAlertView>[] = [
    { key: 'at', header: text('alerts.at'), cell: (one) => <TimeText at={one.at} /> },
    {
      key: 'why',
      header: text('alerts.why'),
      cell: (one) => one.reasons.map(({ title }) => title).join(' · '),
    },
  ];
  return <Rows caption={text('alerts.title')} columns={columns} rows={alerts.data.items} />;
}

interface RowsProps<T> {
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
}

function Rows<T extends { id: string }>({ caption, columns, rows }: RowsProps<T>) {
  const text = useText('privacy');
  return (
    <Panel title={caption} flush>
      {rows.length === 0 ? (
        <Text c="dimmed" p="md">
          {text('audits.none')}
        </Text>
      ) : (
        <DataTable
          caption={caption}
          columns={columns}
          rows={rows}
          keyOf={(one) => one.id}
          nameOf={(one) => one.id}
        />
      )}
    </Panel>
  );
}

function AskForm() {
  const text = useText('privacy');
  const common = useText('common');
  const ask = useAskForAudit();
  const form = useFields({ wanted: '' }, ask.error);
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!form.areFilled(['wanted'])) return;
    ask.mutate({ body: form.values }, { onSuccess: () => form.setValues({ wanted: '' }) });
  };
  return (
    <Panel title={text('audits.ask')} description={text('audits.askText')}>
      <form onSubmit={onSubmit} noValidate>
        <Stack maw={560}>
          {ask.isError && <ProblemNote error={ask.error} isForm />}
          <Textarea
            label={text('audits.wanted')}
            autosize
            minRows={2}
            maxLength={2000}
            {...form.text('wanted', common('required'))}
          />
          <Group>
            <Button type="submit" loading={ask.isPending}>
              {text('audits.send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
