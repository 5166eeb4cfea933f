import { Button, Stack, TextInput } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { type SyntheticEvent } from 'react';

import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { useFields } from '@/lib/use-fields';

import { useGiveCode } from './queries';
import { Welcome } from './welcome';

const route = getRouteApi('/sign-in/code');

/** The second factor, after the password. */
export function CodePage() {
  const text = useText('accounts');
  const common = useText('common');
  const { next } = route.useSearch();
  const navigate = route.useNavigate();
  const give = useGiveCode();
  const form = useFields({ code: '' }, give.error);

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!form.areFilled(['code'])) return;
    give.mutate(
      { body: { code: form.values.code.trim() } },
      { onSuccess: () => navigate({ href: next ?? '/' }) },
    );
  };

  return (
    <Welcome title={text('codeTitle')} intro={text('codeText')}>
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          {give.isError && <ProblemNote error={give.error} isForm />}
          <TextInput
            label={text('code')}
            description={text('codeHint')}
            autoComplete="one-time-code"
            inputMode="text"
            {...form.text('code', common('required'))}
          />
          <Button type="submit" size="md" loading={give.isPending}>
            {text('signIn')}
          </Button>
        </Stack>
      </form>
    </Welcome>
  );
}
