import { Link } from '@tanstack/react-router';

import { Panel } from '@/components/ui/panel';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { useBusinessNow } from '@/lib/session';

import classes from './lines.module.css';
import { usePath } from './queries';

const AHEAD = 30 * 24 * 60 * 60 * 1000;

/** Running campaigns whose balancing test is near its year, or past it (obligation 54). */
export function LiaReminders() {
  const text = useText('today');
  const now = useBusinessNow().getTime();
  const { campaigns } = usePath();
  const near = (campaigns?.items ?? []).filter(
    ({ state, lia }) =>
      state === 'running' && lia !== null && new Date(lia.review_at).getTime() < now + AHEAD,
  );
  if (near.length === 0) return null;
  return (
    <Panel title={text('lias')} description={text('liasText')}>
      <ul className={classes.lines}>
        {near.map(({ id, name, lia }) => (
          <li key={id}>
            <Link
              to="/campaigns/$campaignId"
              params={{ campaignId: id }}
              search={{ tab: 'lia' }}
              className={classes.line}
            >
              <span className={classes.who}>
                {name}
                {lia !== null && (
                  <span className={classes.when}>
                    {text('liaBefore')} <TimeText at={lia.review_at} shape="date" />
                  </span>
                )}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
