import { Anchor, Button, Group, Menu, Stack, Text } from '@mantine/core';
import { IconMessageReport } from '@tabler/icons-react';

import { type FeedbackView, type ScoreView } from '@/api/generated/types.gen';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { useDates } from '@/lib/dates';
import { useMay } from '@/lib/session';

import { useFeedback, useGiveFeedback, useUndoFeedback } from './queries';

const REASONS = ['bad_company', 'wrong_person', 'other'] as const;

interface FeedbackPanelProps {
  prospectId: string;
  signals: ScoreView['signals'];
}

/** Each reason says before the click what it does and whom it reaches; each can be undone (SCO-3). */
export function FeedbackPanel({ prospectId, signals }: FeedbackPanelProps) {
  const text = useText('prospects');
  const mayWrite = useMay('prospects:write');
  const feedback = useFeedback(prospectId);
  const give = useGiveFeedback();
  const undo = useUndoFeedback();
  const path = { prospect_id: prospectId };
  const error = give.error ?? undo.error;
  const audible = signals.filter((signal) => !signal.muted);

  if (feedback.isPending) return null;
  if (feedback.isError) return <ProblemNote error={feedback.error} onRetry={feedback.refetch} />;

  return (
    <Stack gap="xs">
      {error !== null && <ProblemNote error={error} />}
      {feedback.data.items.map((said) => (
        <Said
          key={said.id}
          said={said}
          isPending={undo.isPending}
          onUndo={
            mayWrite ? () => undo.mutate({ path: { ...path, feedback_id: said.id } }) : undefined
          }
        />
      ))}
      {mayWrite && (
        <Menu position="bottom-start" width={340}>
          <Menu.Target>
            <Button
              variant="default"
              size="compact-sm"
              w="fit-content"
              loading={give.isPending}
              leftSection={<IconMessageReport size={14} aria-hidden />}
            >
              {text('feedbackGive')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {REASONS.map((reason) => (
              <Menu.Item key={reason} onClick={() => give.mutate({ path, body: { reason } })}>
                <Text size="sm">{text(`feedback_${reason}`)}</Text>
                <Text size="xs" c="dimmed">
                  {text(`feedbackEffect_${reason}`)}
                </Text>
              </Menu.Item>
            ))}
            {audible.map((signal) => (
              <Menu.Item
                key={signal.id}
                onClick={() =>
                  give.mutate({ path, body: { reason: 'bad_signal', signal_id: signal.id } })
                }
              >
                <Text size="sm">{text('feedbackSignal', { text: signal.text })}</Text>
                <Text size="xs" c="dimmed">
                  {text('feedbackEffect_bad_signal')}
                </Text>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </Stack>
  );
}

interface SaidProps {
  said: FeedbackView;
  isPending: boolean;
  onUndo: (() => void) | undefined;
}

function Said({ said, isPending, onUndo }: SaidProps) {
  const text = useText('prospects');
  const dates = useDates();
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <Text size="sm">
        {text('feedbackSaid', {
          reason: text(`feedback_${said.reason}`),
          date: dates.date(said.given_at),
        })}
        <Text span size="xs" c="dimmed" display="block">
          {text(`feedbackReach_${said.reach}`, { until: dates.date(said.until) })}
        </Text>
      </Text>
      {onUndo !== undefined && (
        <Anchor component="button" type="button" size="sm" disabled={isPending} onClick={onUndo}>
          {text('feedbackUndo')}
        </Anchor>
      )}
    </Group>
  );
}
