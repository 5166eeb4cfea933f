import { Button, Group, Select } from '@mantine/core';

import { type ConversationThread } from '@/api/generated/types.gen';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { useBusinessNow, useMay, useSession } from '@/lib/session';

import { useArrangements } from './queries';

const DAYS = ['1', '3', '7', '30'] as const;
const DAY = 24 * 60 * 60 * 1000;

/** Take a conversation on, or put it away until a day (INB-1). */
export function ArrangeBar({ thread }: { thread: ConversationThread }) {
  const text = useText('inbox');
  const mayAnswer = useMay('inbox:answer');
  const me = useSession().user.id;
  const now = useBusinessNow();
  const { assign, snooze } = useArrangements();
  if (!mayAnswer) return null;
  const path = { conversation_id: thread.id };
  const isMine = thread.assigned_to === me;
  const until = (days: number) => new Date(now.getTime() + days * DAY).toISOString();

  return (
    <>
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="default"
          loading={assign.isPending}
          onClick={() => assign.mutate({ path, body: { user_id: isMine ? '' : me } })}
        >
          {text(isMine ? 'arrange.release' : 'arrange.take')}
        </Button>
        {thread.snoozed_until === null ? (
          <Select
            size="xs"
            w={170}
            aria-label={text('arrange.snooze')}
            placeholder={text('arrange.snooze')}
            data={DAYS.map((days) => ({ value: days, label: text(`arrange.days.${days}`) }))}
            value={null}
            onChange={(days) => {
              if (days !== null) snooze.mutate({ path, body: { until: until(Number(days)) } });
            }}
          />
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            loading={snooze.isPending}
            onClick={() => snooze.mutate({ path, body: { until: null } })}
          >
            {text('arrange.wake')}
          </Button>
        )}
      </Group>
      {assign.isError && <ProblemNote error={assign.error} />}
      {snooze.isError && <ProblemNote error={snooze.error} />}
    </>
  );
}
