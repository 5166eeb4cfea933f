import { Alert, Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { useText } from '@/i18n';
import { useDates } from '@/lib/dates';

import { useSubscription } from './queries';

/** Above every page while a payment is missing or nothing is paid any more (BIL-7). */
export function PlanBanner() {
  const text = useText('billing');
  const dates = useDates();
  const subscription = useSubscription();
  if (!subscription.data) return null;
  const { access, status, until } = subscription.data;
  const isPastDue = status === 'past_due';
  if (access === 'full' && !isPastDue) return null;
  return (
    <Alert role="status" color="orange" radius={0} py={6}>
      {access === 'full' && until !== null
        ? text('pastDue', { date: dates.date(until) })
        : text(isPastDue ? 'pastDueOver' : 'readOnly')}{' '}
      <Anchor component={Link} to="/settings/billing">
        {text('toBilling')}
      </Anchor>
    </Alert>
  );
}
