import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';

import { type ProspectCard, type TwinView } from '@/api/generated/types.gen';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { useDates } from '@/lib/dates';
import { useMay } from '@/lib/session';

import { MergeDialog } from './merge-dialog';
import { useMerges, useTwins, useUndoMerge } from './queries';

/** Records that may be of the same person: suggested, never merged by itself (SRC-8). */
export function TwinsPanel({ card }: { card: ProspectCard }) {
  const text = useText('prospects');
  const twins = useTwins(card.id);
  const merges = useMerges(card.id);
  const mayWrite = useMay('prospects:write');
  const [compared, setCompared] = useState<TwinView | null>(null);

  if (twins.isPending || merges.isPending) return null;
  if (twins.isError || merges.isError) {
    return (
      <Panel title={text('twins')}>
        <ProblemNote
          error={twins.error ?? merges.error}
          onRetry={() => Promise.all([twins.refetch(), merges.refetch()])}
        />
      </Panel>
    );
  }
  if (twins.data.items.length === 0 && merges.data.items.length === 0) return null;
  return (
    <Panel title={text('twins')}>
      <Stack gap="sm">
        {twins.data.items.map((twin) => (
          <Group key={twin.id} justify="space-between" wrap="nowrap" align="flex-start">
            <Text size="sm">
              {[twin.full_name, twin.job_title, twin.company, twin.email]
                .filter(Boolean)
                .join(' · ')}
              <Text span size="xs" c="dimmed" display="block">
                {twin.source}
              </Text>
            </Text>
            {mayWrite && (
              <Button size="compact-sm" variant="default" onClick={() => setCompared(twin)}>
                {text('compare')}
              </Button>
            )}
          </Group>
        ))}
        {merges.data.items.map((merge) => (
          <Merged
            key={merge.id}
            card={card}
            id={merge.id}
            name={merge.absorbed_name}
            at={merge.at}
          />
        ))}
      </Stack>
      {compared !== null && (
        <MergeDialog keptId={card.id} twin={compared} onClose={() => setCompared(null)} />
      )}
    </Panel>
  );
}

interface MergedProps {
  card: ProspectCard;
  id: string;
  name: string;
  at: string;
}

function Merged({ card, id, name, at }: MergedProps) {
  const text = useText('prospects');
  const dates = useDates();
  const mayWrite = useMay('prospects:write');
  const undo = useUndoMerge(card.id);
  return (
    <>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" c="dimmed">
          {text('mergedWith', { name, date: dates.date(at) })}
        </Text>
        {mayWrite && (
          <Button
            size="compact-sm"
            variant="subtle"
            loading={undo.isPending}
            onClick={() => undo.mutate({ path: { merge_id: id } })}
          >
            {text('undoMerge')}
          </Button>
        )}
      </Group>
      {undo.isError && <ProblemNote error={undo.error} />}
    </>
  );
}
