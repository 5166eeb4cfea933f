import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { type ConversationThread } from '@/api/generated/types.gen';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { useArrangements } from './queries';

/** Somebody the reply sends us to: added by a person, never by itself. */
export function ReferralPanel({ thread }: { thread: ConversationThread }) {
  const text = useText('inbox');
  const { referral } = thread;
  if (referral === null || referral.state === 'set_aside') return null;
  return (
    <Panel title={text('referral.title')}>
      {referral.prospect_id !== null ? (
        <Button
          size="xs"
          variant="default"
          renderRoot={(props) => (
            <Link
              {...props}
              to="/prospects/$prospectId"
              params={{ prospectId: referral.prospect_id ?? '' }}
            />
          )}
        >
          {text('referral.open', { name: referral.full_name })}
        </Button>
      ) : (
        <ConfirmReferral key={thread.id} thread={thread} referral={referral} />
      )}
    </Panel>
  );
}

interface ConfirmReferralProps {
  thread: ConversationThread;
  referral: NonNullable<ConversationThread['referral']>;
}

function ConfirmReferral({ thread, referral }: ConfirmReferralProps) {
  const text = useText('inbox');
  const mayAdd = useMay('inbox:answer');
  const { refer, setAside } = useArrangements();
  const [name, setName] = useState(referral.full_name);
  const [email, setEmail] = useState(referral.email);
  const path = { conversation_id: thread.id };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        refer.mutate({ path, body: { full_name: name, email } });
      }}
    >
      <Stack gap="xs">
        <Text size="sm">{text('referral.text')}</Text>
        <TextInput
          size="xs"
          required
          label={text('referral.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          label={text('referral.email')}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        {refer.isError && <ProblemNote error={refer.error} />}
        {mayAdd && (
          <Group gap="xs">
            <Button type="submit" size="xs" loading={refer.isPending}>
              {text('referral.add')}
            </Button>
            <Button
              size="xs"
              variant="default"
              loading={setAside.isPending}
              onClick={() => setAside.mutate({ path })}
            >
              {text('referral.aside')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}
