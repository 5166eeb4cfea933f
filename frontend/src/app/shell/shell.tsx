import { ActionIcon } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMenu2 } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';

import { PlanBanner } from '@/features/billing/plan-banner';
import { StopBanner } from '@/features/sending/stop-banner';
import { useLanguage, useText } from '@/i18n';
import { isLanguage } from '@/i18n/catalogue';
import { useKeys } from '@/lib/keys';
import { followLive } from '@/lib/live';
import { useSession } from '@/lib/session';

import { Logo } from './logo';
import { PLACES } from './places';
import { REFRESHES } from './refreshes';
import { SandboxBanner } from './sandbox-banner';
import classes from './shell.module.css';
import { Sidebar } from './sidebar';
import { SuspensionBanner } from './suspension-banner';

const CommandPalette = lazy(async () => ({
  default: (await import('./command-palette')).CommandPalette,
}));
const ChangeBanner = lazy(async () => ({
  default: (await import('@/features/privacy/change-banner')).ChangeBanner,
}));
const PolicyGate = lazy(async () => ({
  default: (await import('@/features/privacy/policy-gate')).PolicyGate,
}));
const KeysDialog = lazy(async () => ({ default: (await import('./keys-dialog')).KeysDialog }));
const MenuDrawer = lazy(async () => ({ default: (await import('./menu-drawer')).MenuDrawer }));

/** Taking the data out and closing need no acceptance. */
const OPEN_WHILE_OWING: readonly string[] = ['/settings/compliance', '/settings/security'];

/** Banner, navigation and the page between them. */
export function Shell() {
  const text = useText('shell');
  const session = useSession();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { language, speak } = useLanguage();
  const [isMenuOpen, menu] = useDisclosure(false);
  const [areKeysShown, keysDialog] = useDisclosure(false);
  const [isPaletteOpen, palette] = useDisclosure(false);
  const path = useRouterState({ select: (state) => state.location.pathname });

  useEffect(() => followLive(queryClient, REFRESHES), [queryClient]);
  useEffect(() => {
    const kept = session.user.locale;
    if (isLanguage(kept) && kept !== language) void speak(kept);
    // The profile decides when it is read; a later choice on this page is written to it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [session.user.locale]);
  useEffect(() => menu.close(), [path, menu]);

  const goTo = Object.fromEntries(
    PLACES.map(({ key, to }) => [`g ${key}`, () => void navigate({ to })]),
  );
  useKeys({
    ...goTo,
    '?': keysDialog.open,
    'Shift+?': keysDialog.open,
    'Mod+k': palette.open,
  });

  const sidebar = <Sidebar onKeys={keysDialog.open} />;
  return (
    <div className={classes.shell}>
      <a href="#main" className={classes.skip}>
        {text('skip')}
      </a>
      <SandboxBanner />
      <SuspensionBanner />
      <StopBanner />
      <PlanBanner />
      <Suspense fallback={null}>
        <ChangeBanner />
      </Suspense>
      <header className={classes.bar}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={text('openMenu')}
          onClick={menu.open}
        >
          <IconMenu2 size={20} aria-hidden />
        </ActionIcon>
        <Logo />
      </header>
      <div className={classes.body}>
        <div className={classes.side}>{sidebar}</div>
        <main id="main" tabIndex={-1} className={classes.main}>
          <div className={classes.page}>
            {session.owes_policy && !OPEN_WHILE_OWING.includes(path) ? (
              <Suspense fallback={null}>
                <PolicyGate />
              </Suspense>
            ) : (
              <Outlet />
            )}
          </div>
        </main>
      </div>
      <Suspense fallback={null}>
        {isMenuOpen && <MenuDrawer onClose={menu.close}>{sidebar}</MenuDrawer>}
        {isPaletteOpen && <CommandPalette onClose={palette.close} onKeys={keysDialog.open} />}
        {areKeysShown && <KeysDialog opened onClose={keysDialog.close} />}
      </Suspense>
    </div>
  );
}
