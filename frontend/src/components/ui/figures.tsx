import { useNumber } from '@/i18n';

import classes from './figures.module.css';

export interface Figure {
  label: string;
  value: number | null;
  note?: string;
}

/** A row of numbers that matter. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  const number = useNumber();
  return (
    <dl className={classes.figures}>
      {figures.map(({ label, value, note }) => (
        <div key={label} className={classes.figure}>
          <dt>{label}</dt>
          <dd>
            <span className={classes.value}>{value === null ? '–' : number(value)}</span>
            {note && <span className={classes.note}>{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
