import { Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';

import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { useOrderProviders, useProviders } from './queries';

/** Whom the workspace asks first; with one provider there is nothing to choose. */
export function ProviderOrder() {
  const text = useText('settings');
  const maySet = useMay('limits:set');
  const providers = useProviders();
  const order = useOrderProviders();
  if (providers.isError) {
    return (
      <Panel title={text('providers')}>
        <ProblemNote error={providers.error} onRetry={providers.refetch} />
      </Panel>
    );
  }
  const names = providers.data?.providers ?? [];
  if (names.length < 2) return null;
  const raise = (place: number) => {
    const next = [...names];
    next.splice(place - 1, 2, ...names.slice(place - 1, place + 1).reverse());
    order.mutate({ body: { providers: next } });
  };
  return (
    <Panel title={text('providers')}>
      <Text size="sm" mb="sm">
        {text('providersText')}
      </Text>
      <Stack gap="xs" component="ol" m={0} pl="lg">
        {names.map((name, place) => (
          <li key={name}>
            <Group justify="space-between">
              <Text size="sm">{text.orElse(`provider_${name}`, name)}</Text>
              {maySet && place > 0 && (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  leftSection={<IconArrowUp size={14} aria-hidden />}
                  aria-label={text('providersRaiseOne', {
                    name: text.orElse(`provider_${name}`, name),
                  })}
                  loading={order.isPending}
                  onClick={() => raise(place)}
                >
                  {text('providersRaise')}
                </Button>
              )}
            </Group>
          </li>
        ))}
      </Stack>
      {order.isError && <ProblemNote error={order.error} />}
    </Panel>
  );
}
