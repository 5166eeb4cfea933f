import { Button, CloseButton, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';

import { type ScoreView, type SignalAsk } from '@/api/generated/types.gen';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { useAddSignal, useRemoveSignal } from './queries';

const KINDS: SignalAsk['kind'][] = [
  'job_change',
  'hiring',
  'linkedin_post',
  'funding',
  'expansion',
  'register_event',
  'website_change',
  'user_note',
];
const STRENGTHS: SignalAsk['strength'][] = ['strong', 'medium', 'weak'];
const EMPTY: SignalAsk = {
  kind: 'hiring',
  strength: 'medium',
  text: '',
  source_url: '',
  seen_on: '',
};

interface SignalsPanelProps {
  prospectId: string;
  signals: ScoreView['signals'];
}

/** Dated events with the page they can be read on; without a source there is none (SCO-2). */
export function SignalsPanel({ prospectId, signals }: SignalsPanelProps) {
  const text = useText('prospects');
  const common = useText('common');
  const mayWrite = useMay('prospects:write');
  const add = useAddSignal();
  const remove = useRemoveSignal();
  const [typed, setTyped] = useState<SignalAsk | null>(null);
  const path = { prospect_id: prospectId };
  const error = add.error ?? remove.error;

  if (!mayWrite) return null;
  return (
    <Stack gap="xs">
      {error !== null && <ProblemNote error={error} />}
      {signals.map((signal) => (
        <Group key={signal.id} gap={6} wrap="nowrap">
          <CloseButton
            size={24}
            iconSize={12}
            aria-label={text('signalRemove', { text: signal.text })}
            onClick={() => remove.mutate({ path: { ...path, signal_id: signal.id } })}
          />
          <Text size="sm">{signal.text}</Text>
        </Group>
      ))}
      {typed === null ? (
        <Button
          variant="default"
          size="compact-sm"
          w="fit-content"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setTyped(EMPTY)}
        >
          {text('signalAdd')}
        </Button>
      ) : (
        <form
          aria-label={text('signalAdd')}
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate({ path, body: typed }, { onSuccess: () => setTyped(null) });
          }}
        >
          <Stack gap="xs">
            <Text size="sm" c="dimmed">
              {text('signalHint')}
            </Text>
            <Group grow>
              <NativeSelect
                label={text('signalKind')}
                value={typed.kind}
                data={KINDS.map((kind) => ({ value: kind, label: text(`kindOf_${kind}`) }))}
                onChange={(event) => {
                  const kind = KINDS.find((one) => one === event.currentTarget.value);
                  if (kind) setTyped({ ...typed, kind });
                }}
              />
              <NativeSelect
                label={text('signalStrength')}
                value={typed.strength}
                data={STRENGTHS.map((one) => ({ value: one, label: text(`strength_${one}`) }))}
                onChange={(event) => {
                  const strength = STRENGTHS.find((one) => one === event.currentTarget.value);
                  if (strength) setTyped({ ...typed, strength });
                }}
              />
              <TextInput
                type="date"
                label={text('signalDate')}
                required
                value={typed.seen_on}
                onChange={(event) => setTyped({ ...typed, seen_on: event.currentTarget.value })}
              />
            </Group>
            <TextInput
              label={text('signalText')}
              required
              maxLength={200}
              value={typed.text}
              onChange={(event) => setTyped({ ...typed, text: event.currentTarget.value })}
            />
            <TextInput
              type="url"
              label={text('signalSource')}
              required
              maxLength={500}
              placeholder="https://"
              value={typed.source_url}
              onChange={(event) => setTyped({ ...typed, source_url: event.currentTarget.value })}
            />
            <Group gap="xs" justify="flex-end">
              <Button variant="default" size="xs" onClick={() => setTyped(null)}>
                {common('cancel')}
              </Button>
              <Button type="submit" size="xs" loading={add.isPending}>
                {text('signalSave')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Stack>
  );
}
