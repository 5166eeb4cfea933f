import { Stack, Text } from '@mantine/core';

import { type ReviewView } from '@/api/generated/types.gen';
import { Panel } from '@/components/ui/panel';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { useDates } from '@/lib/dates';

import { ClaimMark } from './claim-mark';
import { evidenceId, numbered, type NumberedClaim } from './claims';
import classes from './review.module.css';

/** What each claim rests on, and the circumstances of the message. */
export function Evidence({ review }: { review: ReviewView }) {
  const text = useText('review');
  const claims = numbered(review.segments).flatMap((one) => one.claims);
  return (
    <Stack gap="md" component="section" aria-label={text('evidence.label')}>
      <Panel title={text('evidence.title')}>
        {claims.length === 0 ? (
          <Text size="sm" c="dimmed">
            {text('evidence.none')}
          </Text>
        ) : (
          <ol className={classes.evidence}>
            {claims.map((one) => (
              <EvidenceItem key={one.number} {...one} />
            ))}
          </ol>
        )}
      </Panel>
      {review.prior.length > 0 && <Prior review={review} />}
      <Context review={review} />
    </Stack>
  );
}

function EvidenceItem({ number, claim }: NumberedClaim) {
  const text = useText('review');
  const dates = useDates();
  return (
    <li id={evidenceId(number)} tabIndex={-1} className={classes.proof}>
      <div className={classes.proofHead}>
        <Text component="span" size="xs" c="dimmed">
          {number}
          {' · '}
          {text.orElse(`evidence.about.${claim.about}`, text('evidence.about.us'))}
        </Text>
        <ClaimMark state={claim.state} />
      </div>
      {claim.quote && <blockquote className={classes.quote}>{claim.quote}</blockquote>}
      <Text size="xs" c="dimmed">
        {claim.source
          ? text('evidence.source', { source: claim.source })
          : text('evidence.source.none')}
        {claim.observed_at &&
          ` · ${text('evidence.observed', { date: dates.date(claim.observed_at) })}`}
      </Text>
    </li>
  );
}

/** Who was in touch before: the name, the age and whether there was an answer, nothing else. */
function Prior({ review }: { review: ReviewView }) {
  const text = useText('review');
  return (
    <Panel title={text('prior.title')}>
      <ul className={classes.evidence}>
        {review.prior.map((one, index) => (
          <li key={index}>
            <Text size="sm">
              {text('prior.line', {
                colleague: one.colleague || text('prior.somebody'),
                days: one.days,
              })}
            </Text>
            <Text size="xs" c="dimmed">
              {text(one.with_person ? 'prior.person' : 'prior.company')}
              {' · '}
              {text(one.answered ? 'prior.answered' : 'prior.unanswered')}
            </Text>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Context({ review }: { review: ReviewView }) {
  const text = useText('review');
  const author = !review.ai_generated ? 'person' : review.edited_by ? 'edited' : 'ai';
  return (
    <Panel title={text('context.title')}>
      <dl className={classes.context}>
        <dt>{text('context.campaign')}</dt>
        <dd>{review.campaign.name}</dd>
        <dt>{text('context.step')}</dt>
        <dd>{review.step_index + 1}</dd>
        <dt>{text('context.score')}</dt>
        <dd className="tabular">{review.prospect.score ?? text('context.score.none')}</dd>
        <dt>{text('context.author')}</dt>
        <dd>{text(`context.author.${author}`)}</dd>
        <dt>{text('context.created')}</dt>
        <dd>
          <TimeText at={review.created_at} />
        </dd>
        <dt>{text('context.expires')}</dt>
        <dd>
          <TimeText at={review.expires_at} />
        </dd>
        <dt>{text('context.leaves')}</dt>
        <dd>{text('context.leaves.value')}</dd>
      </dl>
    </Panel>
  );
}
