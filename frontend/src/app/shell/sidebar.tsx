import { NavLink, Text, VisuallyHidden } from '@mantine/core';
import { IconBell, IconSettings } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';

import { StopButton } from '@/features/sending/stop-button';
import { useText } from '@/i18n';
import { useSession } from '@/lib/session';

import { AccountButton } from './account-button';
import { CreditsGauge } from './credits-gauge';
import { Logo } from './logo';
import { PLACES } from './places';
import { useBadges, useUnreadNotifications } from './queries';
import classes from './sidebar.module.css';

/** Menus bring a positioning engine along: it loads when one is first opened. */
const AccountMenu = lazy(async () => ({ default: (await import('./account-menu')).AccountMenu }));

export function Sidebar({ onKeys }: { onKeys: () => void }) {
  const text = useText('shell');
  const { workspace } = useSession();
  const badges = useBadges();
  const notices = useUnreadNotifications();
  const [isMenuWanted, setIsMenuWanted] = useState(false);

  const badgeOf = (name: string) => {
    if (name === 'review' && badges.review > 0) {
      return { count: badges.review, says: text('toApprove', { count: badges.review }) };
    }
    if (name === 'inbox' && badges.inbox > 0) {
      return { count: badges.inbox, says: text('unread', { count: badges.inbox }) };
    }
    return null;
  };

  return (
    <nav aria-label={text('navigation')} className={classes.sidebar}>
      <div className={classes.head}>
        <Logo />
        <Text size="xs" c="dimmed" truncate mt={2}>
          {workspace.name}
        </Text>
      </div>
      <div className={classes.nav}>
        {PLACES.map(({ name, to, icon: Sign }) => {
          const badge = badgeOf(name);
          return (
            <NavLink
              key={name}
              component={Link}
              to={to}
              activeOptions={{ exact: to === '/' }}
              className={classes.link}
              label={text(name)}
              leftSection={<Sign size={18} stroke={1.6} aria-hidden />}
              rightSection={
                badge && (
                  <>
                    <span className={classes.badge} aria-hidden>
                      {badge.count > 99 ? '99+' : badge.count}
                    </span>
                    <VisuallyHidden>{badge.says}</VisuallyHidden>
                  </>
                )
              }
            />
          );
        })}
      </div>
      <div className={classes.foot}>
        <StopButton />
        <CreditsGauge />
        <NavLink
          component={Link}
          to="/notifications"
          className={classes.link}
          label={text('notifications')}
          leftSection={<IconBell size={18} stroke={1.6} aria-hidden />}
          rightSection={
            notices > 0 && (
              <>
                <span className={classes.badge} aria-hidden>
                  {notices > 99 ? '99+' : notices}
                </span>
                <VisuallyHidden>{text('notices', { count: notices })}</VisuallyHidden>
              </>
            )
          }
        />
        <NavLink
          component={Link}
          to="/settings/accounts"
          className={classes.link}
          label={text('settings')}
          leftSection={<IconSettings size={18} stroke={1.6} aria-hidden />}
        />
        {isMenuWanted ? (
          <Suspense fallback={<AccountButton />}>
            <AccountMenu onKeys={onKeys} isOpen />
          </Suspense>
        ) : (
          <AccountButton aria-haspopup="menu" onClick={() => setIsMenuWanted(true)} />
        )}
      </div>
    </nav>
  );
}
