import { IconCheck } from '@tabler/icons-react';

import classes from './steps.module.css';

interface StepsProps {
  /** Counted from 0; as many as there are names when all is done. */
  active: number;
  names: readonly string[];
  label: string;
}

/** Where one is in a path of a few pages. On narrow screens only the present one shows its name. */
export function Steps({ active, names, label }: StepsProps) {
  return (
    <ol className={classes.steps} aria-label={label}>
      {names.map((name, index) => (
        <li
          key={name}
          className={classes.step}
          data-done={index < active || undefined}
          aria-current={index === active ? 'step' : undefined}
        >
          <span className={classes.number} aria-hidden>
            {index < active ? <IconCheck size={14} stroke={2.4} /> : index + 1}
          </span>
          <span className={classes.name}>{name}</span>
        </li>
      ))}
    </ol>
  );
}
