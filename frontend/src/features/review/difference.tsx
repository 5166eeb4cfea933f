import { Stack, Text } from '@mantine/core';

import { type ReviewView } from '@/api/generated/types.gen';
import { useText } from '@/i18n';

import classes from './review.module.css';

/** What the last rewriting changed, paragraph by paragraph (GEN-4). */
export function Difference({ review }: { review: ReviewView }) {
  const text = useText('review');
  const before = review.previous_text.split('\n\n').filter(Boolean);
  const after = review.segments.map((one) => one.text.trim());
  const gone = before.filter((one) => !after.includes(one));
  return (
    <article className={classes.message} aria-label={text('diff.label')}>
      <Stack gap="xs" className={classes.body}>
        {gone.map((one) => (
          <del key={one} aria-label={text('diff.removed')}>
            {one}
          </del>
        ))}
        {after.map((one, index) =>
          before.includes(one) ? (
            <Text key={index} size="sm" c="dimmed">
              {one}
            </Text>
          ) : (
            <ins key={index} aria-label={text('diff.added')}>
              {one}
            </ins>
          ),
        )}
      </Stack>
    </article>
  );
}
