import { CloseButton, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';

import { type ProspectCard } from '@/api/generated/types.gen';
import { Panel } from '@/components/ui/panel';
import { STAGES } from '@/components/ui/stage-badge';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { useChangeStage, useTagProspect, useUntagProspect } from './queries';
import { SensitiveRefusal } from './sensitive-refusal';
import classes from './stage-panel.module.css';

export function StagePanel({ card }: { card: ProspectCard }) {
  const text = useText('prospects');
  const common = useText('common');
  const mayWrite = useMay('prospects:write');
  const changeStage = useChangeStage();
  const tagProspect = useTagProspect();
  const untag = useUntagProspect();
  const [tag, setTag] = useState('');
  const path = { prospect_id: card.id };
  const error = changeStage.error ?? tagProspect.error ?? untag.error;

  const addTag = () => {
    if (!tag.trim()) return;
    tagProspect.mutate({ path, body: { tag: tag.trim() } }, { onSuccess: () => setTag('') });
  };

  return (
    <Panel title={text('aside')}>
      <Stack gap="sm">
        {error !== null && <SensitiveRefusal error={error} texts={{ tag }} onCleared={addTag} />}
        <NativeSelect
          aria-label={text('stage')}
          value={card.stage}
          disabled={!mayWrite || changeStage.isPending}
          onChange={(event) => {
            const stage = STAGES.find((one) => one === event.currentTarget.value);
            if (stage) changeStage.mutate({ path, body: { stage } });
          }}
          data={STAGES.map((stage) => ({ value: stage, label: common(`stage_${stage}`) }))}
        />
        {card.tags.length > 0 && (
          <Group gap={6} role="list" aria-label={text('tags')}>
            {card.tags.map((one) => (
              <span key={one} role="listitem" className={classes.tag}>
                {one}
                {mayWrite && (
                  <CloseButton
                    size={24}
                    iconSize={12}
                    aria-label={text('removeTag', { tag: one })}
                    onClick={() => untag.mutate({ path: { ...path, tag: one } })}
                  />
                )}
              </span>
            ))}
          </Group>
        )}
        {mayWrite && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              addTag();
            }}
          >
            <TextInput
              size="xs"
              aria-label={text('newTag')}
              placeholder={text('tagPlaceholder')}
              maxLength={50}
              value={tag}
              onChange={(event) => setTag(event.currentTarget.value)}
            />
          </form>
        )}
      </Stack>
    </Panel>
  );
}
