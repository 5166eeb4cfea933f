import { Anchor, Button, List, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconGauge } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

import { type ScoreView } from '@/api/generated/types.gen';
import { DotBadge, type Tone } from '@/components/ui/dot-badge';
import { EmptyState } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { ScoreBadge } from '@/components/ui/score-badge';
import { useText } from '@/i18n';
import { useDates } from '@/lib/dates';

import { FeedbackPanel } from './feedback-panel';
import { AskOpinion, OpinionLine } from './opinion-panel';
import { ReliabilityStrip } from './reliability-strip';
import classes from './score-panel.module.css';
import { SignalsPanel } from './signals-panel';

const tones: Record<ScoreView['verdict'], Tone> = {
  kept: 'good',
  to_check: 'attention',
  dismissed: 'bad',
};

/** One sentence, then every point with its evidence, then what would change it (SCO-1). */
export function ScorePanel({ prospectId, score }: { prospectId: string; score: ScoreView | null }) {
  const text = useText('prospects');
  const common = useText('common');
  const dates = useDates();

  if (score === null) {
    return (
      <Panel title={text('why')}>
        <EmptyState
          icon={IconGauge}
          title={text('noScore')}
          action={
            <Button variant="default" renderRoot={(props) => <Link to="/salesbook" {...props} />}>
              {text('toSalesbook')}
            </Button>
          }
        >
          {text('noScoreText')}
        </EmptyState>
      </Panel>
    );
  }

  return (
    <Panel
      title={text('why')}
      actions={
        <DotBadge tone={tones[score.verdict]}>{common(`verdict_${score.verdict}`)}</DotBadge>
      }
    >
      <Stack gap="md">
        <div>
          <ScoreBadge score={score.value} band={score.band} size="lg" />
          <Text mt={4}>{score.reason}</Text>
          <Fits score={score} />
          <ReliabilityStrip band={score.band} />
        </div>
        <Table className={classes.lines} verticalSpacing={6} horizontalSpacing={0}>
          <caption>
            <VisuallyHidden>{text('why')}</VisuallyHidden>
          </caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col" w={56}>
                {text('points')}
              </Table.Th>
              <Table.Th scope="col">{text('reasonLine')}</Table.Th>
              <Table.Th scope="col" visibleFrom="xs">
                {text('evidence')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {score.exclusion !== null && (
              <Table.Tr>
                <Table.Td className={classes.points}>–</Table.Td>
                <Table.Td colSpan={2}>{score.exclusion}</Table.Td>
              </Table.Tr>
            )}
            {score.lines.map((line) => (
              <Table.Tr key={line.criterion_id} data-outcome={line.outcome}>
                <Table.Td className={classes.points}>
                  {line.points > 0 ? `+${line.points}` : line.points < 0 ? `−${-line.points}` : '0'}
                </Table.Td>
                <Table.Td>{line.label}</Table.Td>
                <Table.Td visibleFrom="xs">
                  {line.evidence ? (
                    <>
                      {line.evidence}
                      <Text size="xs" c="dimmed">
                        {[
                          line.source,
                          line.observed_at === null ? '' : dates.date(line.observed_at),
                          line.stale ? text('stale') : '',
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </Text>
                    </>
                  ) : (
                    <Text size="sm" c="dimmed">
                      {text.orElse(`outcome_${line.outcome}`, '–')}
                    </Text>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
            {score.signals.map((signal) => (
              <Table.Tr key={signal.id}>
                <Table.Td className={classes.points}>
                  {signal.points > 0 ? `+${signal.points}` : '0'}
                </Table.Td>
                <Table.Td>{signal.label}</Table.Td>
                <Table.Td visibleFrom="xs">
                  {signal.text}
                  <Text size="xs" c="dimmed">
                    <Anchor href={signal.source_url} target="_blank" rel="noreferrer" size="xs">
                      {text('signalRead')}
                    </Anchor>
                    {` · ${dates.date(signal.seen_at)} · ${text(`strength_${signal.strength}`)}`}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
            {score.opinion !== null && <OpinionLine opinion={score.opinion} />}
          </Table.Tbody>
        </Table>
        <Remarks title={text('missingFacts')} items={score.missing} />
        <Remarks title={text('whatWould')} items={score.counterfactuals} />
        <AskOpinion prospectId={prospectId} opinion={score.opinion} />
        <SignalsPanel prospectId={prospectId} signals={score.signals} />
        <FeedbackPanel prospectId={prospectId} signals={score.signals} />
        <Text size="xs" c="dimmed">
          {text('scoreVersion', {
            date: dates.date(score.computed_at),
            version: score.model_version,
          })}
        </Text>
      </Stack>
    </Panel>
  );
}

/** How much of each side's points the criteria gave: the company sought, the person in it. */
function Fits({ score }: { score: ScoreView }) {
  const text = useText('prospects');
  const told = [
    score.company_fit === null ? '' : text('companyFit', { ...score.company_fit }),
    score.person_fit === null ? '' : text('personFit', { ...score.person_fit }),
  ].filter(Boolean);
  return told.length === 0 ? null : <Text size="sm">{told.join(' · ')}</Text>;
}

function Remarks({ title, items }: { title: string; items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={560} mb={2}>
        {title}
      </Text>
      <List size="sm" spacing={2}>
        {items.map((item) => (
          <List.Item key={item}>{item}</List.Item>
        ))}
      </List>
    </div>
  );
}
