import { IconFlask2 } from '@tabler/icons-react';

import { useLanguage, useText } from '@/i18n';
import { formatLong } from '@/lib/dates';
import { useBusinessNow, useSession } from '@/lib/session';

import classes from './sandbox-banner.module.css';

/** Always there in the sandbox: nothing leaves, and which time it is there. */
export function SandboxBanner() {
  const text = useText('shell');
  const session = useSession();
  if (session.mode !== 'sandbox') return null;
  const speed = Math.round(session.time_speed);
  return (
    <aside className={classes.banner} aria-label={text('sandboxLabel')}>
      <IconFlask2 size={14} aria-hidden />
      <strong>{text('sandbox')}</strong>
      <span>{text('sandboxSafe')}</span>
      <span className={classes.dot} aria-hidden>
        ·
      </span>
      <span>{speed === 1 ? text('sandboxSameSpeed') : text('sandboxSpeed', { speed })}</span>
      <span className={classes.dot} aria-hidden>
        ·
      </span>
      <BusinessClock />
    </aside>
  );
}

function BusinessClock() {
  const { language } = useLanguage();
  const now = useBusinessNow(500);
  return (
    <time dateTime={now.toISOString()} className="tabular">
      {formatLong(language, now)}
    </time>
  );
}
