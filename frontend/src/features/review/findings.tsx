import { Text } from '@mantine/core';
import { IconBan, IconEye, IconPencilBolt } from '@tabler/icons-react';
import { type ReactNode } from 'react';

import { type FindingView, type ReviewView } from '@/api/generated/types.gen';
import { useText } from '@/i18n';

import classes from './review.module.css';

/** Why it cannot leave, and what deserves a second look. */
export function Findings({ review }: { review: ReviewView }) {
  const text = useText('review');
  const isWritten = review.rendered !== null;
  return (
    <>
      {review.state === 'drafting' && (
        <Note sign={<IconPencilBolt size={18} />} title={text('state.drafting')}>
          <Text size="sm">{text('drafting.text')}</Text>
        </Note>
      )}
      {review.blocks.length > 0 && (
        <Note tone="bad" sign={<IconBan size={18} />} title={text('blocks.title')}>
          <FindingItems findings={review.blocks} />
          <Text size="sm" c="dimmed" mt={4}>
            {text(isWritten ? 'blocks.next' : 'failed.text')}
          </Text>
        </Note>
      )}
      {review.warnings.length > 0 && (
        <Note tone="attention" sign={<IconEye size={18} />} title={text('warnings.title')}>
          <FindingItems findings={review.warnings} />
        </Note>
      )}
    </>
  );
}

interface NoteProps {
  tone?: 'bad' | 'attention';
  sign: ReactNode;
  title: string;
  children: ReactNode;
}

function Note({ tone, sign, title, children }: NoteProps) {
  return (
    <section className={classes.note} data-tone={tone} aria-label={title}>
      <span className={classes.noteSign} aria-hidden>
        {sign}
      </span>
      <div>
        <Text size="sm" fw={560}>
          {title}
        </Text>
        {children}
      </div>
    </section>
  );
}

function FindingItems({ findings }: { findings: readonly FindingView[] }) {
  return (
    <ul className={classes.findings}>
      {findings.map((finding) => (
        <li key={`${finding.code} ${finding.detail}`}>
          <Text size="sm">
            <strong>{finding.title}</strong>
            {finding.detail && ` · ${finding.detail}`}
          </Text>
        </li>
      ))}
    </ul>
  );
}
