import { Button, Group, Progress, Skeleton, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { Loading } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { useBusinessNow } from '@/lib/session';

import { useSenders } from './queries';

/** Per sending account: gone, still possible, and when the next one may leave. */
export function DayPlan() {
  const text = useText('today');
  const senders = useSenders();
  const now = useBusinessNow(60_000);
  return (
    <Panel title={text('plan')} description={text('planText')}>
      {senders.isPending && (
        <Loading>
          <Skeleton height={40} />
        </Loading>
      )}
      {senders.isError && <ProblemNote error={senders.error} onRetry={senders.refetch} />}
      {senders.isSuccess && senders.data.items.length === 0 && (
        <Group>
          <Text c="dimmed">{text('noSender')}</Text>
          <Button
            size="xs"
            variant="default"
            renderRoot={(props) => <Link to="/settings/accounts" {...props} />}
          >
            {text('connect')}
          </Button>
        </Group>
      )}
      <Stack gap="md">
        {senders.data?.items.map(({ id, address, display_name: name, limits }) => (
          <div key={id}>
            <Group justify="space-between" gap={4}>
              <Text size="sm" fw={520}>
                {address || name}
              </Text>
              <Text size="sm" c="dimmed">
                {text('planLine', {
                  used: limits.used_today,
                  left: Math.max(0, limits.per_day - limits.used_today),
                })}
                {new Date(limits.next_free_at) > now && (
                  <>
                    {' · '}
                    {text('planNext')} <TimeText at={limits.next_free_at} />
                  </>
                )}
              </Text>
            </Group>
            <Progress
              mt={6}
              size={5}
              aria-hidden
              value={limits.per_day > 0 ? (100 * limits.used_today) / limits.per_day : 0}
            />
          </div>
        ))}
      </Stack>
    </Panel>
  );
}
