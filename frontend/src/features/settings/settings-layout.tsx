import { Link, Outlet } from '@tanstack/react-router';

import { PageHeader } from '@/components/ui/page-header';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import classes from './settings-layout.module.css';

export function SettingsLayout() {
  const text = useText('settings');
  const maySeeTeam = useMay('team:read');
  const mayHandleRights = useMay('rights:handle');
  const maySeeKeys = useMay('keys:read');
  const maySeeAudit = useMay('audit:read');
  const maySeeProspects = useMay('prospects:read');
  const maySeeCredits = useMay('credits:read');
  return (
    <>
      <PageHeader title={text('title')} />
      <nav aria-label={text('sections')} className={classes.sections}>
        <Link to="/settings/accounts">{text('accounts')}</Link>
        {maySeeCredits && <Link to="/settings/billing">{text('billing')}</Link>}
        {maySeeCredits && <Link to="/settings/credits">{text('credits')}</Link>}
        {maySeeTeam && <Link to="/settings/team">{text('team')}</Link>}
        {maySeeKeys && <Link to="/settings/integrations">{text('integrations')}</Link>}
        {maySeeAudit && <Link to="/settings/audit">{text('audit')}</Link>}
        {mayHandleRights && <Link to="/settings/compliance">{text('compliance')}</Link>}
        {maySeeProspects && <Link to="/settings/prospecting">{text('prospecting')}</Link>}
        <Link to="/settings/security">{text('security')}</Link>
        <Link to="/settings/calendar">{text('calendar')}</Link>
        <Link to="/settings/profile">{text('profile')}</Link>
      </nav>
      <Outlet />
    </>
  );
}
