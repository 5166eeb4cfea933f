import {
  Anchor,
  Button,
  Code,
  CopyButton,
  Image,
  PasswordInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type SyntheticEvent, useState } from 'react';

import { type NewFactorView } from '@/api/generated/types.gen';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { toProblem } from '@/lib/problem';
import { useFields } from '@/lib/use-fields';

import { useConfirmFactor, useStartFactor } from './queries';
import { Welcome } from './welcome';

/** Set up an authenticator app: password where it is asked, code, then the recovery codes. */
export function FactorPage() {
  const text = useText('accounts');
  const [recovery, setRecovery] = useState<string[] | null>(null);
  const start = useStartFactor();

  if (recovery) {
    return (
      <Welcome title={text('recoveryTitle')} intro={text('recoveryText')}>
        <RecoveryCodes codes={recovery} />
      </Welcome>
    );
  }
  return (
    <Welcome title={text('factorTitle')} intro={text('factorText')}>
      {start.data ? (
        <ConfirmForm factor={start.data} onDone={setRecovery} />
      ) : (
        <StartForm
          error={start.error}
          isPending={start.isPending}
          onStart={(password) => start.mutate({ body: { password } })}
        />
      )}
    </Welcome>
  );
}

interface StartFormProps {
  error: unknown;
  isPending: boolean;
  onStart: (password: string) => void;
}

function StartForm({ error, isPending, onStart }: StartFormProps) {
  const text = useText('accounts');
  const form = useFields({ password: '' });
  const isAsked = error != null && toProblem(error).code === 'wrong-password';
  const isOther = error != null && !isAsked;

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    onStart(form.values.password);
  };

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        {isOther && <ProblemNote error={error} />}
        {isAsked && (
          <PasswordInput
            label={text('password')}
            description={text('passwordAgain')}
            autoComplete="current-password"
            {...form.text('password')}
          />
        )}
        <Button type="submit" size="md" loading={isPending}>
          {text('factorStart')}
        </Button>
      </Stack>
    </form>
  );
}

interface ConfirmFormProps {
  factor: NewFactorView;
  onDone: (codes: string[]) => void;
}

function ConfirmForm({ factor, onDone }: ConfirmFormProps) {
  const text = useText('accounts');
  const common = useText('common');
  const confirm = useConfirmFactor();
  const form = useFields({ code: '' }, confirm.error);

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!form.areFilled(['code'])) return;
    confirm.mutate(
      { body: { code: form.values.code.replaceAll(' ', '') } },
      { onSuccess: ({ recovery_codes }) => onDone(recovery_codes) },
    );
  };

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <Text size="sm">{text('factorScan')}</Text>
        <Image
          src={`data:image/svg+xml,${encodeURIComponent(factor.picture)}`}
          alt={text('factorPicture')}
          w={180}
          h={180}
          bg="white"
          p={4}
          radius="sm"
        />
        <div>
          <Text size="sm" c="dimmed">
            {text('factorTyped')}
          </Text>
          <Code block aria-label={text('factorSecret')}>
            {factor.secret}
          </Code>
        </div>
        {confirm.isError && <ProblemNote error={confirm.error} isForm />}
        <TextInput
          label={text('code')}
          autoComplete="one-time-code"
          inputMode="numeric"
          {...form.text('code', common('required'))}
        />
        <Button type="submit" size="md" loading={confirm.isPending}>
          {text('factorConfirm')}
        </Button>
      </Stack>
    </form>
  );
}

function RecoveryCodes({ codes }: { codes: string[] }) {
  const text = useText('accounts');
  const navigate = useNavigate();
  const listed = codes.join('\n');
  return (
    <Stack>
      <Code block aria-label={text('recoveryCodes')}>
        {listed}
      </Code>
      <CopyButton value={listed}>
        {({ copied, copy }) => (
          <Anchor component="button" type="button" size="sm" onClick={copy}>
            {copied ? text('copied') : text('copy')}
          </Anchor>
        )}
      </CopyButton>
      <Button size="md" onClick={() => void navigate({ to: '/' })}>
        {text('recoveryKept')}
      </Button>
    </Stack>
  );
}
