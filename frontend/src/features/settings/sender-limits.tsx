import { type SenderView } from '@/api/generated/types.gen';
import { LimitsDialog } from '@/components/ui/limits-dialog';
import { useText } from '@/i18n';

import { useSetLimits } from './queries';

interface SenderLimitsProps {
  sender: SenderView;
  onClose: () => void;
}

/** What one account may send; without a value of its own the workspace's applies. */
export function SenderLimits({ sender, onClose }: SenderLimitsProps) {
  const text = useText('settings');
  const save = useSetLimits();
  return (
    <LimitsDialog
      title={text('limits')}
      settings={sender.limits.settings}
      own="account"
      isPending={save.isPending}
      error={save.error}
      onSave={(limits, reason) =>
        save.mutate(
          { path: { sender_id: sender.id }, body: { limits, reason } },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      {text('limitsText')}
    </LimitsDialog>
  );
}
