import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';

import { type RefusedKind, type SuppressionView } from '@/api/generated/types.gen';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';

import { useAddSuppression, useSuppressions, useTestSuppression } from './queries';

const KINDS: readonly RefusedKind[] = ['email', 'domain', 'linkedin', 'phone'];

/** Refusals by kind, cause and date; never whom. */
export function SuppressionList() {
  const text = useText('privacy');
  const list = useSuppressions();
  const columns: Column<SuppressionView>[] = [
    { key: 'kind', header: text('list.kind'), cell: (one) => text(`list.of.${one.kind}`) },
    { key: 'reason', header: text('list.reason'), cell: (one) => text(`because.${one.reason}`) },
    { key: 'channel', header: text('list.channel'), from: 'sm', cell: (one) => one.channel },
    {
      key: 'at',
      header: text('list.at'),
      cell: (one) => <TimeText at={one.created_at} shape="date" />,
    },
  ];
  if (list.isPending) return <TableSkeleton rows={4} />;
  if (list.isError) return <ProblemNote error={list.error} onRetry={list.refetch} />;
  return (
    <Stack>
      <Panel title={text('list.title')} description={text('list.text', { count: list.data.total })}>
        <AskOrAdd />
      </Panel>
      {list.data.items.length > 0 && (
        <DataTable
          caption={text('list.title')}
          columns={columns}
          rows={list.data.items.map((one, index) => ({ ...one, index }))}
          keyOf={(one) => String((one as SuppressionView & { index: number }).index)}
          nameOf={(one) => text(`list.of.${one.kind}`)}
        />
      )}
    </Stack>
  );
}

function AskOrAdd() {
  const text = useText('privacy');
  const test = useTestSuppression();
  const add = useAddSuppression();
  const [kind, setKind] = useState<RefusedKind>('email');
  const [value, setValue] = useState('');
  const body = { kind, value };
  const failed = [test, add].find((one) => one.isError);
  const said = add.isSuccess
    ? text('list.added')
    : test.data && text(test.data.known ? 'list.known' : 'list.unknown');
  return (
    <Stack gap="sm">
      <Group align="flex-end">
        <NativeSelect
          label={text('list.kind')}
          value={kind}
          data={KINDS.map((one) => ({ value: one, label: text(`list.of.${one}`) }))}
          onChange={(event) => setKind(event.currentTarget.value as RefusedKind)}
        />
        <TextInput
          label={text('list.value')}
          value={value}
          maxLength={254}
          style={{ flex: 1, minWidth: 220 }}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={value.trim().length < 3}
          loading={test.isPending}
          onClick={() => {
            add.reset();
            test.mutate({ body });
          }}
        >
          {text('list.test')}
        </Button>
        <Button
          disabled={value.trim().length < 3}
          loading={add.isPending}
          onClick={() => {
            test.reset();
            add.mutate({ body });
          }}
        >
          {text('list.add')}
        </Button>
      </Group>
      {failed && <ProblemNote error={failed.error} />}
      <Text role="status">{said}</Text>
    </Stack>
  );
}
