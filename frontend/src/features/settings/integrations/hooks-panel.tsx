import { Button, Checkbox, Code, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconWebhook } from '@tabler/icons-react';
import { type SyntheticEvent, useState } from 'react';

import { type HookView } from '@/api/generated/types.gen';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { type Column, DataTable } from '@/components/ui/data-table';
import { DotBadge } from '@/components/ui/dot-badge';
import { EmptyState } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';
import { useFields } from '@/lib/use-fields';

import { Deliveries } from './deliveries';
import { useAddHook, useEnableHook, useHooks, useRemoveHook, useRenewSecret } from './queries';
import { ToldOnce } from './told-once';

export function HooksPanel() {
  const text = useText('integrations');
  const hooks = useHooks();
  const mayManage = useMay('keys:manage');
  const [openId, setOpenId] = useState('');
  if (hooks.isPending) return <TableSkeleton rows={3} />;
  if (hooks.isError) return <ProblemNote error={hooks.error} onRetry={hooks.refetch} />;
  const { items, types, sink } = hooks.data;
  const open = items.find((one) => one.id === openId);
  return (
    <>
      <Panel title={text('hooks')} description={text('hooksText')} flush>
        {items.length === 0 ? (
          <EmptyState icon={IconWebhook} title={text('noHooks')}>
            {text('noHooksText')}
          </EmptyState>
        ) : (
          <Hooks hooks={items} mayManage={mayManage} onOpen={setOpenId} />
        )}
      </Panel>
      {open && <Deliveries hook={open} mayManage={mayManage} key={open.id} />}
      {mayManage && <NewHook types={types} sink={sink} />}
    </>
  );
}

interface HooksProps {
  hooks: HookView[];
  mayManage: boolean;
  onOpen: (id: string) => void;
}

function Hooks({ hooks, mayManage, onOpen }: HooksProps) {
  const text = useText('integrations');
  const remove = useRemoveHook();
  const enable = useEnableHook();
  const renew = useRenewSecret();
  const [leaving, setLeaving] = useState<HookView | null>(null);
  const [secret, setSecret] = useState('');

  const state = (one: HookView) => {
    if (one.disabled_at) {
      return <DotBadge tone="bad">{text.orElse(`off_${one.disabled_because}`, '')}</DotBadge>;
    }
    if (one.failing_since) return <DotBadge tone="attention">{text('failing')}</DotBadge>;
    return <DotBadge tone="good">{text('on')}</DotBadge>;
  };

  const columns: Column<HookView>[] = [
    {
      key: 'url',
      header: text('url'),
      cell: (one) => (
        <>
          <Code style={{ overflowWrap: 'anywhere' }}>{one.url}</Code>
          <Text size="xs" c="dimmed">
            {one.types.join(', ')}
          </Text>
        </>
      ),
    },
    { key: 'state', header: text('state'), cell: state },
    {
      key: 'do',
      header: '',
      align: 'right',
      cell: (one) => (
        <Group gap="xs" justify="flex-end">
          <Button
            size="compact-xs"
            variant="default"
            aria-label={text('logOf', { url: one.url })}
            onClick={() => onOpen(one.id)}
          >
            {text('log')}
          </Button>
          {mayManage && one.disabled_at && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={text('enableNamed', { url: one.url })}
              onClick={() => enable.mutate({ path: { hook_id: one.id } })}
            >
              {text('enable')}
            </Button>
          )}
          {mayManage && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={text('renewNamed', { url: one.url })}
              onClick={() =>
                renew.mutate(
                  { path: { hook_id: one.id } },
                  { onSuccess: (told) => setSecret(told.secret) },
                )
              }
            >
              {text('renew')}
            </Button>
          )}
          {mayManage && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={text('removeNamed', { url: one.url })}
              onClick={() => setLeaving(one)}
            >
              {text('remove')}
            </Button>
          )}
        </Group>
      ),
    },
  ];

  return (
    <>
      {(enable.isError || renew.isError) && <ProblemNote error={enable.error ?? renew.error} />}
      {secret && <ToldOnce title={text('renewed')} secret={secret} onClose={() => setSecret('')} />}
      <DataTable
        caption={text('hooks')}
        columns={columns}
        rows={hooks}
        keyOf={(one) => one.id}
        nameOf={(one) => one.url}
      />
      {leaving && (
        <ConfirmDialog
          opened
          isDangerous
          title={text('removeTitle')}
          confirm={text('remove')}
          isPending={remove.isPending}
          error={remove.error}
          onClose={() => setLeaving(null)}
          onConfirm={() =>
            remove.mutate({ path: { hook_id: leaving.id } }, { onSuccess: () => setLeaving(null) })
          }
        >
          <Text size="sm">{text('removeText', { url: leaving.url })}</Text>
        </ConfirmDialog>
      )}
    </>
  );
}

function NewHook({ types, sink }: { types: string[]; sink: string }) {
  const text = useText('integrations');
  const common = useText('common');
  const add = useAddHook();
  const [secret, setSecret] = useState('');
  const form = useFields({ url: sink && `${sink}/crm`, types: [] as string[] }, add.error);

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!form.areFilled(['url'])) return;
    add.mutate(
      { body: { url: form.values.url.trim(), types: form.values.types } },
      {
        onSuccess: (told) => {
          setSecret(told.secret);
          form.setValues({ url: '', types: [] });
        },
      },
    );
  };

  return (
    <Panel title={text('newHook')} description={text('newHookText')}>
      {secret && (
        <ToldOnce title={text('hookMade')} secret={secret} onClose={() => setSecret('')} />
      )}
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="sm">
          {add.isError && <ProblemNote error={add.error} />}
          <TextInput
            label={text('url')}
            description={text(sink ? 'sinkHint' : 'urlHint')}
            type="url"
            {...form.text('url', common('required'))}
          />
          <Checkbox.Group
            label={text('types')}
            value={form.values.types}
            onChange={(chosen) => form.set('types', chosen)}
            error={form.faultAt('types', common('required'))}
          >
            <Group gap="sm" mt="xs">
              {types.map((type) => (
                <Checkbox key={type} size="xs" value={type} label={type} />
              ))}
            </Group>
          </Checkbox.Group>
          <Group>
            <Button type="submit" loading={add.isPending}>
              {text('addHook')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
