import { IconAlertTriangle, IconCircleCheck, IconClock } from '@tabler/icons-react';

import { useText } from '@/i18n';

import { type Claim } from './claims';
import classes from './review.module.css';

const signs: Partial<Record<string, typeof IconClock>> = {
  sourced: IconCircleCheck,
  stale: IconClock,
};

/** Icon and word, never the colour alone (GEN-2). */
export function ClaimMark({ state }: { state: Claim['state'] }) {
  const text = useText('review');
  const Sign = signs[state] ?? IconAlertTriangle;
  return (
    <span className={classes.mark} data-state={state}>
      <Sign size={14} stroke={2} aria-hidden />
      {text.orElse(`claim.${state}`, state)}
    </span>
  );
}
