import { List, Stack, Text } from '@mantine/core';

import { useText } from '@/i18n';

interface EnrolResultProps {
  enrolled: number;
  /** How many were refused, by the code of the reason. */
  refused: ReadonlyMap<string, number>;
}

export function EnrolResult({ enrolled, refused }: EnrolResultProps) {
  const text = useText('campaigns');
  return (
    <Stack gap={4} role="status">
      <Text size="sm">{text('pick.enrolled', { count: enrolled })}</Text>
      {refused.size > 0 && (
        <>
          <Text size="sm" c="dimmed">
            {text('pick.refused', { count: [...refused.values()].reduce((a, b) => a + b, 0) })}
          </Text>
          <List size="sm" c="dimmed">
            {[...refused].map(([code, count]) => (
              <List.Item key={code}>
                {text.orElse(`refusal.${code}`, text('refusal.other'))} · {count}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </Stack>
  );
}
