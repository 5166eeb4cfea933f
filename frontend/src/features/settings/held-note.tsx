import { Alert, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlayerPause } from '@tabler/icons-react';

import { type SenderView } from '@/api/generated/types.gen';
import { ReasonDialog } from '@/components/ui/reason-dialog';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { useBusinessNow, useMay } from '@/lib/session';

import { useResumeSender } from './queries';

/** Why the account is held, and when a person may let it go on (product.md SND-4). */
export function HeldNote({ sender }: { sender: SenderView }) {
  const text = useText('settings');
  const [isAsking, asking] = useDisclosure(false);
  const resume = useResumeSender();
  const mayResume = useMay('sending:settle');
  const now = useBusinessNow(60_000);
  const { held } = sender;
  if (held === null) return null;
  const rests = held.rest_until !== null && new Date(held.rest_until) > now;
  const ends = held.until ?? (rests ? held.rest_until : null);
  return (
    <Alert color="orange" mt="md" icon={<IconPlayerPause size={18} aria-hidden />}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" maw={460}>
          {text.orElse(`held_${held.cause}`, text('held_push_back'))}
          {ends !== null && (
            <>
              {' '}
              {text(held.until === null ? 'heldAtLeast' : 'heldUntil')} <TimeText at={ends} />
            </>
          )}
        </Text>
        {mayResume && held.until === null && !rests && (
          <Button size="xs" variant="default" onClick={asking.open}>
            {text('resume')}
          </Button>
        )}
      </Group>
      {isAsking && (
        <ReasonDialog
          title={text('resumeTitle')}
          confirm={text('resume')}
          isPending={resume.isPending}
          error={resume.error}
          onClose={asking.close}
          onConfirm={(reason) =>
            resume.mutate(
              { path: { sender_id: sender.id }, body: { reason } },
              { onSuccess: asking.close },
            )
          }
        >
          {text('resumeText')}
        </ReasonDialog>
      )}
    </Alert>
  );
}
