import { Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type SyntheticEvent } from 'react';

import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { useFields } from '@/lib/use-fields';

import { useSignIn } from './queries';
import { Welcome } from './welcome';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const text = useText('accounts');
  const common = useText('common');
  const { next } = route.useSearch();
  const navigate = route.useNavigate();
  const signIn = useSignIn();
  const form = useFields({ email: '', password: '' }, signIn.error);

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!form.areFilled(['email', 'password'])) return;
    signIn.mutate(
      { body: { email: form.values.email.trim(), password: form.values.password } },
      {
        onSuccess: ({ second_factor }) =>
          second_factor === 'owed'
            ? navigate({ to: '/sign-in/code', search: { next } })
            : navigate({ href: next ?? '/' }),
      },
    );
  };

  return (
    <Welcome title={text('signInTitle')} intro={text('signInText')}>
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          {!navigator.cookieEnabled && (
            <Text role="alert" size="sm">
              {text('cookiesBlocked')}
            </Text>
          )}
          {signIn.isError && <ProblemNote error={signIn.error} isForm />}
          <TextInput
            label={text('email')}
            type="email"
            autoComplete="username"
            {...form.text('email', common('required'))}
          />
          <PasswordInput
            label={text('password')}
            autoComplete="current-password"
            {...form.text('password', common('required'))}
          />
          <Button type="submit" size="md" loading={signIn.isPending}>
            {text('signIn')}
          </Button>
          <Text size="sm" ta="center">
            <Anchor component={Link} to="/password">
              {text('forgotten')}
            </Anchor>
          </Text>
          <Text size="sm" c="dimmed" ta="center">
            {text('noAccount')}{' '}
            <Anchor component={Link} to="/sign-up">
              {text('toSignUp')}
            </Anchor>
          </Text>
        </Stack>
      </form>
    </Welcome>
  );
}
