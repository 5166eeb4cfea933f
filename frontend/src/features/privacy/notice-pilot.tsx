import { Button, Group, NativeSelect, Radio, Stack } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';

import { type AtDayThirty, type NoticePilotView } from '@/api/generated/types.gen';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';

import { useChoosePilot, useMailboxes, useNoticePilot } from './queries';

const CHOICES: readonly AtDayThirty[] = ['let_go', 'inform'];

/** What happens on day 30 to people nobody informed (Art. 14). */
export function NoticePilot() {
  const pilot = useNoticePilot();
  if (pilot.isPending) return <TableSkeleton rows={2} />;
  if (pilot.isError) return <ProblemNote error={pilot.error} onRetry={pilot.refetch} />;
  return <PilotForm key={pilot.data.chosen_at ?? ''} pilot={pilot.data} />;
}

function PilotForm({ pilot }: { pilot: NoticePilotView }) {
  const text = useText('privacy');
  const mailboxes = useMailboxes();
  const choose = useChoosePilot();
  const [choice, setChoice] = useState(pilot.choice);
  const [mailbox, setMailbox] = useState(pilot.mailbox_id);
  const boxes = mailboxes.data ?? [];
  const from = boxes.some((one) => one.id === mailbox) ? mailbox : (boxes[0]?.id ?? '');

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    choose.mutate({ body: { choice, mailbox_id: choice === 'inform' ? from : '' } });
  };

  return (
    <Panel title={text('pilot.title')} description={text('pilot.text')}>
      <form onSubmit={onSubmit} noValidate>
        <Stack maw={560}>
          {choose.isError && <ProblemNote error={choose.error} isForm />}
          <Radio.Group label={text('pilot.choice')} value={choice} onChange={setChoice}>
            <Stack gap="xs" mt="xs">
              {CHOICES.map((one) => (
                <Radio
                  key={one}
                  value={one}
                  label={text(`pilot.${one}`)}
                  description={text(`pilot.${one}Text`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          {choice === 'inform' && (
            <NativeSelect
              label={text('pilot.mailbox')}
              description={boxes.length === 0 ? text('pilot.noMailbox') : undefined}
              value={from}
              onChange={(event) => setMailbox(event.currentTarget.value)}
              data={boxes.map((one) => ({ value: one.id, label: one.address }))}
            />
          )}
          <Group>
            <Button
              type="submit"
              loading={choose.isPending}
              disabled={choice === 'inform' && from === ''}
            >
              {text('pilot.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
