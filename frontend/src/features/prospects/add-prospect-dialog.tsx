import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type SyntheticEvent } from 'react';

import { type NewProspect } from '@/api/generated/types.gen';
import { useText } from '@/i18n';
import { isoDay } from '@/lib/dates';
import { useBusinessNow } from '@/lib/session';
import { useFields } from '@/lib/use-fields';

import { useAddProspect } from './queries';
import { SensitiveRefusal } from './sensitive-refusal';

const BASES: readonly NewProspect['legal_basis'][] = ['legitimate_interest', 'consent', 'contract'];

const nobody = (today: string): Required<NewProspect> => ({
  first_name: '',
  last_name: '',
  company: '',
  job_title: '',
  email: '',
  linkedin_url: '',
  phone: '',
  source: '',
  legal_basis: 'legitimate_interest',
  collected_on: today,
});

export function AddProspectDialog({ onClose }: { onClose: () => void }) {
  const text = useText('prospects');
  const common = useText('common');
  const navigate = useNavigate();
  const now = useBusinessNow(60_000);
  const add = useAddProspect();
  const form = useFields(nobody(isoDay(now)), add.error);
  const needed = common('required');

  const save = () => {
    if (!form.areFilled(['last_name', 'company', 'source', 'collected_on'])) return;
    add.mutate(
      { body: form.values },
      {
        onSuccess: (card) =>
          navigate({ to: '/prospects/$prospectId', params: { prospectId: card.id } }),
      },
    );
  };
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    save();
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={text('addTitle')}
      size="lg"
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="sm">
          {add.isError && (
            <SensitiveRefusal error={add.error} texts={form.values} onCleared={save} />
          )}
          <Group grow align="flex-start">
            <TextInput label={text('firstName')} {...form.text('first_name')} />
            <TextInput label={text('lastName')} {...form.text('last_name', needed)} />
          </Group>
          <Group grow align="flex-start">
            <TextInput label={text('company')} {...form.text('company', needed)} />
            <TextInput label={text('jobTitle')} {...form.text('job_title')} />
          </Group>
          <Group grow align="flex-start">
            <TextInput label={text('email')} type="email" {...form.text('email')} />
            <TextInput label={text('phone')} type="tel" {...form.text('phone')} />
          </Group>
          <TextInput
            label={text('linkedin')}
            type="url"
            placeholder="https://www.linkedin.com/in/…"
            {...form.text('linkedin_url')}
          />
          <TextInput
            label={text('source')}
            description={text('sourceHint')}
            {...form.text('source', needed)}
          />
          <Group grow align="flex-start">
            <NativeSelect
              label={text('legalBasis')}
              value={form.values.legal_basis}
              onChange={(event) =>
                form.set(
                  'legal_basis',
                  BASES.find((basis) => basis === event.currentTarget.value) ??
                    'legitimate_interest',
                )
              }
              data={BASES.map((basis) => ({ value: basis, label: text(`basis_${basis}`) }))}
            />
            <TextInput
              type="date"
              label={text('collectedOn')}
              {...form.text('collected_on', needed)}
            />
          </Group>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" loading={add.isPending}>
              {text('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
