import { Text, UnstyledButton, VisuallyHidden } from '@mantine/core';

import { type ReviewView } from '@/api/generated/types.gen';
import { useText } from '@/i18n';

import { ClaimMark } from './claim-mark';
import { evidenceId, numbered, type NumberedSegment } from './claims';
import classes from './review.module.css';

/** Only what is about this person stands out; the common text is dimmed (COP-2). */
export function ReadMessage({ review }: { review: ReviewView }) {
  const text = useText('review');
  return (
    <article className={classes.message} aria-label={text('body.label')}>
      {review.subject !== null && (
        <p className={classes.subject}>
          <Text component="span" size="xs" c="dimmed">
            {text('subject.label')}
          </Text>
          <span>{review.subject}</span>
        </p>
      )}
      <div className={classes.body}>
        {numbered(review.segments).map((one, index) => (
          <Passage key={index} {...one} />
        ))}
      </div>
      <Text size="xs" c="dimmed" className={classes.hint}>
        {text('view.hint')}
      </Text>
    </article>
  );
}

function Passage({ segment, claims, isPersonal }: NumberedSegment) {
  const text = useText('review');
  return (
    <p className={classes.passage} data-personal={isPersonal || undefined}>
      {isPersonal ? <mark>{segment.text}</mark> : segment.text}
      {segment.kind === 'own_words' && (
        <span className={classes.own}>{text('segment.own_words')}</span>
      )}
      {claims.map(({ number, claim }) => (
        <UnstyledButton
          key={number}
          className={classes.claim}
          onClick={() => document.getElementById(evidenceId(number))?.focus()}
        >
          <VisuallyHidden>{text('claim.open')} </VisuallyHidden>
          <sup>{number}</sup> <ClaimMark state={claim.state} />
        </UnstyledButton>
      ))}
    </p>
  );
}
