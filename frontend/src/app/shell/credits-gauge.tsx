import { Group, Progress, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { useText } from '@/i18n';

import classes from './credits-gauge.module.css';
import { useCredits } from './queries';

/** Left out when the balance cannot be read: the rest of the page does not depend on it. */
export function CreditsGauge() {
  const text = useText('shell');
  const credits = useCredits();
  if (!credits.data) return null;
  const { available, reserved, spent } = credits.data;
  const granted = available + reserved + spent;
  return (
    <Link to="/settings/credits" className={classes.gauge}>
      <Group justify="space-between" gap={4}>
        <Text size="xs" c="dimmed">
          {text('credits')}
        </Text>
        <Text size="xs" fw={560} className="tabular">
          {text('creditsLeft', { count: available })}
        </Text>
      </Group>
      <Progress
        aria-hidden
        size={4}
        mt={6}
        value={granted > 0 ? (100 * available) / granted : 0}
        color={granted > 0 && available / granted < 0.2 ? 'orange' : undefined}
      />
    </Link>
  );
}
