import { Alert, Button, Code, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { IconDownload, IconHistory, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useState } from 'react';

import { type AuditEntryView, type AuditVerdictView } from '@/api/generated/types.gen';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { Paging } from '@/components/ui/paging';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { CardsSkeleton, TableSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';

import { useTeam } from '../team/queries';
import { type AuditFilter, useAuditEntries, useVerification } from './queries';

const ALL: AuditFilter = { action: '', who: '', ref: '' };

export function AuditPage() {
  const verification = useVerification();
  return (
    <Stack gap="lg">
      {verification.isPending && <CardsSkeleton cards={1} height={72} />}
      {verification.isError && (
        <ProblemNote error={verification.error} onRetry={verification.refetch} />
      )}
      {verification.isSuccess && <Verdict verdict={verification.data} />}
      <Log actions={verification.data?.actions ?? []} />
    </Stack>
  );
}

function Verdict({ verdict }: { verdict: AuditVerdictView }) {
  const text = useText('audit');
  const isWhole = verdict.broken_at === null;
  const Sign = isWhole ? IconShieldCheck : IconShieldX;
  return (
    <Alert
      role={isWhole ? 'status' : 'alert'}
      color={isWhole ? 'pine' : 'red'}
      icon={<Sign aria-hidden size={18} />}
      title={isWhole ? text('whole') : text('broken', { number: verdict.broken_at ?? 0 })}
    >
      {isWhole ? text('wholeText', { count: verdict.entries }) : text('brokenText')}
    </Alert>
  );
}

function Log({ actions }: { actions: string[] }) {
  const text = useText('audit');
  const team = useTeam();
  const [filter, setFilter] = useState(ALL);
  const [cursors, setCursors] = useState<string[]>([]);
  const entries = useAuditEntries(filter, cursors.at(-1));

  const members = team.data?.members ?? [];
  const names = new Map(members.map((one) => [one.user_id, `${one.first_name} ${one.last_name}`]));
  const nameOf = (id: string) => {
    if (id === 'system') return 'LEO';
    if (id.startsWith('key:')) return text('key');
    return names.get(id) ?? text('former');
  };
  const look = (change: Partial<AuditFilter>) => {
    setFilter({ ...filter, ...change });
    setCursors([]);
  };

  const columns: Column<AuditEntryView>[] = [
    { key: 'seq', header: text('number'), align: 'right', cell: (one) => one.seq },
    { key: 'at', header: text('when'), cell: (one) => <TimeText at={one.at} /> },
    { key: 'who', header: text('who'), cell: (one) => nameOf(one.actor_id) },
    {
      key: 'action',
      header: text('action'),
      cell: (one) => text.orElse(`did_${one.action}`, one.action),
    },
    {
      key: 'data',
      header: text('about'),
      from: 'md',
      cell: (one) => (
        <Code style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {Object.entries(one.data)
            .map(([name, value]) => `${name}: ${String(value)}`)
            .join('\n')}
        </Code>
      ),
    },
  ];

  return (
    <Panel
      title={text('title')}
      description={text('description')}
      flush
      actions={
        <Button
          component="a"
          href="/api/v1/audit/export.csv"
          download
          size="xs"
          variant="default"
          leftSection={<IconDownload aria-hidden size={14} />}
        >
          {text('export')}
        </Button>
      }
    >
      <Group p="md" gap="sm" align="flex-end">
        <NativeSelect
          label={text('action')}
          value={filter.action}
          onChange={(event) => look({ action: event.currentTarget.value })}
          data={[
            { value: '', label: text('all') },
            ...actions.map((one) => ({ value: one, label: text.orElse(`did_${one}`, one) })),
          ]}
        />
        <NativeSelect
          label={text('who')}
          value={filter.who}
          onChange={(event) => look({ who: event.currentTarget.value })}
          data={[
            { value: '', label: text('everybody') },
            { value: 'system', label: 'LEO' },
            ...members.map((one) => ({ value: one.user_id, label: nameOf(one.user_id) })),
          ]}
        />
        <TextInput
          label={text('ref')}
          value={filter.ref}
          maxLength={64}
          onChange={(event) => look({ ref: event.currentTarget.value.trim() })}
        />
      </Group>
      {entries.isPending && <TableSkeleton rows={6} />}
      {entries.isError && <ProblemNote error={entries.error} onRetry={entries.refetch} />}
      {entries.isSuccess && entries.data.items.length === 0 && (
        <EmptyState
          icon={IconHistory}
          title={text('nothing')}
          action={
            <Button variant="default" onClick={() => look(ALL)}>
              {text('showAll')}
            </Button>
          }
        />
      )}
      {entries.isSuccess && entries.data.items.length > 0 && (
        <>
          <DataTable
            caption={text('title')}
            columns={columns}
            rows={entries.data.items}
            keyOf={(one) => String(one.seq)}
            nameOf={(one) => `${one.seq}`}
            isStale={entries.isPlaceholderData}
          />
          <Paging
            onPrevious={cursors.length > 0 ? () => setCursors(cursors.slice(0, -1)) : undefined}
            onNext={
              entries.data.next
                ? () => setCursors([...cursors, entries.data.next ?? ''])
                : undefined
            }
          />
        </>
      )}
    </Panel>
  );
}
