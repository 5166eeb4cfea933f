import { Anchor, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, type Ref, useState } from 'react';

import { type ReviewView } from '@/api/generated/types.gen';
import { DotBadge, type Tone } from '@/components/ui/dot-badge';
import { useText } from '@/i18n';
import { personName } from '@/lib/person-name';

import { Difference } from './difference';
import { ExactMessage } from './exact-message';
import { Findings } from './findings';
import { ReadMessage } from './read-message';
import classes from './review.module.css';

const tones: Partial<Record<string, Tone>> = {
  to_approve: 'accent',
  blocked: 'bad',
  approved: 'good',
};

export const RISKS: Record<ReviewView['risk'], Tone> = {
  low: 'good',
  medium: 'attention',
  high: 'bad',
};

interface ReviewCardProps {
  review: ReviewView;
  heading: Ref<HTMLHeadingElement>;
  /** Takes the place of the message while it is edited. */
  editor?: ReactNode;
}

/** Who it is for, what may be wrong with it, and the message in its two views. */
export function ReviewCard({ review, heading, editor }: ReviewCardProps) {
  const text = useText('review');
  const [view, setView] = useState('read');
  const { prospect } = review;
  const name = personName(prospect, text);

  return (
    <Stack gap="md">
      <ReviewHead review={review} name={name} heading={heading} />
      <Findings review={review} />
      {editor}
      {!editor && review.rendered && (
        <>
          <SegmentedControl
            size="xs"
            aria-label={text('view.label')}
            className={classes.views}
            value={view}
            onChange={setView}
            data={[
              { value: 'read', label: text('view.read') },
              { value: 'exact', label: text('view.exact') },
              ...(review.previous_text === '' ? [] : [{ value: 'diff', label: text('view.diff') }]),
            ]}
          />
          {view === 'diff' ? (
            <Difference review={review} />
          ) : view === 'read' ? (
            <ReadMessage review={review} />
          ) : (
            <ExactMessage rendered={review.rendered} channel={review.channel} />
          )}
        </>
      )}
    </Stack>
  );
}

interface ReviewHeadProps extends Omit<ReviewCardProps, 'editor'> {
  name: string;
}

function ReviewHead({ review, name, heading }: ReviewHeadProps) {
  const text = useText('review');
  const { prospect } = review;
  return (
    <header className={classes.head}>
      <div className={classes.headName}>
        <Title
          order={2}
          ref={heading}
          tabIndex={-1}
          className={classes.heading}
          aria-label={text('message.label', { name })}
        >
          {name}
        </Title>
        <DotBadge tone={tones[review.state]}>
          {text.orElse(`state.${review.state}`, review.state)}
        </DotBadge>
        <DotBadge tone={RISKS[review.risk]}>{text(`risk.${review.risk}`)}</DotBadge>
        {review.outdated && <DotBadge tone="attention">{text('outdated')}</DotBadge>}
      </div>
      <Text size="sm" c="dimmed">
        {[prospect.job_title, prospect.company].filter(Boolean).join(' · ')}
        {prospect.on_file && (
          <>
            {' · '}
            <Anchor
              size="sm"
              renderRoot={(props) => (
                <Link {...props} to="/prospects/$prospectId" params={{ prospectId: prospect.id }} />
              )}
            >
              {text('person.open')}
            </Anchor>
          </>
        )}
      </Text>
      <Text size="sm" c="dimmed">
        {text.orElse(`kind.${review.kind}`, review.kind)}
        {' · '}
        {text('step', { number: review.step_index + 1 })}
        {' · '}
        {review.campaign.name}
      </Text>
    </header>
  );
}
