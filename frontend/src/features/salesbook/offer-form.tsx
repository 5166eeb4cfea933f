import {
  ActionIcon,
  Button,
  Collapse,
  Fieldset,
  Group,
  Stack,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconPlus, IconTrash } from '@tabler/icons-react';
import { type SyntheticEvent } from 'react';

import { type OfferBody, type OfferView } from '@/api/generated/types.gen';
import { useText } from '@/i18n';
import { useFields } from '@/lib/use-fields';

import { FormFoot } from './form-foot';
import { useSaveOffer } from './queries';

/** The claims nobody should make (product.md SB-3). */
const PREFILLED = ['garanti', 'leader'];

interface Proof {
  id: string | null;
  text: string;
  source: string;
  dated_on: string;
  expires_on: string;
}

interface Held {
  name: string;
  promise: string;
  call_to_action: string;
  booking_link: string;
  forbidden_claims: string[];
  allowed_link_hosts: string[];
  sales_objections: { objection: string; answer: string }[];
  proofs: Proof[];
}

const NO_PROOF: Proof = { id: null, text: '', source: '', dated_on: '', expires_on: '' };

const held = (offer: OfferView | null): Held => ({
  name: offer?.name ?? '',
  promise: offer?.promise ?? '',
  call_to_action: offer?.call_to_action ?? '',
  booking_link: offer?.booking_link ?? '',
  forbidden_claims: offer?.forbidden_claims ?? PREFILLED,
  allowed_link_hosts: offer?.allowed_link_hosts ?? [],
  sales_objections: offer?.sales_objections ?? [],
  proofs: offer?.proofs.map((proof) => ({
    ...proof,
    dated_on: proof.dated_on ?? '',
    expires_on: proof.expires_on ?? '',
  })) ?? [NO_PROOF],
});

/** Lines left empty are not sent. */
const asked = (values: Held, offer: OfferView | null): OfferBody => ({
  ...values,
  price_policy: offer?.price_policy ?? null,
  booking_link: values.booking_link.trim() || null,
  sales_objections: values.sales_objections.filter((one) => one.objection.trim()),
  proofs: values.proofs
    .filter((proof) => proof.text.trim())
    .map((proof) => ({
      ...proof,
      dated_on: proof.dated_on || null,
      expires_on: proof.expires_on || null,
    })),
});

interface OfferFormProps {
  offer: OfferView | null;
  version: number;
  submit: string;
  onSaved: () => void;
  onCancel?: () => void;
}

export function OfferForm({ offer, version, submit, onSaved, onCancel }: OfferFormProps) {
  const text = useText('salesbook');
  const common = useText('common');
  const saving = useSaveOffer(offer?.id ?? null);
  const form = useFields(held(offer), saving.error);
  const [isMoreOpen, more] = useDisclosure(offer !== null);
  const needed = common('required');
  const { proofs, sales_objections: objections } = form.values;

  const setProof = (at: number, change: Partial<Proof>) =>
    form.set(
      'proofs',
      proofs.map((proof, index) => (index === at ? { ...proof, ...change } : proof)),
    );
  const setObjection = (at: number, change: Partial<Held['sales_objections'][number]>) =>
    form.set(
      'sales_objections',
      objections.map((one, index) => (index === at ? { ...one, ...change } : one)),
    );

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!form.areFilled(['name', 'promise', 'call_to_action'])) return;
    saving.save(asked(form.values, offer), version, onSaved);
  };

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack maw={680}>
        <TextInput label={text('offerName')} {...form.text('name', needed)} />
        <Textarea
          label={text('promise')}
          description={text('promiseHint')}
          autosize
          minRows={2}
          {...form.text('promise', needed)}
        />
        <TextInput
          label={text('callToAction')}
          description={text('callToActionHint')}
          {...form.text('call_to_action', needed)}
        />
        <Stack gap="xs">
          <div>
            <Text fw={500}>{text('proofs')}</Text>
            <Text size="xs" c="dimmed">
              {text('proofsHint')}
            </Text>
          </div>
          {proofs.map((proof, index) => (
            <Fieldset key={index} legend={text('proof', { number: index + 1 })} variant="filled">
              <Stack gap="xs">
                <Group align="flex-end" gap="xs" wrap="nowrap">
                  <Textarea
                    label={text('proofText')}
                    autosize
                    flex={1}
                    value={proof.text}
                    onChange={(event) => setProof(index, { text: event.currentTarget.value })}
                    error={form.faultAt(`proofs/${index}/text`, '')}
                  />
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="lg"
                    flex="none"
                    aria-label={text('removeProof', { number: index + 1 })}
                    onClick={() =>
                      form.set(
                        'proofs',
                        proofs.filter((_, other) => other !== index),
                      )
                    }
                  >
                    <IconTrash size={16} aria-hidden />
                  </ActionIcon>
                </Group>
                <Group align="flex-end" gap="xs" grow preventGrowOverflow={false}>
                  <TextInput
                    label={text('proofSource')}
                    placeholder={text('proofSourceHint')}
                    miw={180}
                    value={proof.source}
                    onChange={(event) => setProof(index, { source: event.currentTarget.value })}
                  />
                  <TextInput
                    type="date"
                    label={text('proofDate')}
                    maw={160}
                    value={proof.dated_on}
                    onChange={(event) => setProof(index, { dated_on: event.currentTarget.value })}
                  />
                  <TextInput
                    type="date"
                    label={text('proofExpiry')}
                    maw={160}
                    value={proof.expires_on}
                    onChange={(event) => setProof(index, { expires_on: event.currentTarget.value })}
                    error={form.faultAt(`proofs/${index}/expires_on`, '')}
                  />
                </Group>
              </Stack>
            </Fieldset>
          ))}
          <Button
            variant="subtle"
            size="xs"
            w="fit-content"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => form.set('proofs', [...proofs, NO_PROOF])}
          >
            {text('addProof')}
          </Button>
        </Stack>
        <TagsInput
          label={text('forbiddenClaims')}
          description={text('forbiddenClaimsHint')}
          value={form.values.forbidden_claims}
          onChange={(claims) => form.set('forbidden_claims', claims)}
          error={form.faultAt('forbidden_claims', '')}
        />
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          w="fit-content"
          aria-expanded={isMoreOpen}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          onClick={more.toggle}
        >
          {text('more')}
        </Button>
        <Collapse expanded={isMoreOpen}>
          <Stack>
            <TextInput
              label={text('bookingLink')}
              type="url"
              placeholder="https://"
              {...form.text('booking_link')}
            />
            <TagsInput
              label={text('linkHosts')}
              description={text('linkHostsHint')}
              value={form.values.allowed_link_hosts}
              onChange={(hosts) => form.set('allowed_link_hosts', hosts)}
              error={form.values.allowed_link_hosts
                .map((_, index) => form.faultAt(`allowed_link_hosts/${index}`, ''))
                .find(Boolean)}
            />
            <Stack gap="xs">
              <div>
                <Text fw={500}>{text('objections')}</Text>
                <Text size="xs" c="dimmed">
                  {text('objectionsHint')}
                </Text>
              </div>
              {objections.map((one, index) => (
                <Fieldset
                  key={index}
                  legend={text('objection', { number: index + 1 })}
                  variant="filled"
                >
                  <Stack gap="xs">
                    <TextInput
                      label={text('objectionText')}
                      value={one.objection}
                      onChange={(event) =>
                        setObjection(index, { objection: event.currentTarget.value })
                      }
                    />
                    <Textarea
                      label={text('objectionAnswer')}
                      autosize
                      value={one.answer}
                      onChange={(event) =>
                        setObjection(index, { answer: event.currentTarget.value })
                      }
                    />
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      color="gray"
                      w="fit-content"
                      onClick={() =>
                        form.set(
                          'sales_objections',
                          objections.filter((_, other) => other !== index),
                        )
                      }
                    >
                      {text('removeObjection', { number: index + 1 })}
                    </Button>
                  </Stack>
                </Fieldset>
              ))}
              <Button
                variant="subtle"
                size="xs"
                w="fit-content"
                leftSection={<IconPlus size={14} aria-hidden />}
                onClick={() =>
                  form.set('sales_objections', [...objections, { objection: '', answer: '' }])
                }
              >
                {text('addObjection')}
              </Button>
            </Stack>
          </Stack>
        </Collapse>
        <FormFoot submit={submit} isPending={saving.isPending} error={saving.error}>
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {common('cancel')}
            </Button>
          )}
        </FormFoot>
      </Stack>
    </form>
  );
}
