import { Alert, Button, Group, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';

import { type ActionView, type ReviewView } from '@/api/generated/types.gen';
import { KeyHint } from '@/components/ui/key-hint';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { useDates } from '@/lib/dates';
import { useKeys } from '@/lib/keys';
import { personName } from '@/lib/person-name';
import { useBusinessNow } from '@/lib/session';

import { useDeparture, useUndo } from './queries';

/** After an approval: when it leaves, and the way back. Approving is not sending (COP-3). */
export function DepartureNote({
  approved,
  onClose,
}: {
  approved: ReviewView;
  onClose: () => void;
}) {
  const text = useText('review');
  const departure = useDeparture(approved);
  const undo = useUndo();
  const name = personName(approved.prospect, text);
  const action = departure.data ?? undefined;
  const mayUndo = action?.state === 'ready';

  const takeBack = () => {
    if (action && mayUndo && !undo.isPending) undo.mutate({ path: { action_id: action.id } });
  };
  useKeys({ u: takeBack });

  return (
    <Alert
      role="status"
      color="pine"
      variant="light"
      mb="md"
      icon={<IconCircleCheck aria-hidden size={18} />}
      title={text('done.approved', { name })}
      withCloseButton
      closeButtonLabel={text('close')}
      onClose={onClose}
    >
      <Group gap="sm">
        <Text size="sm">
          <Departure action={action} isUnknown={departure.isError} />
        </Text>
        {mayUndo && (
          <Button
            size="compact-sm"
            variant="default"
            loading={undo.isPending}
            rightSection={<KeyHint>u</KeyHint>}
            onClick={takeBack}
          >
            {text('departure.undo')}
          </Button>
        )}
      </Group>
      {undo.isError && <ProblemNote error={undo.error} />}
    </Alert>
  );
}

interface DepartureProps {
  action: ActionView | undefined;
  isUnknown: boolean;
}

function Departure({ action, isUnknown }: DepartureProps) {
  const text = useText('review');
  const dates = useDates();
  const now = useBusinessNow();

  if (isUnknown) return text('departure.unknown');
  if (!action) return text('departure.pending');
  if (action.state === 'cancelled') return text('departure.undone');
  if (action.sent_at) return text('departure.sent', { when: dates.instant(action.sent_at, now) });
  if (action.next_at) return text('departure.at', { when: dates.instant(action.next_at, now) });
  const [reason] = action.reasons;
  return reason ? text('departure.waiting', { reason: reason.title }) : text('departure.unknown');
}
