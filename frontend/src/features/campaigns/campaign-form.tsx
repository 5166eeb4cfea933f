import { Button, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';

import { type SalesbookView, type SenderView } from '@/api/generated/types.gen';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { faultOf } from '@/lib/problem';

export interface CampaignFields {
  name: string;
  offer_id: string;
  persona_id: string;
  goal: string;
  mailbox_id: string | null;
  linkedin_id: string | null;
}

interface CampaignFormProps {
  salesbook: SalesbookView;
  senders: readonly SenderView[];
  initial: CampaignFields;
  submit: string;
  isPending: boolean;
  error: unknown;
  cancel: ReactNode;
  onSubmit: (fields: CampaignFields) => void;
}

const NEEDED = ['name', 'offer_id', 'persona_id', 'goal'] as const;

const named = (rows: readonly { id: string; name: string }[]) =>
  rows.map(({ id, name }) => ({ value: id, label: name }));

export function CampaignForm(props: CampaignFormProps) {
  const { salesbook, senders, initial, submit, isPending, error, cancel, onSubmit } = props;
  const text = useText('campaigns');
  const [fields, setFields] = useState(initial);
  const [isTried, setIsTried] = useState(false);

  const set = (changed: Partial<CampaignFields>) =>
    setFields((before) => ({ ...before, ...changed }));
  const isMissing = (field: (typeof NEEDED)[number]) => fields[field].trim() === '';
  const fault = (field: (typeof NEEDED)[number]) =>
    isTried && isMissing(field) ? text('field.required') : faultOf(error, field);
  const of = (kind: SenderView['kind']) =>
    senders
      .filter((sender) => sender.kind === kind)
      .map(({ id, display_name: name, address }) => ({
        value: id,
        label: [name, address].filter(Boolean).join(' · '),
      }));

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setIsTried(true);
        if (!NEEDED.some(isMissing) && !isPending) onSubmit(fields);
      }}
    >
      <Stack maw={560} gap="md">
        <TextInput
          label={text('field.name')}
          description={text('field.name.hint')}
          required
          withAsterisk={false}
          maxLength={200}
          value={fields.name}
          error={fault('name')}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Select
          label={text('field.offer')}
          required
          withAsterisk={false}
          allowDeselect={false}
          data={named(salesbook.offers)}
          value={fields.offer_id || null}
          error={fault('offer_id')}
          onChange={(id) => set({ offer_id: id ?? '' })}
        />
        <Select
          label={text('field.persona')}
          required
          withAsterisk={false}
          allowDeselect={false}
          data={named(salesbook.personas)}
          value={fields.persona_id || null}
          error={fault('persona_id')}
          onChange={(id) => set({ persona_id: id ?? '' })}
        />
        <Textarea
          label={text('field.goal')}
          description={text('field.goal.hint')}
          placeholder={text('field.goal.placeholder')}
          required
          withAsterisk={false}
          autosize
          minRows={2}
          maxLength={200}
          value={fields.goal}
          error={fault('goal')}
          onChange={(event) => set({ goal: event.currentTarget.value })}
        />
        <Select
          label={text('field.mailbox')}
          description={text('field.sender.hint')}
          placeholder={text('field.sender.none')}
          clearable
          allowDeselect={false}
          data={of('mailbox')}
          value={fields.mailbox_id}
          onChange={(id) => set({ mailbox_id: id })}
        />
        <Select
          label={text('field.linkedin')}
          description={text('field.sender.hint')}
          placeholder={text('field.sender.none')}
          clearable
          allowDeselect={false}
          data={of('linkedin')}
          value={fields.linkedin_id}
          onChange={(id) => set({ linkedin_id: id })}
        />
        {error != null && <ProblemNote error={error} />}
        <Group gap="xs">
          <Button type="submit" loading={isPending}>
            {submit}
          </Button>
          {cancel}
        </Group>
      </Stack>
    </form>
  );
}
