import { Button, Checkbox, Code, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { type SyntheticEvent, useState } from 'react';

import { type KeyView } from '@/api/generated/types.gen';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';
import { useFields } from '@/lib/use-fields';

import { useApiKeys, useCreateKey, useRevokeKey } from './queries';
import { ToldOnce } from './told-once';

const LIVES = [30, 90, 180, 365];

export function KeysPanel() {
  const text = useText('integrations');
  const keys = useApiKeys();
  const mayManage = useMay('keys:manage');
  if (keys.isPending) return <TableSkeleton rows={3} />;
  if (keys.isError) return <ProblemNote error={keys.error} onRetry={keys.refetch} />;
  const { items, scopes } = keys.data;
  return (
    <>
      <Panel title={text('keys')} description={text('keysText')} flush>
        {items.length === 0 ? (
          <EmptyState icon={IconKey} title={text('noKeys')}>
            {text('noKeysText')}
          </EmptyState>
        ) : (
          <Keys keys={items} mayManage={mayManage} />
        )}
      </Panel>
      {mayManage && <NewKey scopes={scopes} />}
    </>
  );
}

function Keys({ keys, mayManage }: { keys: KeyView[]; mayManage: boolean }) {
  const text = useText('integrations');
  const revoke = useRevokeKey();
  const [leaving, setLeaving] = useState<KeyView | null>(null);

  const columns: Column<KeyView>[] = [
    {
      key: 'name',
      header: text('name'),
      cell: (one) => (
        <>
          <Text size="sm">{one.name}</Text>
          <Code>{one.hint}…</Code>
        </>
      ),
    },
    {
      key: 'scopes',
      header: text('scopes'),
      from: 'md',
      cell: (one) => (
        <Text size="xs" c="dimmed">
          {one.scopes.map((scope) => text.orElse(`scope_${scope}`, scope)).join(', ')}
        </Text>
      ),
    },
    {
      key: 'networks',
      header: text('networks'),
      from: 'lg',
      cell: (one) => one.networks.join(', ') || text('anywhere'),
    },
    {
      key: 'used',
      header: text('used'),
      from: 'sm',
      cell: (one) => (one.used_at ? <TimeText at={one.used_at} /> : text('neverUsed')),
    },
    { key: 'ends', header: text('ends'), cell: (one) => <TimeText at={one.ends_at} /> },
    {
      key: 'do',
      header: '',
      align: 'right',
      cell: (one) =>
        mayManage && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={text('revokeNamed', { name: one.name })}
            onClick={() => setLeaving(one)}
          >
            {text('revoke')}
          </Button>
        ),
    },
  ];

  return (
    <>
      <DataTable
        caption={text('keys')}
        columns={columns}
        rows={keys}
        keyOf={(one) => one.id}
        nameOf={(one) => one.name}
      />
      {leaving && (
        <ConfirmDialog
          opened
          isDangerous
          title={text('revokeTitle', { name: leaving.name })}
          confirm={text('revoke')}
          isPending={revoke.isPending}
          error={revoke.error}
          onClose={() => setLeaving(null)}
          onConfirm={() =>
            revoke.mutate({ path: { key_id: leaving.id } }, { onSuccess: () => setLeaving(null) })
          }
        >
          <Text size="sm">{text('revokeText')}</Text>
        </ConfirmDialog>
      )}
    </>
  );
}

function NewKey({ scopes }: { scopes: string[] }) {
  const text = useText('integrations');
  const common = useText('common');
  const create = useCreateKey();
  const [token, setToken] = useState('');
  const form = useFields(
    { name: '', networks: '', days: '180', scopes: [] as string[] },
    create.error,
  );

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!form.areFilled(['name'])) return;
    const { name, networks, days, scopes: chosen } = form.values;
    create.mutate(
      {
        body: {
          name: name.trim(),
          scopes: chosen,
          networks: networks.split(/[\s,;]+/).filter(Boolean),
          days: Number(days),
        },
      },
      {
        onSuccess: (issued) => {
          setToken(issued.token);
          form.setValues({ name: '', networks: '', days: '180', scopes: [] });
        },
      },
    );
  };

  return (
    <Panel title={text('newKey')} description={text('newKeyText')}>
      {token && <ToldOnce title={text('keyMade')} secret={token} onClose={() => setToken('')} />}
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="sm">
          {create.isError && <ProblemNote error={create.error} />}
          <TextInput
            label={text('name')}
            description={text('nameHint')}
            {...form.text('name', common('required'))}
          />
          <Checkbox.Group
            label={text('scopes')}
            description={text('scopesHint')}
            value={form.values.scopes}
            onChange={(chosen) => form.set('scopes', chosen)}
            error={form.faultAt('scopes', common('required'))}
          >
            <Group gap="sm" mt="xs">
              {scopes.map((scope) => (
                <Checkbox
                  key={scope}
                  size="xs"
                  value={scope}
                  label={text.orElse(`scope_${scope}`, scope)}
                />
              ))}
            </Group>
          </Checkbox.Group>
          <Group align="flex-end" gap="sm">
            <NativeSelect
              label={text('life')}
              data={LIVES.map((days) => ({
                value: String(days),
                label: text('days', { count: days }),
              }))}
              {...form.text('days')}
            />
            <TextInput
              flex={1}
              miw={220}
              label={text('networks')}
              placeholder="192.0.2.0/24"
              description={text('networksHint')}
              {...form.text('networks')}
            />
            <Button type="submit" loading={create.isPending}>
              {text('createKey')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
