import { Button, List, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';

import { type ImportView } from '@/api/generated/types.gen';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';

import { useClearColumn } from './queries';

/** Columns the wall keeps out, and the way through for a mistake (obligations 52, 53). */
export function ImportSensitive({ batch }: { batch: ImportView }) {
  const text = useText('imports');
  const [asked, setAsked] = useState<string | null>(null);
  if (batch.sensitive.length === 0) return null;
  return (
    <Panel title={text('sensitiveTitle')} description={text('sensitiveText')}>
      <List size="sm" spacing={6}>
        {batch.sensitive.map(({ column, category }) => (
          <List.Item key={column}>
            <strong>{column}</strong> · {category}{' '}
            <Button size="compact-xs" variant="subtle" onClick={() => setAsked(column)}>
              {text('notSensitive', { column })}
            </Button>
          </List.Item>
        ))}
      </List>
      {asked !== null && (
        <ClearDialog batch={batch} column={asked} onClose={() => setAsked(null)} />
      )}
    </Panel>
  );
}

interface ClearDialogProps {
  batch: ImportView;
  column: string;
  onClose: () => void;
}

function ClearDialog({ batch, column, onClose }: ClearDialogProps) {
  const text = useText('imports');
  const common = useText('common');
  const clear = useClearColumn();
  const [reason, setReason] = useState('');
  return (
    <Modal
      opened
      onClose={onClose}
      title={text('clearTitle', { column })}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <Stack>
        <Text size="sm">{text('clearText')}</Text>
        <Textarea
          label={text('clearReason')}
          maxLength={200}
          autosize
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {clear.isError && <ProblemNote error={clear.error} />}
        <Button
          disabled={reason.trim() === ''}
          loading={clear.isPending}
          onClick={() =>
            clear.mutate(
              { path: { import_id: batch.id }, body: { column, reason } },
              { onSuccess: onClose },
            )
          }
        >
          {text('clearConfirm')}
        </Button>
      </Stack>
    </Modal>
  );
}
