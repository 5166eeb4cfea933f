import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { type SyntheticEvent } from 'react';

import { type InvitationView } from '@/api/generated/types.gen';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { useSession } from '@/lib/session';
import { useFields } from '@/lib/use-fields';

import { useInvite, useResend, useRevoke } from './queries';
import { type RoleName, ROLES } from './roles';

export function Invitations({ invitations }: { invitations: InvitationView[] }) {
  const text = useText('team');
  return (
    <>
      <InviteForm />
      {invitations.length > 0 && (
        <Panel title={text('invitations')} flush>
          <OpenInvitations invitations={invitations} />
        </Panel>
      )}
    </>
  );
}

function InviteForm() {
  const text = useText('team');
  const shell = useText('shell');
  const common = useText('common');
  const { role: ownRole } = useSession();
  const invite = useInvite();
  const form = useFields({ email: '', role: 'member' }, invite.error);
  const roles = ROLES.filter((role) => role !== 'owner' || ownRole === 'owner');

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!form.areFilled(['email'])) return;
    invite.mutate(
      { body: { email: form.values.email.trim(), role: form.values.role as RoleName } },
      { onSuccess: () => form.set('email', '') },
    );
  };

  return (
    <Panel title={text('inviteTitle')} description={text('inviteText')}>
      <form onSubmit={onSubmit} noValidate>
        {invite.isError && <ProblemNote error={invite.error} isForm />}
        <Group align="flex-end" gap="sm">
          <TextInput
            flex={1}
            miw={200}
            label={text('email')}
            type="email"
            autoComplete="off"
            {...form.text('email', common('required'))}
          />
          <NativeSelect
            label={text('role')}
            data={roles.map((role) => ({ value: role, label: shell.orElse(`role_${role}`, role) }))}
            {...form.text('role')}
          />
          <Button type="submit" loading={invite.isPending}>
            {text('send')}
          </Button>
        </Group>
      </form>
    </Panel>
  );
}

function OpenInvitations({ invitations }: { invitations: InvitationView[] }) {
  const text = useText('team');
  const shell = useText('shell');
  const resend = useResend();
  const revoke = useRevoke();

  const columns: Column<InvitationView>[] = [
    { key: 'email', header: text('email'), cell: (one) => one.email },
    {
      key: 'role',
      header: text('role'),
      cell: (one) => shell.orElse(`role_${one.role}`, one.role),
    },
    { key: 'ends', header: text('ends'), from: 'sm', cell: (one) => <TimeText at={one.ends_at} /> },
    {
      key: 'do',
      header: '',
      align: 'right',
      cell: (one) => (
        <Group gap="xs" justify="flex-end">
          <Button
            size="compact-xs"
            variant="default"
            aria-label={text('resendNamed', { email: one.email })}
            onClick={() => resend.mutate({ path: { invitation_id: one.id } })}
          >
            {text('resend')}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={text('revokeNamed', { email: one.email })}
            onClick={() => revoke.mutate({ path: { invitation_id: one.id } })}
          >
            {text('revoke')}
          </Button>
        </Group>
      ),
    },
  ];

  return (
    <>
      {(resend.isError || revoke.isError) && <ProblemNote error={resend.error ?? revoke.error} />}
      <DataTable
        caption={text('invitations')}
        columns={columns}
        rows={invitations}
        keyOf={(one) => one.id}
        nameOf={(one) => one.email}
      />
    </>
  );
}
