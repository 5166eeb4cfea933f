import { Alert, Button, Group, PasswordInput, Radio, Stack, TextInput } from '@mantine/core';
import { type SyntheticEvent } from 'react';

import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { useSession } from '@/lib/session';
import { useFields } from '@/lib/use-fields';

import { useAskClosure, useWithdrawClosure } from './queries';

/** Two steps, no call, no form to print (product.md BIL-7). */
export function ClosurePanel() {
  const text = useText('security');
  const common = useText('common');
  const { workspace } = useSession();
  const ask = useAskClosure();
  const withdraw = useWithdrawClosure();
  const form = useFields({ name: '', password: '', archive: '' }, ask.error);
  const isAsked = ask.isSuccess && !withdraw.isSuccess;

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!form.areFilled(['name', 'password', 'archive'])) return;
    const { name, password, archive } = form.values;
    withdraw.reset();
    ask.mutate({ body: { name, password, takes_archive: archive === 'yes' } });
  };

  return (
    <Panel title={text('closure')} description={text('closureText')}>
      <form onSubmit={onSubmit} noValidate>
        <Stack maw={420}>
          {ask.isError && <ProblemNote error={ask.error} isForm />}
          {withdraw.isError && <ProblemNote error={withdraw.error} />}
          {isAsked && <Alert role="status">{text('closureAsked')}</Alert>}
          <Radio.Group
            label={text('closureArchive')}
            value={form.values.archive}
            onChange={(value) => form.set('archive', value)}
            error={form.faultAt('archive', common('required'))}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="yes" label={text('closureArchiveYes')} />
              <Radio value="no" label={text('closureArchiveNo')} />
            </Stack>
          </Radio.Group>
          <TextInput
            label={text('closureName', { name: workspace.name })}
            autoComplete="off"
            {...form.text('name', common('required'))}
          />
          <PasswordInput
            label={text('currentPassword')}
            autoComplete="current-password"
            {...form.text('password', common('required'))}
          />
          <Group>
            <Button type="submit" color="red" variant="light" loading={ask.isPending}>
              {text('closureAsk')}
            </Button>
            <Button
              variant="default"
              loading={withdraw.isPending}
              onClick={() => withdraw.mutate({})}
            >
              {text('closureWithdraw')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
