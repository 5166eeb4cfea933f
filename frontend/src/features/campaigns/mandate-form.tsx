import { Alert, Button, Checkbox, Group, NumberInput, Stack, TextInput } from '@mantine/core';
import { IconFlask, IconSignature } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

import {
  type CampaignView,
  type SenderView,
  type SimulationView,
  type StepLevelView,
  type TouchKind,
} from '@/api/generated/types.gen';
import { useAnnounce } from '@/components/ui/announce';
import { EmptyState } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { FormSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';
import { isoDay } from '@/lib/dates';
import { useBusinessNow } from '@/lib/session';
import { useFields } from '@/lib/use-fields';

import { useLevels, useSenders, useSignMandate, useSimulation } from './queries';

const KINDS: readonly TouchKind[] = ['first_touch', 'follow_up'];
const DAY = 24 * 60 * 60 * 1000;
const USUAL_DAYS = 30;
const LONGEST_DAYS = 90;

interface MandateFormProps {
  campaign: CampaignView;
  onSigned: () => void;
  onCancel: () => void;
}

/** A mandate is signed in view of a fresh simulation of the plan as it is (AUT-1). */
export function MandateForm(props: MandateFormProps) {
  const text = useText('autopilot');
  return (
    <Panel title={text('sign.title')} description={text('sign.intro')}>
      <Ready {...props} />
    </Panel>
  );
}

function Ready({ campaign, onSigned, onCancel }: MandateFormProps) {
  const text = useText('autopilot');
  const plan = useSimulation(campaign.id);
  const levels = useLevels(campaign.id);
  const senders = useSenders();

  if (plan.isPending || levels.isPending || senders.isPending) return <FormSkeleton fields={6} />;
  if (levels.isError || senders.isError || plan.isError) {
    return (
      <ProblemNote
        error={levels.error ?? senders.error ?? plan.error}
        onRetry={() => Promise.all([plan.refetch(), levels.refetch(), senders.refetch()])}
      />
    );
  }
  if (plan.data === null || !plan.data.is_fresh || plan.data.has_drifted) {
    return (
      <EmptyState
        icon={IconFlask}
        title={text('sign.plan.title')}
        action={
          <Button
            renderRoot={(button) => (
              <Link
                {...button}
                to="/campaigns/$campaignId"
                params={{ campaignId: campaign.id }}
                search={{ tab: 'simulation' }}
              />
            )}
          >
            {text('sign.plan.open')}
          </Button>
        }
      >
        {text('sign.plan.text')}
      </EmptyState>
    );
  }
  const mine = senders.data.items.filter(
    ({ id }) => id === campaign.mailbox_id || id === campaign.linkedin_id,
  );
  if (levels.data.items.length === 0 || mine.length === 0) {
    return (
      <Alert color="yellow" variant="light">
        {text(mine.length === 0 ? 'sign.noSender' : 'sign.noStep')}
      </Alert>
    );
  }
  return (
    <Fields
      plan={plan.data}
      levels={levels.data.items}
      senders={mine}
      onSigned={onSigned}
      onCancel={onCancel}
    />
  );
}

interface FieldsProps {
  plan: SimulationView;
  levels: readonly StepLevelView[];
  senders: readonly SenderView[];
  onSigned: () => void;
  onCancel: () => void;
}

function Fields({ plan, levels, senders, onSigned, onCancel }: FieldsProps) {
  const text = useText('autopilot');
  const announce = useAnnounce();
  const sign = useSignMandate(plan.campaign_id);
  const now = useBusinessNow(60_000);
  const inDays = (days: number) => isoDay(new Date(now.getTime() + days * DAY));
  const {
    values,
    set,
    text: textField,
    faultAt,
    areFilled,
  } = useFields(
    {
      step_ids: levels.map((one) => one.step_id),
      kinds: [...KINDS],
      sender_ids: senders.map(({ id }) => id),
      per_day: 10,
      in_total: 100,
      credit_cap: plan.credits,
      per_company: 2,
      expires: inDays(USUAL_DAYS),
      name: '',
    },
    sign.error,
  );
  const isUnattended = levels.some(
    ({ step_id: id, level }) =>
      values.step_ids.includes(id) && (level === 'autopilot_sampled' || level === 'autopilot'),
  );

  const submit = () => {
    if (!areFilled(['name', 'expires']) || sign.isPending) return;
    const { expires, ...rest } = values;
    sign.mutate(
      {
        path: { campaign_id: plan.campaign_id },
        body: {
          ...rest,
          simulation_id: plan.id,
          expires_at: new Date(`${expires}T23:59:00`).toISOString(),
        },
      },
      {
        onSuccess: () => {
          announce(text('sign.done'));
          onSigned();
        },
      },
    );
  };
  const amount = (name: 'per_day' | 'in_total' | 'credit_cap' | 'per_company', label: string) => (
    <NumberInput
      label={label}
      value={values[name]}
      min={0}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
      error={faultAt(name, '')}
      onChange={(value) => set(name, typeof value === 'number' ? value : 0)}
    />
  );

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="lg" maw={640}>
        <StepChoice
          levels={levels}
          value={values.step_ids}
          error={faultAt('step_ids', '')}
          onChange={(chosen) => set('step_ids', chosen)}
        />
        {!isUnattended && (
          <Alert color="yellow" variant="light">
            {text('sign.levels')}
          </Alert>
        )}
        <Checkbox.Group
          label={text('mandate.kinds')}
          value={values.kinds}
          error={faultAt('kinds', '')}
          onChange={(chosen) =>
            set(
              'kinds',
              KINDS.filter((kind) => chosen.includes(kind)),
            )
          }
        >
          <Stack gap="xs" mt="xs">
            {KINDS.map((kind) => (
              <Checkbox key={kind} value={kind} label={text(`kind.${kind}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Checkbox.Group
          label={text('mandate.senders')}
          value={values.sender_ids}
          error={faultAt('sender_ids', '')}
          onChange={(chosen) => set('sender_ids', chosen)}
        >
          <Stack gap="xs" mt="xs">
            {senders.map(({ id, address, display_name: name }) => (
              <Checkbox key={id} value={id} label={address || name} />
            ))}
          </Stack>
        </Checkbox.Group>
        {amount('per_day', text('sign.perDay'))}
        {amount('in_total', text('sign.inTotal'))}
        {amount('credit_cap', text('sign.creditCap'))}
        {amount('per_company', text('sign.perCompany'))}
        <TextInput
          {...textField('expires', text('sign.expires.hint'))}
          type="date"
          label={text('sign.expires')}
          description={text('sign.expires.hint')}
          min={inDays(1)}
          max={inDays(LONGEST_DAYS)}
          error={faultAt('expires_at', '')}
        />
        <TextInput
          {...textField('name', text('sign.name'))}
          label={text('sign.name')}
          autoComplete="name"
          maxLength={200}
        />
        {sign.isError && <ProblemNote error={sign.error} isForm />}
        <Group gap="sm">
          <Button
            type="submit"
            loading={sign.isPending}
            leftSection={<IconSignature size={16} aria-hidden />}
          >
            {text('sign.submit')}
          </Button>
          <Button variant="subtle" color="gray" onClick={onCancel}>
            {text('sign.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface StepChoiceProps {
  levels: readonly StepLevelView[];
  value: string[];
  error: string | undefined;
  onChange: (chosen: string[]) => void;
}

function StepChoice({ levels, value, error, onChange }: StepChoiceProps) {
  const text = useText('autopilot');
  const campaigns = useText('campaigns');
  return (
    <Checkbox.Group
      label={text('mandate.steps')}
      value={value}
      error={error}
      onChange={(chosen) =>
        onChange(levels.map((one) => one.step_id).filter((id) => chosen.includes(id)))
      }
    >
      <Stack gap="xs" mt="xs">
        {levels.map(({ step_id: id, step_index: index, kind, level }) => (
          <Checkbox
            key={id}
            value={id}
            label={text('level.step.value', {
              number: index + 1,
              kind: campaigns.orElse(`sequence.kind.${kind}`, kind),
            })}
            description={text(`name.${level}`)}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
