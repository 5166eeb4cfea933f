import { Button, Group, NumberInput, Text } from '@mantine/core';
import { useState } from 'react';

import { type CapView } from '@/api/generated/types.gen';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { Loading } from '@/components/ui/skeletons';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { useCap, useSetCap } from './queries';

const MOST = 10_000;

/** How many people the workspace may look up in any 24 hours (ENR-1). */
export function CapPanel() {
  const text = useText('settings');
  const cap = useCap();
  return (
    <Panel title={text('cap')}>
      {cap.isPending && <Loading>{null}</Loading>}
      {cap.isError && <ProblemNote error={cap.error} onRetry={cap.refetch} />}
      {cap.isSuccess && <Cap key={cap.data.per_day} cap={cap.data} />}
    </Panel>
  );
}

function Cap({ cap }: { cap: CapView }) {
  const text = useText('settings');
  const maySet = useMay('limits:set');
  const set = useSetCap();
  const [perDay, setPerDay] = useState<number | null>(cap.per_day);
  return (
    <>
      <Text size="sm" mb="sm">
        {text('capText', { left: cap.left, count: cap.per_day })}
      </Text>
      {maySet && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (perDay !== null) set.mutate({ body: { per_day: perDay } });
          }}
        >
          <Group align="flex-end">
            <NumberInput
              label={text('capPerDay')}
              min={0}
              max={MOST}
              allowDecimal={false}
              clampBehavior="strict"
              w={180}
              value={perDay ?? ''}
              onChange={(value) => setPerDay(typeof value === 'number' ? value : null)}
            />
            <Button
              type="submit"
              loading={set.isPending}
              disabled={perDay === null || perDay === cap.per_day}
            >
              {text('save')}
            </Button>
          </Group>
        </form>
      )}
      {set.isError && <ProblemNote error={set.error} />}
    </>
  );
}
