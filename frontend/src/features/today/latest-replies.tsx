import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { Loading } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { personName } from '@/lib/person-name';

import classes from './lines.module.css';
import { useLatestReplies } from './queries';

export function LatestReplies() {
  const text = useText('today');
  const replies = useLatestReplies();
  const hasSome = (replies.data?.items.length ?? 0) > 0;
  return (
    <Panel
      title={text('replies')}
      description={text('repliesText')}
      actions={
        hasSome && (
          <Button
            size="xs"
            variant="default"
            renderRoot={(props) => <Link to="/inbox" {...props} />}
          >
            {text('openInbox')}
          </Button>
        )
      }
    >
      <Lines replies={replies} />
    </Panel>
  );
}

function Lines({ replies }: { replies: ReturnType<typeof useLatestReplies> }) {
  const text = useText('today');
  const inbox = useText('inbox');
  if (replies.isPending) {
    return (
      <Loading>
        <Stack gap="xs">
          <Skeleton height={34} />
          <Skeleton height={34} />
        </Stack>
      </Loading>
    );
  }
  if (replies.isError) return <ProblemNote error={replies.error} onRetry={replies.refetch} />;
  if (replies.data.items.length === 0) return <Text c="dimmed">{text('noReplies')}</Text>;
  return (
    <ul className={classes.lines}>
      {replies.data.items.map((conversation) => (
        <li key={conversation.id}>
          <Link
            to="/inbox/$conversationId"
            params={{ conversationId: conversation.id }}
            className={classes.line}
            data-unread={conversation.unread || undefined}
          >
            <span className={classes.who}>
              {personName(conversation.prospect, inbox)}
              <span className={classes.when}>
                <TimeText at={conversation.last_message_at} />
              </span>
            </span>
            <span className={classes.what}>{conversation.preview}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
