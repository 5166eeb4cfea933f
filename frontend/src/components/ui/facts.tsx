import { type ReactNode } from 'react';

import classes from './facts.module.css';

interface Fact {
  label: string;
  value: ReactNode;
}

/** Names and values; what is unknown shows a dash. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value === null || value === '' ? '–' : value}</dd>
        </div>
      ))}
    </dl>
  );
}
