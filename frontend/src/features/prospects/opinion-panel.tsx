import { Button, Group, Table, Text } from '@mantine/core';
import { IconMessage2Question } from '@tabler/icons-react';

import { type OpinionView } from '@/api/generated/types.gen';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { useDates } from '@/lib/dates';
import { useMay } from '@/lib/session';

import { useAskOpinion, useScoreRules } from './queries';
import classes from './score-panel.module.css';

const signed = (points: number) => (points < 0 ? `−${-points}` : `+${points}`);

/** What a model brought or cost, each time with the words of the fact it rests on (SCO-1). */
export function OpinionLine({ opinion }: { opinion: OpinionView }) {
  const text = useText('prospects');
  const dates = useDates();
  return (
    <Table.Tr>
      <Table.Td className={classes.points}>
        {opinion.points === 0 ? '0' : signed(opinion.points)}
      </Table.Td>
      <Table.Td>{text('opinion')}</Table.Td>
      <Table.Td visibleFrom="xs">
        {opinion.suspect && text('opinionSuspect')}
        {!opinion.suspect && opinion.reasons.length === 0 && text('opinionNothing')}
        {opinion.reasons.map((one) => (
          <div key={one.label}>
            {text('opinionReason', {
              points: signed(one.points),
              label: one.label,
              quote: one.quote,
            })}
          </div>
        ))}
        <Text size="xs" c="dimmed">
          {[opinion.model, dates.date(opinion.given_at)].filter(Boolean).join(' · ')}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}

interface AskOpinionProps {
  prospectId: string;
  opinion: OpinionView | null;
}

/** Only where the workspace allows it; it never asks by itself. */
export function AskOpinion({ prospectId, opinion }: AskOpinionProps) {
  const text = useText('prospects');
  const mayWrite = useMay('prospects:write');
  const rules = useScoreRules();
  const ask = useAskOpinion();
  if (!mayWrite || rules.data?.model_opinions !== true) return null;
  return (
    <div>
      <Group gap="sm">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconMessage2Question size={15} aria-hidden />}
          loading={ask.isPending}
          onClick={() => ask.mutate({ path: { prospect_id: prospectId } })}
        >
          {text(opinion === null ? 'opinionAsk' : 'opinionAskAgain')}
        </Button>
        <Text size="xs" c="dimmed">
          {text('opinionBound')}
        </Text>
      </Group>
      {ask.isError && <ProblemNote error={ask.error} />}
    </div>
  );
}
