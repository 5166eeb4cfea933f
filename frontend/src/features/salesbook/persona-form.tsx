import {
  ActionIcon,
  Button,
  Group,
  NativeSelect,
  SegmentedControl,
  Stack,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type SyntheticEvent } from 'react';

import { type CriterionBody, type PersonaView } from '@/api/generated/types.gen';
import { useText } from '@/i18n';
import { useFields } from '@/lib/use-fields';

import { FIELDS, MODES, operatorsOf } from './criteria';
import { FormFoot } from './form-foot';
import classes from './persona-form.module.css';
import { useSavePersona } from './queries';

type Criterion = Omit<CriterionBody, 'weight'> & { weight: number };

const FIRST: Criterion[] = [
  { id: null, field: 'title', operator: 'contains', values: [], mode: 'filter', weight: 3 },
  { id: null, field: 'industry', operator: 'contains', values: [], mode: 'score', weight: 3 },
];

interface PersonaFormProps {
  persona: PersonaView | null;
  version: number;
  submit: string;
  onSaved: () => void;
  onCancel?: () => void;
}

export function PersonaForm({ persona, version, submit, onSaved, onCancel }: PersonaFormProps) {
  const text = useText('salesbook');
  const common = useText('common');
  const saving = useSavePersona(persona?.id ?? null);
  const form = useFields(
    {
      name: persona?.name ?? '',
      tone: persona?.tone ?? 'vous',
      language: persona?.language ?? 'fr',
      criteria: persona?.criteria ?? FIRST,
    },
    saving.error,
  );
  const { criteria } = form.values;

  const setCriterion = (at: number, next: Criterion) =>
    form.set(
      'criteria',
      criteria.map((one, index) => (index === at ? next : one)),
    );

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!form.areFilled(['name'])) return;
    saving.save(form.values, version, onSaved);
  };

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack maw={820}>
        <TextInput
          label={text('personaName')}
          description={text('personaNameHint')}
          maw={620}
          {...form.text('name', common('required'))}
        />
        <Group gap="lg">
          <NativeSelect
            label={text('tone')}
            value={form.values.tone}
            onChange={(event) => form.set('tone', event.currentTarget.value as 'vous' | 'tu')}
            data={[
              { value: 'vous', label: text('toneVous') },
              { value: 'tu', label: text('toneTu') },
            ]}
          />
          <NativeSelect
            label={text('messageLanguage')}
            value={form.values.language}
            onChange={(event) => form.set('language', event.currentTarget.value as 'fr' | 'en')}
            data={[
              { value: 'fr', label: text('french') },
              { value: 'en', label: text('english') },
            ]}
          />
        </Group>
        <div>
          <Text fw={500}>{text('criteria')}</Text>
          <Text size="xs" c="dimmed">
            {text('criteriaHint')}
          </Text>
        </div>
        {form.faultAt('criteria', '') && (
          <Text size="sm" c="red" role="alert">
            {form.faultAt('criteria', '')}
          </Text>
        )}
        {criteria.map((criterion, index) => (
          <CriterionRow
            key={index}
            criterion={criterion}
            number={index + 1}
            fault={
              form.faultAt(`criteria/${index}/operator`, '') ??
              form.faultAt(`criteria/${index}/field`, '') ??
              form.faultAt(`criteria/${index}/values`, '') ??
              criterion.values
                .map((_, place) => form.faultAt(`criteria/${index}/values/${place}`, ''))
                .find(Boolean)
            }
            onChange={(next) => setCriterion(index, next)}
            onRemove={() =>
              form.set(
                'criteria',
                criteria.filter((_, other) => other !== index),
              )
            }
          />
        ))}
        <Button
          variant="subtle"
          size="xs"
          w="fit-content"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() =>
            form.set('criteria', [
              ...criteria,
              {
                id: null,
                field: 'location',
                operator: 'contains',
                values: [],
                mode: 'score',
                weight: 3,
              },
            ])
          }
        >
          {text('addCriterion')}
        </Button>
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

interface CriterionRowProps {
  criterion: Criterion;
  number: number;
  fault?: string;
  onChange: (criterion: Criterion) => void;
  onRemove: () => void;
}

function CriterionRow({ criterion, number, fault, onChange, onRemove }: CriterionRowProps) {
  const text = useText('salesbook');
  const operators = operatorsOf(criterion.field);
  const needsValues = criterion.operator !== 'is_known';

  return (
    <fieldset className={classes.criterion} data-mode={criterion.mode}>
      <legend className={classes.legend}>{text('criterion', { number })}</legend>
      <div className={classes.top}>
        <SegmentedControl
          size="xs"
          aria-label={text('mode')}
          value={criterion.mode}
          onChange={(mode) => onChange({ ...criterion, mode })}
          data={MODES.map((mode) => ({ value: mode, label: text(`mode_${mode}`) }))}
        />
        {criterion.mode === 'score' && (
          <NativeSelect
            size="xs"
            aria-label={text('weight')}
            value={String(criterion.weight)}
            onChange={(event) =>
              onChange({ ...criterion, weight: Number(event.currentTarget.value) })
            }
            data={[1, 2, 3, 4, 5].map((weight) => ({
              value: String(weight),
              label: text('weightShort', { weight }),
            }))}
          />
        )}
        <ActionIcon
          ml="auto"
          variant="subtle"
          color="gray"
          aria-label={text('removeCriterion', { number })}
          onClick={onRemove}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </div>
      <div className={classes.rule}>
        <NativeSelect
          aria-label={text('field')}
          value={criterion.field}
          onChange={(event) => {
            const field = event.currentTarget.value as Criterion['field'];
            const fits = operatorsOf(field).includes(criterion.operator);
            const operator = fits ? criterion.operator : (operatorsOf(field)[0] ?? 'equals');
            onChange({ ...criterion, field, operator, values: fits ? criterion.values : [] });
          }}
          data={FIELDS.map((field) => ({ value: field, label: text(`field_${field}`) }))}
        />
        <NativeSelect
          aria-label={text('operator')}
          value={criterion.operator}
          onChange={(event) => {
            const operator = event.currentTarget.value as Criterion['operator'];
            const values = operator === 'is_known' ? [] : criterion.values;
            onChange({ ...criterion, operator, values });
          }}
          data={operators.map((operator) => ({
            value: operator,
            label: text(`operator_${operator}`),
          }))}
        />
        {needsValues && (
          <TagsInput
            className={classes.values}
            aria-label={text('values')}
            placeholder={criterion.values.length === 0 ? text('valuesHint') : undefined}
            value={criterion.values}
            onChange={(values) => onChange({ ...criterion, values })}
            acceptValueOnBlur
          />
        )}
      </div>
      {fault && (
        <Text size="sm" c="red" mt={6} role="alert">
          {fault}
        </Text>
      )}
    </fieldset>
  );
}
