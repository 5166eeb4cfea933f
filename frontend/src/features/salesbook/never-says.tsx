import { Badge, Group, List, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';

import { type OfferView } from '@/api/generated/types.gen';
import { Panel } from '@/components/ui/panel';
import { useText } from '@/i18n';

/** The guard rails: what the product forbids itself, and what this team forbids it (SB-6). */
export function NeverSays({ offers }: { offers: readonly OfferView[] }) {
  const text = useText('salesbook');
  const claims = [...new Set(offers.flatMap((offer) => offer.forbidden_claims))];
  return (
    <Panel title={text('neverTitle')}>
      <List
        size="sm"
        spacing={6}
        icon={<IconX size={14} color="#d2483c" aria-hidden style={{ marginTop: 3 }} />}
      >
        <List.Item>{text('neverInvented')}</List.Item>
        <List.Item>{text('neverHistory')}</List.Item>
        <List.Item>{text('neverSensitive')}</List.Item>
      </List>
      <Text size="sm" fw={500} mt="md" mb={6}>
        {text('neverClaims')}
      </Text>
      {claims.length === 0 ? (
        <Text size="sm" c="dimmed">
          {text('neverNone')}
        </Text>
      ) : (
        <Group gap={6}>
          {claims.map((claim) => (
            <Badge key={claim} variant="default">
              {claim}
            </Badge>
          ))}
        </Group>
      )}
    </Panel>
  );
}
