import {
  Button,
  Group,
  List,
  Modal,
  NumberInput,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { useState } from 'react';

import { type PlanOfferView, type SubscriptionView } from '@/api/generated/types.gen';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { CardsSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';
import { useDates } from '@/lib/dates';
import { useMay } from '@/lib/session';

import classes from './billing.module.css';
import { useCheckout, usePortal, usePreview } from './queries';
import { useMoney } from './use-money';

interface PlansProps {
  subscription: SubscriptionView;
  offers: readonly PlanOfferView[];
}

/** The plans side by side; a choice leads to the payment page, a change first says what it does. */
export function Plans({ subscription, offers }: PlansProps) {
  const text = useText('billing');
  const common = useText('common');
  const [interval, setInterval] = useState('month');
  const [chosen, setChosen] = useState<{ offer: PlanOfferView; seats: number } | null>(null);
  const isLive = ['active', 'trialing', 'past_due'].includes(subscription.status);
  const checkout = useCheckout();

  const onChoose = (offer: PlanOfferView, seats: number) => {
    if (isLive) setChosen({ offer, seats });
    else checkout.mutate({ body: { lookup_key: offer.lookup_key, quantity: seats } });
  };

  return (
    <Panel
      title={text('plans')}
      description={text('plansText')}
      actions={
        <SegmentedControl
          aria-label={text('interval')}
          value={interval}
          onChange={setInterval}
          data={[
            { value: 'month', label: text('monthly') },
            { value: 'year', label: text('yearly') },
          ]}
        />
      }
    >
      <Stack>
        {checkout.isError && <ProblemNote error={checkout.error} />}
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          {offers
            .filter((offer) => offer.interval === interval)
            .map((offer) => (
              <PlanCard
                key={offer.lookup_key}
                offer={offer}
                subscription={subscription}
                isBusy={
                  checkout.isPending && checkout.variables.body.lookup_key === offer.lookup_key
                }
                onChoose={onChoose}
              />
            ))}
        </SimpleGrid>
        <Text size="sm" c="dimmed">
          {text('enterprise')}
        </Text>
      </Stack>
      <Modal
        opened={chosen !== null}
        onClose={() => setChosen(null)}
        title={text('changeTitle')}
        closeButtonProps={{ 'aria-label': common('close') }}
      >
        {chosen && <Change {...chosen} onClose={() => setChosen(null)} />}
      </Modal>
    </Panel>
  );
}

interface PlanCardProps {
  offer: PlanOfferView;
  subscription: SubscriptionView;
  isBusy: boolean;
  onChoose: (offer: PlanOfferView, seats: number) => void;
}

function PlanCard({ offer, subscription, isBusy, onChoose }: PlanCardProps) {
  const text = useText('billing');
  const money = useMoney();
  const mayPay = useMay('billing:manage');
  const isHeld = subscription.lookup_key === offer.lookup_key;
  const [seats, setSeats] = useState(
    isHeld ? Math.max(subscription.seats, offer.fewest_seats) : offer.fewest_seats,
  );
  const name = text.orElse(`plan_${offer.plan}`, offer.plan);
  const isSame = isHeld && seats === subscription.seats;

  return (
    <article className={classes.plan} aria-label={name} data-held={isHeld || undefined}>
      <Title order={3} size="h4">
        {name}
      </Title>
      <Text>
        <strong className={classes.price}>{money(offer.price)}</strong>{' '}
        <Text span size="sm" c="dimmed">
          {text(offer.interval === 'year' ? 'perYear' : 'perMonth')}
          {offer.per_seat && ` ${text('perUser')}`}
        </Text>
      </Text>
      <List size="sm" spacing={2}>
        <List.Item>{text('creditsMonthly', { count: offer.credits })}</List.Item>
        <List.Item>{text('mailboxCount', { count: offer.mailboxes })}</List.Item>
        {offer.features.map((feature) => (
          <List.Item key={feature}>{text.orElse(`feature_${feature}`, feature)}</List.Item>
        ))}
      </List>
      {mayPay && (
        <Stack gap="xs" mt="auto">
          {offer.per_seat && (
            <NumberInput
              label={text('seats')}
              value={seats}
              min={offer.fewest_seats}
              max={500}
              allowDecimal={false}
              onChange={(value) => setSeats(Number(value) || offer.fewest_seats)}
            />
          )}
          <Button
            variant={isHeld ? 'default' : 'filled'}
            disabled={isSame}
            loading={isBusy}
            onClick={() => onChoose(offer, seats)}
          >
            {isSame ? text('held') : text('choose', { plan: name })}
          </Button>
        </Stack>
      )}
    </article>
  );
}

/** What another plan changes, told before it is chosen (BIL-7). */
function Change({
  offer,
  seats,
  onClose,
}: {
  offer: PlanOfferView;
  seats: number;
  onClose: () => void;
}) {
  const text = useText('billing');
  const common = useText('common');
  const dates = useDates();
  const preview = usePreview(offer.lookup_key, seats);
  const portal = usePortal();

  if (preview.isPending) return <CardsSkeleton cards={1} height={120} />;
  if (preview.isError) return <ProblemNote error={preview.error} onRetry={preview.refetch} />;

  const told = preview.data;
  const features = (codes: readonly string[]) =>
    codes.map((code) => text.orElse(`feature_${code}`, code)).join(', ');
  return (
    <Stack>
      <Text>
        {told.effective_at === null
          ? text('changesNow')
          : text('changesAt', { date: dates.date(told.effective_at) })}
      </Text>
      <List size="sm" spacing={4}>
        <List.Item>
          {text('creditsChange', { before: told.credits_before, after: told.credits_after })}
        </List.Item>
        {told.lost.length > 0 && (
          <List.Item>{text('lost', { features: features(told.lost) })}</List.Item>
        )}
        {told.gained.length > 0 && (
          <List.Item>{text('gained', { features: features(told.gained) })}</List.Item>
        )}
        {told.mailboxes_too_many > 0 && (
          <List.Item>{text('mailboxesTooMany', { count: told.mailboxes_too_many })}</List.Item>
        )}
        {told.linkedin_too_many > 0 && (
          <List.Item>{text('linkedinTooMany', { count: told.linkedin_too_many })}</List.Item>
        )}
        <List.Item>{text('creditsStay')}</List.Item>
      </List>
      {portal.isError && <ProblemNote error={portal.error} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button
          loading={portal.isPending}
          onClick={() =>
            portal.mutate({ body: { flow: 'change', lookup_key: offer.lookup_key, seats } })
          }
        >
          {text('goOn')}
        </Button>
      </Group>
    </Stack>
  );
}
