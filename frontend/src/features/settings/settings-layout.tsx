import { Link, Outlet } from '@tanstack/react-router';

import { PageHeader } from '@/components/ui/page-header';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import classes from './settings-layout.module.css';

export function SettingsLayout() {
  const text = useText('settings');
  const maySeeCredits = useMay('credits:read');
  return (
    <>
      <PageHeader title={text('title')} />
      <nav aria-label={text('sections')} className={classes.sections}>
        <Link to="/settings/accounts">{text('accounts')}</Link>
        {maySeeCredits && <Link to="/settings/credits">{text('credits')}</Link>}
        <Link to="/settings/profile">{text('profile')}</Link>
      </nav>
      <Outlet />
    </>
  );
}
