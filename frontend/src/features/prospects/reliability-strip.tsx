import { Text } from '@mantine/core';

import { useNumber, useText } from '@/i18n';

import { useReliability } from './queries';

/** What became of contacted people of this band; a share only from fifty people on (SCO-1). */
export function ReliabilityStrip({ band }: { band: string }) {
  const text = useText('prospects');
  const number = useNumber();
  const strip = useReliability();
  const mine = strip.data?.items.find((one) => one.band === band);
  if (mine === undefined) return null;
  return (
    <Text size="sm" c="dimmed" role="note">
      {mine.rate === null
        ? text('reliabilityNotYet', { people: number(mine.contacted) })
        : text('reliability', {
            percent: number(Math.round(mine.rate * 100)),
            people: number(mine.contacted),
          })}
    </Text>
  );
}
