import { Alert, Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { type SyntheticEvent } from 'react';

import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { useFields } from '@/lib/use-fields';

import { ChoosePassword } from './choose-password';
import { MailSent } from './mail-sent';
import { useChoosePassword, useConfirmEmail, useConfirmSignUp, useForgotten } from './queries';
import { Welcome } from './welcome';

/** The token of a mailed link stands after `#`, where no server sees it. */
const useToken = () => useLocation().hash;

export function ConfirmSignUpPage() {
  const text = useText('accounts');
  const navigate = useNavigate();
  const token = useToken();
  const confirm = useConfirmSignUp();
  return (
    <Welcome title={text('confirmTitle')} intro={text('confirmText')}>
      <ChoosePassword
        submit={text('openWorkspace')}
        error={confirm.error}
        isPending={confirm.isPending}
        onChoose={(password) =>
          confirm.mutate(
            { body: { token, password } },
            { onSuccess: () => navigate({ to: '/second-factor' }) },
          )
        }
      />
    </Welcome>
  );
}

export function ForgottenPage() {
  const text = useText('accounts');
  const common = useText('common');
  const ask = useForgotten();
  const form = useFields({ email: '' }, ask.error);

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (form.areFilled(['email'])) ask.mutate({ body: { email: form.values.email.trim() } });
  };

  return (
    <Welcome title={text('forgottenTitle')} intro={text('forgottenText')}>
      {ask.isSuccess ? (
        <MailSent email={form.values.email.trim()} mailboxUrl={ask.data.mailbox_url} />
      ) : (
        <form onSubmit={onSubmit} noValidate>
          <Stack>
            {ask.isError && <ProblemNote error={ask.error} isForm />}
            <TextInput
              label={text('email')}
              type="email"
              autoComplete="username"
              {...form.text('email', common('required'))}
            />
            <Button type="submit" size="md" loading={ask.isPending}>
              {text('sendLink')}
            </Button>
          </Stack>
        </form>
      )}
      <Text size="sm" ta="center" mt="md">
        <Anchor component={Link} to="/sign-in">
          {text('toSignIn')}
        </Anchor>
      </Text>
    </Welcome>
  );
}

export function ChoosePasswordPage() {
  const text = useText('accounts');
  const token = useToken();
  const choose = useChoosePassword();
  return (
    <Welcome title={text('chooseTitle')} intro={text('chooseText')}>
      {choose.isSuccess ? (
        <Done says={text('chosen')} />
      ) : (
        <ChoosePassword
          submit={text('choose')}
          error={choose.error}
          isPending={choose.isPending}
          onChoose={(password) => choose.mutate({ body: { token, password } })}
        />
      )}
    </Welcome>
  );
}

export function ConfirmEmailPage() {
  const text = useText('accounts');
  const token = useToken();
  const confirm = useConfirmEmail();
  return (
    <Welcome title={text('newEmailTitle')} intro={text('newEmailText')}>
      {confirm.isSuccess ? (
        <Done says={text('newEmailDone')} />
      ) : (
        <Stack>
          {confirm.isError && <ProblemNote error={confirm.error} />}
          <Button
            size="md"
            loading={confirm.isPending}
            onClick={() => confirm.mutate({ body: { token } })}
          >
            {text('newEmailConfirm')}
          </Button>
        </Stack>
      )}
    </Welcome>
  );
}

function Done({ says }: { says: string }) {
  const text = useText('accounts');
  return (
    <Stack>
      <Alert role="status" variant="light">
        {says}
      </Alert>
      <Button component={Link} to="/sign-in" size="md">
        {text('signIn')}
      </Button>
    </Stack>
  );
}
