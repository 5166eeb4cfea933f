import { type ReactNode } from 'react';

import classes from './dot-badge.module.css';

export type Tone = 'neutral' | 'accent' | 'good' | 'attention' | 'bad' | 'talk';

/** A word with a dot in front of it: states, labels, kinds. */
export function DotBadge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={classes.badge} data-tone={tone}>
      <span className={classes.dot} aria-hidden />
      {children}
    </span>
  );
}
