import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useState } from 'react';

import { type ActionFileView } from '@/api/generated/types.gen';
import { Facts } from '@/components/ui/facts';
import { ProblemNote } from '@/components/ui/problem-note';
import { ReasonDialog } from '@/components/ui/reason-dialog';
import { CardsSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { useAction, useReportDone, useSettleAction } from './queries';

type Choice = 'sent' | 'not_sent' | 'verify' | 'retry';

const CHOICES: Partial<Record<string, readonly Choice[]>> = {
  ready: ['retry'],
  unconfirmed: ['verify', 'sent', 'not_sent'],
  quarantined: ['retry', 'sent', 'not_sent'],
};

interface ActionDialogProps {
  actionId: string;
  onClose: () => void;
}

/** One message: its text, every try, every decision, and what can be decided now. */
export function ActionDialog({ actionId, onClose }: ActionDialogProps) {
  const text = useText('sending');
  const common = useText('common');
  const action = useAction(actionId);
  const look = () => {
    if (action.isPending) return <CardsSkeleton cards={1} height={160} />;
    if (action.isError) return <ProblemNote error={action.error} onRetry={action.refetch} />;
    return <File file={action.data} onClose={onClose} />;
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={text('fileTitle')}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      {look()}
    </Modal>
  );
}

function File({ file, onClose }: { file: ActionFileView; onClose: () => void }) {
  const text = useText('sending');
  const { action, attempts, decisions, verdict } = file;
  return (
    <Stack>
      <Facts
        facts={[
          { label: text('who'), value: action.prospect_name || text('gone') },
          { label: text('kind'), value: text.orElse(`kind_${action.kind}`, action.kind) },
          { label: text('state'), value: text.orElse(`state_${action.state}`, action.state) },
          ...verdict.map((one) => ({
            label: text('rule', { step: one.step }),
            value: (
              <>
                {one.title}
                {one.origin !== '' && ` (${text.orElse(`origin_${one.origin}`, one.origin)})`}
                {one.until !== null && ' · '}
                {one.until !== null && <TimeText at={one.until} />}
              </>
            ),
          })),
          ...attempts.map((one) => ({
            label: text('attempt', { number: one.number }),
            value: (
              <>
                {text.orElse(`outcome_${one.outcome}`, one.outcome)} ·{' '}
                <TimeText at={one.armed_at} />
                {one.code !== '' && ` · ${one.code}`}
              </>
            ),
          })),
          ...decisions.map((one) => ({
            label: text(`choice_${one.choice}`),
            value: (
              <>
                {one.reason} <TimeText at={one.at} />
              </>
            ),
          })),
        ]}
      />
      {file.subject !== '' && <Text fw={560}>{file.subject}</Text>}
      {file.text !== '' && (
        <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
          {file.text}
        </Text>
      )}
      <Decide file={file} onClose={onClose} />
    </Stack>
  );
}

function Decide({ file, onClose }: { file: ActionFileView; onClose: () => void }) {
  const text = useText('sending');
  const { action } = file;
  const [choice, setChoice] = useState<Choice | null>(null);
  const maySettle = useMay('sending:settle');
  const mayAct = useMay('drafts:approve');
  const settle = useSettleAction(action.id);
  const done = useReportDone(action.id);
  const path = { action_id: action.id };
  const isMine = action.state === 'ready' && file.verdict.some((one) => one.code === 'person_acts');
  const choices = maySettle && !isMine ? (CHOICES[action.state] ?? []) : [];

  return (
    <>
      {done.isError && <ProblemNote error={done.error} />}
      <Group justify="flex-end" gap="xs">
        {isMine && file.linkedin_url !== '' && (
          <Button
            component="a"
            href={file.linkedin_url}
            target="_blank"
            rel="noreferrer"
            variant="default"
            leftSection={<IconExternalLink size={15} aria-hidden />}
          >
            {text('openProfile')}
          </Button>
        )}
        {isMine && mayAct && (
          <Button
            loading={done.isPending}
            onClick={() => done.mutate({ path }, { onSuccess: onClose })}
          >
            {text('done')}
          </Button>
        )}
        {choices.map((one) => (
          <Button
            key={one}
            variant={one === 'not_sent' ? 'light' : 'default'}
            color={one === 'not_sent' ? 'red' : undefined}
            onClick={() => setChoice(one)}
          >
            {text(`choice_${one}`)}
          </Button>
        ))}
      </Group>
      {choice !== null && (
        <ReasonDialog
          title={text(`choice_${choice}`)}
          confirm={text('confirm')}
          isPending={settle.isPending}
          error={settle.error}
          onClose={() => setChoice(null)}
          onConfirm={(reason) =>
            settle.mutate({ path, body: { choice, reason } }, { onSuccess: onClose })
          }
        >
          {text(`ask_${choice}`)}
        </ReasonDialog>
      )}
    </>
  );
}
