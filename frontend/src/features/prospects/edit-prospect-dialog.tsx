import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type SyntheticEvent } from 'react';

import { type ProspectCard } from '@/api/generated/types.gen';
import { useText } from '@/i18n';
import { ifMatch } from '@/lib/api-client';
import { useFields } from '@/lib/use-fields';

import { useEditProspect } from './queries';
import { SensitiveRefusal } from './sensitive-refusal';

interface EditProspectDialogProps {
  card: ProspectCard;
  onClose: () => void;
}

export function EditProspectDialog({ card, onClose }: EditProspectDialogProps) {
  const text = useText('prospects');
  const common = useText('common');
  const edit = useEditProspect();
  const before = {
    first_name: card.first_name,
    last_name: card.last_name,
    company: card.company,
    job_title: card.job_title,
    industry: card.industry ?? '',
    location: card.location ?? '',
    country: card.country ?? '',
    domain: card.domain ?? '',
    seniority: card.seniority ?? '',
    head_count: card.head_count ?? '',
    email: card.email ?? '',
    linkedin_url: card.linkedin_url ?? '',
    phone: card.phone ?? '',
  };
  const form = useFields(before, edit.error);

  const save = () => {
    // Only what was changed by hand is then protected from files and providers.
    const changed = Object.fromEntries(
      Object.entries(form.values).filter(
        ([name, value]) => value !== before[name as keyof typeof before],
      ),
    );
    edit.mutate(
      { path: { prospect_id: card.id }, body: changed, headers: ifMatch(card.version) },
      { onSuccess: onClose },
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
      title={text('editTitle')}
      size="lg"
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="sm">
          {edit.isError && (
            <SensitiveRefusal error={edit.error} texts={form.values} onCleared={save} />
          )}
          <Group grow align="flex-start">
            <TextInput label={text('firstName')} {...form.text('first_name')} />
            <TextInput label={text('lastName')} {...form.text('last_name')} />
          </Group>
          <Group grow align="flex-start">
            <TextInput label={text('company')} {...form.text('company')} />
            <TextInput label={text('jobTitle')} {...form.text('job_title')} />
          </Group>
          <Group grow align="flex-start">
            <TextInput label={text('industry')} {...form.text('industry')} />
            <TextInput label={text('headCount')} {...form.text('head_count')} />
          </Group>
          <Group grow align="flex-start">
            <TextInput label={text('location')} {...form.text('location')} />
            <TextInput label={text('country')} {...form.text('country')} />
          </Group>
          <Group grow align="flex-start">
            <TextInput label={text('seniority')} {...form.text('seniority')} />
            <TextInput label={text('domain')} {...form.text('domain')} />
          </Group>
          <Group grow align="flex-start">
            <TextInput label={text('email')} type="email" {...form.text('email')} />
            <TextInput label={text('phone')} type="tel" {...form.text('phone')} />
          </Group>
          <TextInput label={text('linkedin')} type="url" {...form.text('linkedin_url')} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" loading={edit.isPending}>
              {text('saveCard')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
