import { Button, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';

import { type MemberView } from '@/api/generated/types.gen';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { useMay, useSession } from '@/lib/session';

import { Invitations } from './invitations';
import { useChangeRole, useRemove, useTeam } from './queries';
import { type RoleName, ROLES } from './roles';

export function TeamPage() {
  const team = useTeam();
  const mayManage = useMay('team:manage');
  if (team.isPending) return <TableSkeleton rows={4} />;
  if (team.isError) return <ProblemNote error={team.error} onRetry={team.refetch} />;
  return (
    <Stack gap="lg">
      <Members members={team.data.members} mayManage={mayManage} />
      {mayManage && <Invitations invitations={team.data.invitations} />}
    </Stack>
  );
}

interface MembersProps {
  members: MemberView[];
  mayManage: boolean;
}

function Members({ members, mayManage }: MembersProps) {
  const text = useText('team');
  const shell = useText('shell');
  const { user, role: ownRole } = useSession();
  const change = useChangeRole();
  const remove = useRemove();
  const [leaving, setLeaving] = useState<MemberView | null>(null);
  const nameOf = (one: MemberView) => `${one.first_name} ${one.last_name}`;
  // Only an owner touches owners; the server says so too.
  const mayTouch = (one: MemberView) =>
    mayManage && (ownRole === 'owner' || one.role !== 'owner') && one.user_id !== user.id;
  const roles = ROLES.filter((role) => role !== 'owner' || ownRole === 'owner');

  const columns: Column<MemberView>[] = [
    {
      key: 'member',
      header: text('member'),
      cell: (one) => (
        <>
          <Text size="sm">{nameOf(one)}</Text>
          <Text size="xs" c="dimmed">
            {one.email}
          </Text>
        </>
      ),
    },
    {
      key: 'role',
      header: text('role'),
      cell: (one) =>
        mayTouch(one) ? (
          <NativeSelect
            size="xs"
            aria-label={text('roleOf', { name: nameOf(one) })}
            value={one.role}
            data={roles.map((role) => ({
              value: role,
              label: shell.orElse(`role_${role}`, role),
            }))}
            onChange={(event) =>
              change.mutate({
                path: { user_id: one.user_id },
                body: { role: event.currentTarget.value as RoleName },
              })
            }
          />
        ) : (
          shell.orElse(`role_${one.role}`, one.role)
        ),
    },
    {
      key: 'factor',
      header: text('factor'),
      from: 'sm',
      cell: (one) => text(one.has_second_factor ? 'yes' : 'no'),
    },
    {
      key: 'joined',
      header: text('joined'),
      from: 'md',
      cell: (one) => <TimeText at={one.joined_at} />,
    },
    {
      key: 'remove',
      header: '',
      align: 'right',
      cell: (one) =>
        mayTouch(one) && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={text('removeNamed', { name: nameOf(one) })}
            onClick={() => setLeaving(one)}
          >
            {text('remove')}
          </Button>
        ),
    },
  ];

  return (
    <Panel title={text('members')} description={text('membersText')} flush>
      {change.isError && <ProblemNote error={change.error} />}
      <DataTable
        caption={text('members')}
        columns={columns}
        rows={members}
        keyOf={(one) => one.user_id}
        nameOf={nameOf}
      />
      {leaving && (
        <ConfirmDialog
          opened
          isDangerous
          title={text('removeTitle', { name: nameOf(leaving) })}
          confirm={text('remove')}
          isPending={remove.isPending}
          error={remove.error}
          onClose={() => setLeaving(null)}
          onConfirm={() =>
            remove.mutate(
              { path: { user_id: leaving.user_id } },
              { onSuccess: () => setLeaving(null) },
            )
          }
        >
          <Text size="sm">{text('removeText')}</Text>
        </ConfirmDialog>
      )}
    </Panel>
  );
}
