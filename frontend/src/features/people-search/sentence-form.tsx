import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconSparkles, IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { type SearchFiltersView } from '@/api/generated/types.gen';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';

import { useLookalikes, useProposal } from './queries';

interface SentenceFormProps {
  source: SearchFiltersView['source'];
  onProposed: (filters: SearchFiltersView) => void;
}

/** A sentence, or the likeness of those who went well, becomes criteria to look over (SRC-2). */
export function SentenceForm({ source, onProposed }: SentenceFormProps) {
  const text = useText('search');
  const propose = useProposal();
  const alike = useLookalikes();
  const [sentence, setSentence] = useState('');

  const ask = (said: string) => {
    setSentence(said);
    propose.mutate(
      { body: { sentence: said } },
      { onSuccess: ({ filters }) => filters && onProposed(filters) },
    );
  };
  const askAlike = () =>
    alike.mutate(
      { body: { prospect_ids: [], source } },
      { onSuccess: ({ filters }) => filters && onProposed(filters) },
    );

  return (
    <Stack gap="xs">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (sentence.trim().length > 2) ask(sentence.trim());
        }}
      >
        <Group align="flex-end" gap="xs">
          <TextInput
            style={{ flex: '1 1 22rem' }}
            label={text('sentence')}
            placeholder={text('sentenceHint')}
            maxLength={500}
            value={sentence}
            onChange={(event) => setSentence(event.currentTarget.value)}
          />
          <Button
            type="submit"
            variant="default"
            loading={propose.isPending}
            leftSection={<IconSparkles size={15} aria-hidden />}
          >
            {text('propose')}
          </Button>
          <Button
            variant="subtle"
            loading={alike.isPending}
            leftSection={<IconUsers size={15} aria-hidden />}
            onClick={askAlike}
          >
            {text('lookalikes')}
          </Button>
        </Group>
      </form>
      {propose.isError && <ProblemNote error={propose.error} />}
      {alike.isError && <ProblemNote error={alike.error} />}
      {alike.isSuccess && (
        <Text size="sm" c="dimmed" role="status">
          {text('proposedFrom', { count: alike.data.like })}
        </Text>
      )}
      {propose.data?.question && (
        <Stack gap={6} role="status">
          <Text size="sm">{propose.data.question}</Text>
          <Group gap="xs">
            {propose.data.choices.map((choice) => (
              <Button key={choice} size="xs" variant="default" onClick={() => ask(choice)}>
                {choice}
              </Button>
            ))}
          </Group>
        </Stack>
      )}
      {propose.data?.person && (
        <Text size="sm" role="status">
          {text('personNamed', { name: propose.data.person })}{' '}
          <Link to="/prospects">{text('addByHand')}</Link>
        </Text>
      )}
      {(propose.data?.dropped.length ?? 0) > 0 && (
        <Text size="sm" c="orange" role="status">
          {text('dropped', { values: propose.data?.dropped.join(', ') ?? '' })}
        </Text>
      )}
    </Stack>
  );
}
