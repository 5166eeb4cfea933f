import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { Loading } from '@/components/ui/skeletons';
import { useText } from '@/i18n';
import { personName } from '@/lib/person-name';

import classes from './lines.module.css';
import { useWaitingDrafts } from './queries';

export function WaitingDrafts() {
  const text = useText('today');
  const drafts = useWaitingDrafts();
  const hasSome = (drafts.data?.items.length ?? 0) > 0;
  return (
    <Panel
      title={text('toApprove')}
      description={text('toApproveText')}
      actions={
        hasSome && (
          <Button size="xs" renderRoot={(props) => <Link to="/review" {...props} />}>
            {text('review')}
          </Button>
        )
      }
    >
      <Lines drafts={drafts} />
    </Panel>
  );
}

function Lines({ drafts }: { drafts: ReturnType<typeof useWaitingDrafts> }) {
  const text = useText('today');
  const common = useText('common');
  const review = useText('review');
  if (drafts.isPending) {
    return (
      <Loading>
        <Stack gap="xs">
          <Skeleton height={34} />
          <Skeleton height={34} />
        </Stack>
      </Loading>
    );
  }
  if (drafts.isError) return <ProblemNote error={drafts.error} onRetry={drafts.refetch} />;
  if (drafts.data.items.length === 0) return <Text c="dimmed">{text('nothingToApprove')}</Text>;
  return (
    <ul className={classes.lines}>
      {drafts.data.items.map((draft) => (
        <li key={draft.draft_id}>
          <Link to="/review" search={{ draft: draft.draft_id }} className={classes.line}>
            <span className={classes.who}>{personName(draft.prospect, review)}</span>
            <span className={classes.what}>
              {[draft.prospect.company, common.orElse(`channel_${draft.channel}`, draft.channel)]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
