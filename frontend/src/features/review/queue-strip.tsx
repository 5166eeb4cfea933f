import {
  Alert,
  Anchor,
  Button,
  Group,
  NumberInput,
  Popover,
  SegmentedControl,
  Stack,
  Text,
} from '@mantine/core';
import { IconPlayerPause } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { type ModelUseView, type QueueView } from '@/api/generated/types.gen';
import { DotBadge, type Tone } from '@/components/ui/dot-badge';
import { ProblemNote } from '@/components/ui/problem-note';
import { useLanguage, useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { useModelUse, useQueue, useSetModelLimits } from './queries';

const AGES: Record<QueueView['age'], Tone> = { fresh: 'good', amber: 'attention', red: 'bad' };

/** Everything that waits for a person, how long the oldest has waited, and what models used. */
export function QueueStrip() {
  const text = useText('review');
  const queue = useQueue();
  const use = useModelUse();
  return (
    <>
      {use.data?.paused && (
        <Alert
          mb="md"
          color="yellow"
          icon={<IconPlayerPause aria-hidden size={18} />}
          title={text('models.paused.title')}
        >
          {text('models.paused.text')}
        </Alert>
      )}
      <Group gap="sm" mb="md" role="group" aria-label={text('queue.label')}>
        {queue.data && <Counts queue={queue.data} />}
        {use.data && <ModelUse key={use.data.daily_tokens} use={use.data} />}
      </Group>
    </>
  );
}

function Counts({ queue }: { queue: QueueView }) {
  const text = useText('review');
  return (
    <>
      <Text size="sm">{text('queue.to_approve', { count: queue.to_approve })}</Text>
      <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/inbox" />}>
        {text('queue.to_answer', { count: queue.to_answer })}
      </Anchor>
      <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/inbox" />}>
        {text('queue.to_confirm', { count: queue.to_confirm })}
      </Anchor>
      <Text size="sm">{text('queue.to_decide', { count: queue.to_decide })}</Text>
      <Text size="sm">{text('queue.errors', { count: queue.errors })}</Text>
      {queue.to_approve > 0 && (
        <DotBadge tone={AGES[queue.age]}>{text(`queue.age.${queue.age}`)}</DotBadge>
      )}
    </>
  );
}

function ModelUse({ use }: { use: ModelUseView }) {
  const text = useText('review');
  const maySet = useMay('models:set');
  const { language } = useLanguage();
  const dollars = new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
  });
  const line = text('models.line', {
    tokens: use.tokens,
    most: use.daily_tokens,
    spent: dollars.format(use.cents / 100),
    limit: dollars.format(use.daily_cents / 100),
  });
  if (!maySet) {
    return (
      <Text size="xs" c="dimmed" ml="auto">
        {line}
      </Text>
    );
  }
  return (
    <Popover width={320} position="bottom-end" trapFocus>
      <Popover.Target>
        <Button variant="subtle" color="gray" size="compact-xs" ml="auto">
          {line}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Limits use={use} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Limits({ use }: { use: ModelUseView }) {
  const text = useText('review');
  const save = useSetModelLimits();
  const [route, setRoute] = useState(use.route);
  const [tokens, setTokens] = useState<number | string>(use.daily_tokens);
  const [dollars, setDollars] = useState<number | string>(use.daily_cents / 100);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({
          body: {
            route,
            daily_tokens: Number(tokens),
            daily_cents: Math.round(Number(dollars) * 100),
          },
        });
      }}
    >
      <Stack gap="sm">
        <SegmentedControl
          size="xs"
          aria-label={text('models.route')}
          value={route}
          onChange={(chosen) => setRoute(chosen === 'eu' ? 'eu' : 'any')}
          data={[
            { value: 'any', label: text('models.route.any') },
            { value: 'eu', label: text('models.route.eu') },
          ]}
        />
        <NumberInput
          size="xs"
          label={text('models.tokens')}
          min={0}
          max={50_000_000}
          value={tokens}
          onChange={setTokens}
        />
        <NumberInput
          size="xs"
          label={text('models.dollars')}
          min={0}
          max={500}
          decimalScale={2}
          value={dollars}
          onChange={setDollars}
        />
        {save.isError && <ProblemNote error={save.error} />}
        <Button type="submit" size="xs" loading={save.isPending}>
          {text('models.save')}
        </Button>
      </Stack>
    </form>
  );
}
