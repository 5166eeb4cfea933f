import { Button, Group, Stack, Text } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';

import {
  type AnswerDraftView,
  type ConversationThread,
  type DraftedLineView,
} from '@/api/generated/types.gen';
import { DotBadge } from '@/components/ui/dot-badge';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';

import classes from './inbox.module.css';
import { useDraftAnswer } from './queries';

interface DraftPanelProps {
  thread: ConversationThread;
  onTake: (draft: AnswerDraftView) => void;
}

/** What LEO proposes to answer, with its sources. It is a draft: only a person sends (INB-4). */
export function DraftPanel({ thread, onTake }: DraftPanelProps) {
  const text = useText('inbox');
  const propose = useDraftAnswer(thread.id);
  const { draft } = thread;
  const ask = () => propose.mutate({ path: { conversation_id: thread.id } });

  return (
    <Stack gap="xs" aria-busy={propose.isPending}>
      {propose.isError && <ProblemNote error={propose.error} />}
      {draft === null ? (
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            loading={propose.isPending}
            leftSection={<IconSparkles size={15} aria-hidden />}
            onClick={ask}
          >
            {text('draft.ask')}
          </Button>
          <Text size="xs" c="dimmed">
            {text('draft.price')}
          </Text>
        </Group>
      ) : (
        <Panel title={text('draft.title')}>
          <Stack gap="xs">
            <Group gap="xs">
              <DotBadge tone="attention">{text('draft.badge')}</DotBadge>
              {draft.outdated && <DotBadge tone="bad">{text('draft.outdated')}</DotBadge>}
            </Group>
            {draft.lines.map((line) => (
              <Line key={line.text} line={line} />
            ))}
            {draft.warnings.map((warning) => (
              <Text key={`${warning.code}${warning.excerpt}`} size="xs" c="dimmed">
                {warning.title}
                {warning.excerpt && ` (${warning.excerpt})`}
              </Text>
            ))}
            <Group gap="xs">
              <Button size="compact-sm" onClick={() => onTake(draft)}>
                {text('draft.take')}
              </Button>
              <Button size="compact-sm" variant="default" loading={propose.isPending} onClick={ask}>
                {text('draft.again')}
              </Button>
            </Group>
          </Stack>
        </Panel>
      )}
    </Stack>
  );
}

function Line({ line }: { line: DraftedLineView }) {
  const text = useText('inbox');
  return (
    <div>
      <Text size="sm" className={classes.words}>
        {line.text}
      </Text>
      {line.evidence.map((one) => (
        <Text key={`${one.source}${one.quote}`} size="xs" c="dimmed">
          {text('draft.source', {
            quote: one.quote,
            source: one.source === 'reply' ? text('draft.source.reply') : one.source,
          })}
        </Text>
      ))}
    </div>
  );
}
