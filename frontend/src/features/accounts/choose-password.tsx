import { Button, PasswordInput, Stack } from '@mantine/core';
import { type SyntheticEvent } from 'react';

import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { useFields } from '@/lib/use-fields';

interface ChoosePasswordProps {
  submit: string;
  error: unknown;
  isPending: boolean;
  onChoose: (password: string) => void;
}

/** One field is enough: it can be shown, and a new one can always be asked for. */
export function ChoosePassword({ submit, error, isPending, onChoose }: ChoosePasswordProps) {
  const text = useText('accounts');
  const common = useText('common');
  const form = useFields({ password: '' }, error);

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (form.areFilled(['password'])) onChoose(form.values.password);
  };

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        {error != null && <ProblemNote error={error} isForm />}
        <PasswordInput
          label={text('password')}
          description={text('passwordHint')}
          autoComplete="new-password"
          {...form.text('password', common('required'))}
        />
        <Button type="submit" size="md" loading={isPending}>
          {submit}
        </Button>
      </Stack>
    </form>
  );
}
