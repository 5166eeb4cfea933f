import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';

import { type CampaignView, type Gone, type RevisionScope } from '@/api/generated/types.gen';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useText } from '@/i18n';

interface RevisionDialogProps {
  campaign: CampaignView;
  opened: boolean;
  takesOut: boolean;
  isPending: boolean;
  error: unknown;
  onConfirm: (scope: RevisionScope, gone: Gone) => void;
  onClose: () => void;
}

/** A running sequence changes for everybody, or for those who come (SEQ-4). */
export function RevisionDialog(props: RevisionDialogProps) {
  const { campaign, opened, takesOut, isPending, error, onConfirm, onClose } = props;
  const text = useText('campaigns');
  const [scope, setScope] = useState<RevisionScope>('new_only');
  const [gone, setGone] = useState<Gone>('next_step');
  return (
    <ConfirmDialog
      opened={opened}
      title={text('revision.title')}
      confirm={text('sequence.save')}
      isPending={isPending}
      error={error}
      onConfirm={() => onConfirm(scope, gone)}
      onClose={onClose}
    >
      <Radio.Group
        label={text('revision.for')}
        value={scope}
        onChange={(chosen) => setScope(chosen === 'all' ? 'all' : 'new_only')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="new_only" label={text('revision.new')} />
          <Radio value="all" label={text('revision.all', { count: campaign.counts.active })} />
        </Stack>
      </Radio.Group>
      {takesOut && scope === 'all' && (
        <Radio.Group
          label={text('revision.gone')}
          value={gone}
          onChange={(chosen) => setGone(chosen === 'finish' ? 'finish' : 'next_step')}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="next_step" label={text('revision.gone.next')} />
            <Radio value="finish" label={text('revision.gone.finish')} />
          </Stack>
        </Radio.Group>
      )}
    </ConfirmDialog>
  );
}
