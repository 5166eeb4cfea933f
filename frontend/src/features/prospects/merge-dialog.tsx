import { Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';

import { type MergeView, type TwinView } from '@/api/generated/types.gen';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Loading } from '@/components/ui/skeletons';
import { useText } from '@/i18n';
import { useDates } from '@/lib/dates';

import { useMergePreview, useMergeProspects } from './queries';

interface MergeDialogProps {
  keptId: string;
  twin: TwinView;
  onMerged?: (merge: MergeView) => void;
  onClose: () => void;
}

/** Two records side by side before they become one; every source stays. */
export function MergeDialog({ keptId, twin, onMerged, onClose }: MergeDialogProps) {
  const text = useText('prospects');
  const fields = useText('imports');
  const dates = useDates();
  const merge = useMergeProspects(keptId);
  const preview = useMergePreview(keptId, twin.id);
  const [choices, setChoices] = useState<Record<string, string>>({});
  const path = { path: { prospect_id: keptId } };

  return (
    <ConfirmDialog
      opened
      title={text('mergeTitle', { name: twin.full_name })}
      confirm={text('merge')}
      isPending={merge.isPending}
      error={merge.error ?? preview.error}
      onClose={onClose}
      onConfirm={() =>
        merge.mutate(
          { ...path, body: { other_id: twin.id, choices } },
          {
            onSuccess: (made) => {
              onMerged?.(made);
              onClose();
            },
          },
        )
      }
    >
      <Text size="sm">{text('mergeText')}</Text>
      {preview.isPending && <Loading>{null}</Loading>}
      {preview.isSuccess && (
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {preview.data.addresses.join(' · ')}
          </Text>
          {preview.data.conflicts.map(({ field, kept, other }) => (
            <Radio.Group
              key={field}
              label={fields.orElse(`field_${field}`, field)}
              value={choices[field] ?? ''}
              onChange={(value) => setChoices({ ...choices, [field]: value })}
            >
              <Stack gap={4} mt={4}>
                {[kept, other].map((said) => (
                  <Radio
                    key={said.value}
                    value={said.value}
                    label={`${said.value} · ${said.source}, ${dates.date(said.observed_at)}`}
                  />
                ))}
              </Stack>
            </Radio.Group>
          ))}
          {preview.data.conflicts.length > 0 && (
            <Text size="xs" c="dimmed">
              {text('mergeUnchosen')}
            </Text>
          )}
          {preview.data.opted_out && <Text size="sm">{text('mergeOpposed')}</Text>}
        </Stack>
      )}
    </ConfirmDialog>
  );
}
