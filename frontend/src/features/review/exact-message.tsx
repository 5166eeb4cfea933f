import { Code, Stack, Text, Title } from '@mantine/core';

import { type RenderedView } from '@/api/generated/types.gen';
import { useText } from '@/i18n';

import classes from './review.module.css';

interface ExactMessageProps {
  rendered: RenderedView;
  channel: string;
}

/** What leaves, to the character, and the fingerprint that an approval names. */
export function ExactMessage({ rendered, channel }: ExactMessageProps) {
  const text = useText('review');
  const isMail = channel === 'email';
  return (
    <article className={classes.message}>
      {isMail && (
        <p className={classes.subject}>
          <Text component="span" size="xs" c="dimmed">
            {text('subject.label')}
          </Text>
          <span>{rendered.subject}</span>
        </p>
      )}
      <Stack gap="md" className={classes.body}>
        <section>
          <Title order={3} className={classes.small}>
            {text('exact.text')}
          </Title>
          <div className={classes.exact}>{rendered.text}</div>
        </section>
        <section>
          <Title order={3} className={classes.small}>
            {text('exact.headers')}
          </Title>
          <Text size="sm">{text(isMail ? 'exact.headers.email' : 'exact.headers.linkedin')}</Text>
        </section>
        <section>
          <Title order={3} className={classes.small}>
            {text('exact.sha')}
          </Title>
          <Code className={classes.sha}>{rendered.sha256}</Code>
          <Text size="xs" c="dimmed" mt={4}>
            {text('exact.sha.hint')}
          </Text>
        </section>
      </Stack>
    </article>
  );
}
