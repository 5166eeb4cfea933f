import { List, Stack, Text } from '@mantine/core';

import { useText } from '@/i18n';

import { type Reason } from './refused';

interface EnrolResultProps {
  enrolled: number;
  refused: Reason[];
}

export function EnrolResult({ enrolled, refused }: EnrolResultProps) {
  const text = useText('campaigns');
  return (
    <Stack gap={4} role="status">
      <Text size="sm">{text('pick.enrolled', { count: enrolled })}</Text>
      {refused.length > 0 && (
        <>
          <Text size="sm" c="dimmed">
            {text('pick.refused', { count: refused.reduce((sum, one) => sum + one.count, 0) })}
          </Text>
          <List size="sm" c="dimmed">
            {refused.map(({ code, count, names }) => (
              <List.Item key={code}>
                {text.orElse(`refusal.${code}`, text('refusal.other'))} · {count}
                {names && ` (${names})`}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </Stack>
  );
}
