import {
  Anchor,
  Button,
  Checkbox,
  Group,
  NativeSelect,
  Skeleton,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type SyntheticEvent } from 'react';

import { ProblemNote } from '@/components/ui/problem-note';
import { Loading } from '@/components/ui/skeletons';
import { useLanguage, useText } from '@/i18n';
import { countries } from '@/lib/countries';
import { useFields } from '@/lib/use-fields';

import { Acceptance } from './acceptance';
import { MailSent } from './mail-sent';
import { usePolicy, useSignUp } from './queries';
import { Welcome } from './welcome';

const EMPTY = {
  company: '',
  country: 'FR',
  first_name: '',
  last_name: '',
  email: '',
  professional: false,
  hasAccepted: false,
};

export function SignUpPage() {
  const text = useText('accounts');
  const common = useText('common');
  const { language } = useLanguage();
  const policy = usePolicy();
  const signUp = useSignUp();
  const form = useFields(EMPTY, signUp.error);
  const needed = common('required');

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    const isComplete = form.areFilled([
      'company',
      'first_name',
      'last_name',
      'email',
      'professional',
      'hasAccepted',
    ]);
    if (!isComplete || policy.data === undefined) return;
    const { hasAccepted, ...asked } = form.values;
    signUp.mutate(
      { body: { ...asked, policy_version: policy.data.version } },
      { onSuccess: () => window.scrollTo(0, 0) },
    );
  };

  if (signUp.isSuccess) {
    return (
      <Welcome title={text('mailTitle')} intro={text('mailText')}>
        <MailSent email={form.values.email.trim()} mailboxUrl={signUp.data.mailbox_url} />
      </Welcome>
    );
  }

  return (
    <Welcome title={text('signUpTitle')} intro={text('signUpText')}>
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          {signUp.isError && <ProblemNote error={signUp.error} isForm />}
          <TextInput
            label={text('company')}
            autoComplete="organization"
            {...form.text('company', needed)}
          />
          <NativeSelect
            label={text('country')}
            autoComplete="country"
            data={countries(language)}
            {...form.text('country')}
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
          <TextInput
            label={text('email')}
            type="email"
            autoComplete="username"
            {...form.text('email', needed)}
          />
          <Checkbox
            label={text('professional')}
            checked={form.values.professional}
            onChange={(event) => form.set('professional', event.currentTarget.checked)}
            error={form.faultAt('professional', text('professionalNeeded'))}
          />
          {policy.isPending && (
            <Loading>
              <Skeleton height={20} />
            </Loading>
          )}
          {policy.isError && <ProblemNote error={policy.error} onRetry={policy.refetch} />}
          {policy.isSuccess && (
            <Acceptance
              policy={policy.data}
              isAccepted={form.values.hasAccepted}
              onChange={(isAccepted) => form.set('hasAccepted', isAccepted)}
              error={
                form.faultAt('hasAccepted', text('policyNeeded')) ??
                form.faultAt('policy_version', '')
              }
            />
          )}
          <Button
            type="submit"
            size="md"
            loading={signUp.isPending}
            disabled={policy.data === undefined}
          >
            {text('signUp')}
          </Button>
          <Text size="sm" c="dimmed" ta="center">
            {text('haveAccount')}{' '}
            <Anchor component={Link} to="/sign-in">
              {text('toSignIn')}
            </Anchor>
          </Text>
        </Stack>
      </form>
    </Welcome>
  );
}
