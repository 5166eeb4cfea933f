import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { type SyntheticEvent, useEffect } from 'react';

import { type OpenInvitationView } from '@/api/generated/types.gen';
import { ProblemNote } from '@/components/ui/problem-note';
import { CardsSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';
import { isUnauthenticated } from '@/lib/problem';
import { useFields } from '@/lib/use-fields';

import { Acceptance } from './acceptance';
import { useAcceptInvitation, useJoin, usePolicy, useReadInvitation } from './queries';
import { Welcome } from './welcome';

export function InvitationPage() {
  const text = useText('accounts');
  const shell = useText('shell');
  const token = useLocation().hash;
  const { mutate, data, error, isPending, isIdle } = useReadInvitation();

  useEffect(() => mutate({ body: { token } }), [mutate, token]);

  const intro = data
    ? text('invitationText', {
        workspace: data.workspace,
        role: shell.orElse(`role_${data.role}`, data.role),
      })
    : '';
  return (
    <Welcome title={text('invitationTitle')} intro={intro}>
      {(isIdle || isPending) && <CardsSkeleton cards={1} height={160} />}
      {error !== null && <ProblemNote error={error} />}
      {data &&
        (data.has_account ? (
          <JoinForm invitation={data} token={token} />
        ) : (
          <NewPersonForm invitation={data} token={token} />
        ))}
    </Welcome>
  );
}

interface FormProps {
  invitation: OpenInvitationView;
  token: string;
}

/** Somebody who has an account joins with it, signed in under the invited address. */
function JoinForm({ invitation, token }: FormProps) {
  const text = useText('accounts');
  const navigate = useNavigate();
  const join = useJoin();
  if (join.isError && isUnauthenticated(join.error)) {
    return (
      <Button
        component="a"
        href={`/sign-in?next=${encodeURIComponent(`/invitation#${token}`)}`}
        size="md"
        fullWidth
      >
        {text('signInToJoin', { email: invitation.email })}
      </Button>
    );
  }
  return (
    <Stack>
      {join.isError && <ProblemNote error={join.error} />}
      <Button
        size="md"
        loading={join.isPending}
        onClick={() => join.mutate({ body: { token } }, { onSuccess: () => navigate({ to: '/' }) })}
      >
        {text('join', { workspace: invitation.workspace })}
      </Button>
    </Stack>
  );
}

function NewPersonForm({ invitation, token }: FormProps) {
  const text = useText('accounts');
  const common = useText('common');
  const navigate = useNavigate();
  const policy = usePolicy();
  const accept = useAcceptInvitation();
  const form = useFields(
    { first_name: '', last_name: '', password: '', hasAccepted: false },
    accept.error,
  );
  const needed = common('required');

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    const isComplete = form.areFilled(['first_name', 'last_name', 'password', 'hasAccepted']);
    if (!isComplete || policy.data === undefined) return;
    const { hasAccepted, ...asked } = form.values;
    accept.mutate(
      {
        body: {
          ...asked,
          token,
          email: invitation.email,
          policy_version: policy.data.version,
        },
      },
      { onSuccess: () => navigate({ to: '/' }) },
    );
  };

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        {accept.isError && <ProblemNote error={accept.error} isForm />}
        <TextInput
          label={text('email')}
          value={invitation.email}
          readOnly
          autoComplete="username"
        />
        <Group grow align="flex-start" gap="sm">
          <TextInput
            label={text('firstName')}
            autoComplete="given-name"
            {...form.text('first_name', needed)}
          />
          <TextInput
            label={text('lastName')}
            autoComplete="family-name"
            {...form.text('last_name', needed)}
          />
        </Group>
        <PasswordInput
          label={text('password')}
          description={text('passwordHint')}
          autoComplete="new-password"
          {...form.text('password', needed)}
        />
        {policy.isError && <ProblemNote error={policy.error} onRetry={policy.refetch} />}
        {policy.isSuccess && (
          <Acceptance
            policy={policy.data}
            isAccepted={form.values.hasAccepted}
            onChange={(isAccepted) => form.set('hasAccepted', isAccepted)}
            error={form.faultAt('hasAccepted', text('policyNeeded'))}
          />
        )}
        <Button type="submit" size="md" loading={accept.isPending} disabled={!policy.isSuccess}>
          {text('join', { workspace: invitation.workspace })}
        </Button>
      </Stack>
    </form>
  );
}
