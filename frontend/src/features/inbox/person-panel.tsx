import { Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { type ConversationThread } from '@/api/generated/types.gen';
import { Panel } from '@/components/ui/panel';
import { StageBadge, STAGES, type Stage } from '@/components/ui/stage-badge';
import { useText } from '@/i18n';
import { personName } from '@/lib/person-name';

import classes from './inbox.module.css';

const isStage = (value: string): value is Stage => STAGES.some((stage) => stage === value);

export function PersonPanel({ prospect }: { prospect: ConversationThread['prospect'] }) {
  const text = useText('inbox');
  const { stage } = prospect;
  return (
    <Panel title={text('card.label')}>
      <Text fw={560}>{personName(prospect, text)}</Text>
      <Text size="sm" c="dimmed" mb="sm">
        {[prospect.job_title, prospect.company].filter(Boolean).join(' · ') || text('card.none')}
      </Text>
      <dl className={classes.card}>
        <dt>{text('card.stage')}</dt>
        <dd>{isStage(stage) ? <StageBadge stage={stage} /> : text('card.none')}</dd>
      </dl>
      {prospect.on_file && (
        <Button
          mt="sm"
          size="xs"
          variant="default"
          renderRoot={(props) => (
            <Link {...props} to="/prospects/$prospectId" params={{ prospectId: prospect.id }} />
          )}
        >
          {text('card.open')}
        </Button>
      )}
    </Panel>
  );
}
