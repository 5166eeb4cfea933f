import { Button, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type Ref } from 'react';

import { type ConversationThread, type ThreadMessage } from '@/api/generated/types.gen';
import { DotBadge } from '@/components/ui/dot-badge';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { personName } from '@/lib/person-name';

import { AnswerForm } from './answer-form';
import { ArrangeBar } from './arrange-bar';
import { type InboxSearch } from './inbox-search';
import classes from './inbox.module.css';
import { LabelBadge } from './label-badge';

interface ThreadProps {
  thread: ConversationThread;
  search: InboxSearch;
  heading: Ref<HTMLHeadingElement>;
}

export function Thread({ thread, search, heading }: ThreadProps) {
  const text = useText('inbox');
  const name = personName(thread.prospect, text);
  return (
    <Stack gap="md" component="section" aria-label={text('thread.label', { name })}>
      <header>
        <Button
          className={classes.back}
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconArrowLeft size={16} aria-hidden />}
          renderRoot={(props) => <Link {...props} to="/inbox" search={search} />}
        >
          {text('back')}
        </Button>
        <Title order={2} ref={heading} tabIndex={-1} className={classes.heading}>
          {name}
        </Title>
        <Text size="sm" c="dimmed">
          {text.orElse(`channel.${thread.channel}`, thread.channel)}
          {' · '}
          {thread.subject || text('thread.noSubject')}
        </Text>
        <ArrangeBar thread={thread} />
      </header>
      <ol className={classes.thread}>
        {thread.messages.map((message) => (
          <li key={message.id} className={classes.line} data-direction={message.direction}>
            <Bubble message={message} name={name} />
          </li>
        ))}
      </ol>
      <AnswerForm key={thread.id} thread={thread} />
    </Stack>
  );
}

/** Text of others is shown as text: no markup, no picture, no link of theirs is loaded. */
function Bubble({ message, name }: { message: ThreadMessage; name: string }) {
  const text = useText('inbox');
  const isOurs = message.direction === 'out';
  return (
    <article className={classes.bubble}>
      <header className={classes.bubbleHead}>
        <Text component="span" size="sm" fw={560}>
          {message.sender_name || (isOurs ? text('thread.you') : name)}
        </Text>
        <Text component="span" size="xs" c="dimmed">
          <TimeText at={message.at} />
        </Text>
        {isOurs && message.state !== 'sent' && (
          <DotBadge tone={message.state === 'failed' ? 'bad' : 'attention'}>
            {text.orElse(`message.${message.state}`, message.state)}
          </DotBadge>
        )}
        {message.label !== null && <LabelBadge label={message.label} />}
      </header>
      <div className={classes.words}>{message.text}</div>
      {message.quoted && (
        <details className={classes.quoted}>
          <summary>{text('thread.quoted')}</summary>
          <div className={classes.words}>{message.quoted}</div>
        </details>
      )}
    </article>
  );
}
