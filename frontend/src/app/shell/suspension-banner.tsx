import { Alert, Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { useText } from '@/i18n';
import { useDates } from '@/lib/dates';
import { useMay, useSession } from '@/lib/session';

/** Above every page while the publisher holds the workspace back: since when, why, what is left. */
export function SuspensionBanner() {
  const text = useText('shell');
  const dates = useDates();
  const { suspension } = useSession();
  const mayExport = useMay('exports:create');
  if (suspension === null) return null;
  return (
    <Alert role="status" color="red" radius={0} py={6}>
      <strong>{text('suspended', { date: dates.date(suspension.since) })}</strong> «{' '}
      {suspension.reason} » {text('suspendedLeft')}{' '}
      {mayExport && (
        <Anchor component={Link} to="/settings/compliance">
          {text('suspendedExport')}
        </Anchor>
      )}
    </Alert>
  );
}
