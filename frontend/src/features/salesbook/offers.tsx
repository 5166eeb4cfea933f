import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import { IconPencil, IconPlus, IconTargetArrow } from '@tabler/icons-react';
import { useState } from 'react';

import { type OfferView } from '@/api/generated/types.gen';
import { EmptyState } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { OfferForm } from './offer-form';

interface OffersProps {
  offers: readonly OfferView[];
  version: number;
}

export function Offers({ offers, version }: OffersProps) {
  const text = useText('salesbook');
  const common = useText('common');
  const mayEdit = useMay('salesbook:edit');
  const [edited, setEdited] = useState<string | null>(null);
  const close = () => setEdited(null);
  const form = { version, submit: common('save'), onSaved: close, onCancel: close };

  if (edited === 'new') {
    return (
      <Panel title={text('newOffer')}>
        <OfferForm offer={null} {...form} />
      </Panel>
    );
  }
  const addButton = mayEdit && (
    <Button
      w="fit-content"
      variant="default"
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setEdited('new')}
    >
      {text('addOffer')}
    </Button>
  );
  if (offers.length === 0) {
    return (
      <EmptyState icon={IconTargetArrow} title={text('noOffer')} action={addButton}>
        {text('noOfferText')}
      </EmptyState>
    );
  }
  return (
    <Stack>
      {offers.map((offer) =>
        edited === offer.id ? (
          <Panel key={offer.id} title={offer.name}>
            <OfferForm offer={offer} {...form} />
          </Panel>
        ) : (
          <Panel
            key={offer.id}
            title={offer.name}
            actions={
              mayEdit && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={text('editOffer', { name: offer.name })}
                  onClick={() => setEdited(offer.id)}
                >
                  <IconPencil size={16} aria-hidden />
                </ActionIcon>
              )
            }
          >
            <Text>{offer.promise}</Text>
            <Group gap="xs" mt="xs">
              <Text size="sm" c="dimmed">
                {text('proofsCount', { count: offer.proofs.length })}
              </Text>
              {offer.call_to_action && (
                <Text size="sm" c="dimmed">
                  · {offer.call_to_action}
                </Text>
              )}
            </Group>
          </Panel>
        ),
      )}
      {addButton}
    </Stack>
  );
}
