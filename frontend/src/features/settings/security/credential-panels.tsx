import { Alert, Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { type SyntheticEvent } from 'react';

import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { useFields } from '@/lib/use-fields';

import { useChangeEmail, useChangePassword } from './queries';

export function PasswordPanel() {
  const text = useText('security');
  const common = useText('common');
  const change = useChangePassword();
  const form = useFields({ current: '', password: '' }, change.error);

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!form.areFilled(['current', 'password'])) return;
    change.mutate(
      { body: form.values },
      { onSuccess: () => form.setValues({ current: '', password: '' }) },
    );
  };

  return (
    <Panel title={text('password')}>
      <form onSubmit={onSubmit} noValidate>
        <Stack maw={420}>
          {change.isError && <ProblemNote error={change.error} isForm />}
          {change.isSuccess && <Alert role="status">{text('passwordChanged')}</Alert>}
          <PasswordInput
            label={text('currentPassword')}
            autoComplete="current-password"
            {...form.text('current', common('required'))}
          />
          <PasswordInput
            label={text('newPassword')}
            description={text('passwordHint')}
            autoComplete="new-password"
            {...form.text('password', common('required'))}
          />
          <Group>
            <Button type="submit" variant="default" loading={change.isPending}>
              {text('changePassword')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

export function EmailPanel() {
  const text = useText('security');
  const common = useText('common');
  const change = useChangeEmail();
  const form = useFields({ email: '', password: '' }, change.error);

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (form.areFilled(['email', 'password'])) change.mutate({ body: form.values });
  };

  return (
    <Panel title={text('email')}>
      <form onSubmit={onSubmit} noValidate>
        <Stack maw={420}>
          {change.isError && <ProblemNote error={change.error} isForm />}
          {change.isSuccess && <Alert role="status">{text('emailSent')}</Alert>}
          <TextInput
            label={text('newEmail')}
            type="email"
            autoComplete="off"
            {...form.text('email', common('required'))}
          />
          <PasswordInput
            label={text('currentPassword')}
            autoComplete="current-password"
            {...form.text('password', common('required'))}
          />
          <Group>
            <Button type="submit" variant="default" loading={change.isPending}>
              {text('changeEmail')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
