import { Button, Group, Stack, Text } from '@mantine/core';

import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { Loading } from '@/components/ui/skeletons';
import { useText } from '@/i18n';
import { useDates } from '@/lib/dates';
import { useMay } from '@/lib/session';

import { useClearances, useWithdrawClearance } from './queries';

/** Texts that somebody said are not sensitive, each with why; refused again once withdrawn. */
export function ClearedTexts() {
  const text = useText('settings');
  const dates = useDates();
  const mayWithdraw = useMay('rights:handle');
  const cleared = useClearances();
  const withdraw = useWithdrawClearance();
  return (
    <Panel title={text('cleared')}>
      <Text size="sm" mb="sm">
        {text('clearedText')}
      </Text>
      {cleared.isPending && <Loading>{null}</Loading>}
      {cleared.isError && <ProblemNote error={cleared.error} onRetry={cleared.refetch} />}
      {cleared.data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {text('clearedNone')}
        </Text>
      )}
      <Stack gap="sm" component="ul" p={0} m={0}>
        {cleared.data?.items.map((one) => (
          <Group key={one.id} component="li" justify="space-between" wrap="nowrap">
            <Text size="sm">
              {one.text}
              <Text span size="xs" c="dimmed" display="block">
                {[
                  text.orElse(`category_${one.category}`, one.category),
                  one.reason,
                  dates.date(one.cleared_at),
                ].join(' · ')}
              </Text>
            </Text>
            {mayWithdraw && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={text('clearedWithdrawOne', { text: one.text })}
                loading={withdraw.isPending}
                onClick={() => withdraw.mutate({ path: { clearance_id: one.id } })}
              >
                {text('clearedWithdraw')}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
      {withdraw.isError && <ProblemNote error={withdraw.error} />}
    </Panel>
  );
}
