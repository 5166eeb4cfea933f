import { Alert, Stack } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

import { ProblemNote } from '@/components/ui/problem-note';
import { CardsSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { CurrentPlan } from './current-plan';
import { Invoices } from './invoices';
import { Packs } from './packs';
import { Plans } from './plans';
import { usePlans, useSettleCheckout, useSubscription } from './queries';
import { Spending } from './spending';

const route = getRouteApi('/app/settings/billing');

export function BillingPage() {
  const subscription = useSubscription();
  const plans = usePlans();
  const mayPay = useMay('billing:manage');

  if (subscription.isPending || plans.isPending) return <CardsSkeleton cards={3} height={140} />;
  if (subscription.isError) {
    return <ProblemNote error={subscription.error} onRetry={subscription.refetch} />;
  }
  if (plans.isError) return <ProblemNote error={plans.error} onRetry={plans.refetch} />;

  return (
    <Stack gap="lg">
      <Returned />
      <CurrentPlan subscription={subscription.data} offers={plans.data.offers} />
      <Plans subscription={subscription.data} offers={plans.data.offers} />
      <Packs packs={plans.data.packs} />
      <Spending packs={plans.data.packs} />
      {mayPay && <Invoices />}
    </Stack>
  );
}

/** Back from the payment page, maybe before the payment notice: the state is read now. */
function Returned() {
  const text = useText('billing');
  const { session_id: sessionId } = route.useSearch();
  const settle = useSettleCheckout();
  const asked = useRef<string>(undefined);
  const { mutate } = settle;

  useEffect(() => {
    if (sessionId === undefined || asked.current === sessionId) return;
    asked.current = sessionId;
    mutate({ body: { session_id: sessionId } });
  }, [sessionId, mutate]);

  if (settle.isError) return <ProblemNote error={settle.error} />;
  if (!settle.isSuccess) return null;
  return (
    <Alert role="status" color="pine" icon={<IconCircleCheck aria-hidden size={18} />}>
      {text('thanks')}
    </Alert>
  );
}
