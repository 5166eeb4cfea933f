import { Button, Group, Progress, Stack, Text } from '@mantine/core';

import { type PlanOfferView, type SubscriptionView } from '@/api/generated/types.gen';
import { DotBadge, type Tone } from '@/components/ui/dot-badge';
import { Facts } from '@/components/ui/facts';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { useNumber, useText } from '@/i18n';
import { useDates } from '@/lib/dates';
import { useMay } from '@/lib/session';

import { usePortal } from './queries';
import { useMoney } from './use-money';

const tones: Partial<Record<string, Tone>> = {
  active: 'good',
  trialing: 'good',
  past_due: 'attention',
  canceled: 'bad',
  unpaid: 'bad',
};

interface CurrentPlanProps {
  subscription: SubscriptionView;
  offers: readonly PlanOfferView[];
}

export function CurrentPlan({ subscription, offers }: CurrentPlanProps) {
  const text = useText('billing');
  const number = useNumber();
  const money = useMoney();
  const dates = useDates();
  const mayPay = useMay('billing:manage');
  const portal = usePortal();
  const offer = offers.find((one) => one.lookup_key === subscription.lookup_key);
  const following = offers.find((one) => one.lookup_key === subscription.next_lookup_key);
  const isLive = ['active', 'trialing', 'past_due'].includes(subscription.status);
  const planName = (plan: string) => text.orElse(`plan_${plan}`, plan);
  const status =
    subscription.status === 'none' ? `trial_${subscription.access}` : subscription.status;
  const interval = offer?.interval === 'year' ? 'year' : 'month';

  return (
    <Panel
      title={text('currentPlan')}
      actions={
        <DotBadge tone={tones[subscription.status]}>
          {text.orElse(`status_${status}`, status)}
        </DotBadge>
      }
    >
      <Stack>
        {portal.isError && <ProblemNote error={portal.error} />}
        <Facts
          facts={[
            { label: text('plan'), value: planName(subscription.plan) },
            {
              label: text('price'),
              value: offer
                ? `${money({ ...offer.price, minor: offer.price.minor * subscription.seats })} ${text(`per_${interval}`)}`
                : text('free'),
            },
            { label: text('seats'), value: number(subscription.seats) },
            {
              label: text('creditsAMonth'),
              value: text(subscription.plan === 'trial' ? 'creditsOnce' : 'creditsMonthly', {
                count: subscription.credits_a_month,
              }),
            },
            {
              label: subscription.cancels_at ? text('endsOn') : text('renewsOn'),
              value: dateOf(subscription, dates.date),
            },
          ]}
        />
        {following && subscription.period_end && (
          <Text size="sm">
            {text('changesTo', {
              plan: planName(following.plan),
              date: dates.date(subscription.period_end),
            })}
          </Text>
        )}
        <Use
          label={text('mailboxes')}
          used={subscription.mailboxes_used}
          most={subscription.mailboxes}
        />
        <Use
          label={text('linkedin')}
          used={subscription.linkedin_accounts_used}
          most={subscription.linkedin_accounts}
        />
        {subscription.sends_per_day !== null && (
          <Text size="sm" c="dimmed">
            {text('sendsADay', { count: subscription.sends_per_day })}
          </Text>
        )}
        {mayPay && subscription.has_customer && (
          <Group gap="xs">
            <Button
              variant="default"
              onClick={() => portal.mutate({ body: { flow: 'payment_method' } })}
            >
              {text('paymentMeans')}
            </Button>
            <Button variant="default" onClick={() => portal.mutate({ body: { flow: 'home' } })}>
              {text('billingDetails')}
            </Button>
            {isLive && subscription.cancels_at === null && (
              <Button
                variant="subtle"
                color="gray"
                onClick={() => portal.mutate({ body: { flow: 'cancel' } })}
              >
                {text('cancelPlan')}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Panel>
  );
}

const dateOf = (
  { cancels_at, period_end, until }: SubscriptionView,
  show: (at: string) => string,
): string => {
  const at = cancels_at ?? period_end ?? until;
  return at === null ? '' : show(at);
};

function Use({ label, used, most }: { label: string; used: number; most: number }) {
  const text = useText('billing');
  return (
    <div style={{ maxWidth: 360 }}>
      <Group justify="space-between" gap="xs">
        <Text size="sm">{label}</Text>
        <Text size="sm" c="dimmed" className="tabular">
          {text('usedOf', { used, most })}
        </Text>
      </Group>
      <Progress
        aria-hidden
        size={5}
        mt={4}
        value={most > 0 ? Math.min(100, (100 * used) / most) : 0}
        color={used > most ? 'orange' : undefined}
      />
    </div>
  );
}
