import { Link } from '@tanstack/react-router';

import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';

import classes from './lines.module.css';
import { useOpenMandates } from './queries';

/** Mandates near their end or their cap: afterwards everything waits for a person (AUT-1). */
export function MandateReminders() {
  const text = useText('today');
  const mandates = useOpenMandates();
  if (mandates.isPending) return null;
  if (mandates.isError) return <ProblemNote error={mandates.error} onRetry={mandates.refetch} />;
  const near = mandates.data.items.filter(
    ({ mandate }) => mandate.expires_soon || mandate.near_cap,
  );
  if (near.length === 0) return null;
  return (
    <Panel title={text('mandates')} description={text('mandatesText')}>
      <ul className={classes.lines}>
        {near.map(({ mandate, campaign_name: name }) => (
          <li key={mandate.id}>
            <Link
              to="/campaigns/$campaignId"
              params={{ campaignId: mandate.campaign_id }}
              search={{ tab: 'autopilot' }}
              className={classes.line}
            >
              <span className={classes.who}>
                {name}
                <span className={classes.when}>
                  {text('mandateUntil')} <TimeText at={mandate.expires_at} shape="date" />
                </span>
              </span>
              <span className={classes.what}>
                {text('mandateUsed', {
                  used: mandate.used,
                  limit: mandate.in_total,
                  name: mandate.signed_name,
                })}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
