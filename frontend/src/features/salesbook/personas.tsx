import { ActionIcon, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconPencil, IconPlus, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';

import { type PersonaView } from '@/api/generated/types.gen';
import { DotBadge, type Tone } from '@/components/ui/dot-badge';
import { EmptyState } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { Loading } from '@/components/ui/skeletons';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { PersonaForm } from './persona-form';
import { usePersonaPreview } from './queries';

const tones: Record<string, Tone> = { filter: 'talk', score: 'accent', exclude: 'bad' };

interface PersonasProps {
  personas: readonly PersonaView[];
  version: number;
}

export function Personas({ personas, version }: PersonasProps) {
  const text = useText('salesbook');
  const common = useText('common');
  const mayEdit = useMay('salesbook:edit');
  const [edited, setEdited] = useState<string | null>(null);
  const close = () => setEdited(null);
  const form = { version, submit: common('save'), onSaved: close, onCancel: close };

  if (edited === 'new') {
    return (
      <Panel title={text('newPersona')}>
        <PersonaForm persona={null} {...form} />
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
      {text('addPersona')}
    </Button>
  );
  if (personas.length === 0) {
    return (
      <EmptyState icon={IconUsers} title={text('noPersona')} action={addButton}>
        {text('noPersonaText')}
      </EmptyState>
    );
  }
  return (
    <Stack>
      {personas.map((persona) => (
        <Panel
          key={persona.id}
          title={persona.name}
          actions={
            mayEdit &&
            edited !== persona.id && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={text('editPersona', { name: persona.name })}
                onClick={() => setEdited(persona.id)}
              >
                <IconPencil size={16} aria-hidden />
              </ActionIcon>
            )
          }
        >
          {edited === persona.id ? (
            <PersonaForm persona={persona} {...form} />
          ) : (
            <PersonaCard persona={persona} />
          )}
        </Panel>
      ))}
      {addButton}
    </Stack>
  );
}

/** Criteria in words, and what they do to the people already there (SB-2). */
function PersonaCard({ persona }: { persona: PersonaView }) {
  const text = useText('salesbook');
  const preview = usePersonaPreview(persona.id);
  const effects = new Map(
    preview.data?.per_criterion.map((one) => [one.criterion_id, one.removes]),
  );
  const isNobody =
    preview.data !== undefined &&
    preview.data.kept + preview.data.to_check === 0 &&
    preview.data.dismissed > 0;

  return (
    <Stack gap="sm">
      <Stack gap={7}>
        {persona.criteria.map((criterion) => {
          const removes = effects.get(criterion.id) ?? 0;
          return (
            <Group key={criterion.id} gap={8}>
              <DotBadge tone={tones[criterion.mode]}>{text(`mode_${criterion.mode}`)}</DotBadge>
              <Text size="sm">
                {text(`field_${criterion.field}`)} {text(`operator_${criterion.operator}`)}{' '}
                <Text span fw={560}>
                  {criterion.values.join(', ')}
                </Text>
              </Text>
              {criterion.mode === 'score' && (
                <Text size="xs" c="dimmed">
                  {text('weightShort', { weight: criterion.weight })}
                </Text>
              )}
              {removes > 0 && (
                <Text size="xs" c="dimmed">
                  {text('removes', { count: removes })}
                </Text>
              )}
            </Group>
          );
        })}
      </Stack>
      {preview.isPending && (
        <Loading>
          <Skeleton height={14} width={260} />
        </Loading>
      )}
      {preview.isError && <ProblemNote error={preview.error} onRetry={preview.refetch} />}
      {preview.isSuccess && (
        <Text size="sm" c="dimmed">
          {text('audience', {
            kept: preview.data.kept,
            check: preview.data.to_check,
            dismissed: preview.data.dismissed,
          })}
        </Text>
      )}
      {isNobody && (
        <Text size="sm" c="orange.8">
          {text('nobody')}
        </Text>
      )}
    </Stack>
  );
}
