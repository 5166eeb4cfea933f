import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp, IconDownload } from '@tabler/icons-react';

import { type ImportView } from '@/api/generated/types.gen';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Figures } from '@/components/ui/figures';
import { OperationProgress } from '@/components/ui/operation-progress';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { Loading } from '@/components/ui/skeletons';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { DiffRows } from './import-diff';
import { keptUrl, useImportChanges, useUndoImport } from './queries';

/** What the import changed on known people, and the way back (SRC-1). */
export function ImportUndo({ batch }: { batch: ImportView }) {
  const text = useText('imports');
  const mayWrite = useMay('prospects:write');
  const undo = useUndoImport(batch.id);
  const [isAsking, asking] = useDisclosure(false);
  const [areShown, changes] = useDisclosure(false);

  if (batch.undo !== null) return <Undone batch={batch} undo={batch.undo} />;
  return (
    <>
      <Group>
        {batch.counts.updated > 0 && !areShown && (
          <Button variant="subtle" size="xs" onClick={changes.open}>
            {text('seeChanges', { count: batch.counts.updated })}
          </Button>
        )}
        {mayWrite && batch.may_undo && (
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            leftSection={<IconArrowBackUp size={15} aria-hidden />}
            onClick={asking.open}
          >
            {text('undo')}
          </Button>
        )}
      </Group>
      {areShown && <Changes importId={batch.id} />}
      <ConfirmDialog
        opened={isAsking}
        title={text('undoTitle')}
        confirm={text('undo')}
        isDangerous
        isPending={undo.isPending}
        error={undo.error}
        onClose={asking.close}
        onConfirm={() =>
          undo.mutate({ path: { import_id: batch.id } }, { onSuccess: asking.close })
        }
      >
        <Text size="sm">{text('undoText')}</Text>
      </ConfirmDialog>
    </>
  );
}

function Undone({ batch, undo }: { batch: ImportView; undo: NonNullable<ImportView['undo']> }) {
  const text = useText('imports');
  return (
    <Panel title={text('undone')}>
      <Stack gap="sm">
        {undo.finished_at === null && (
          <OperationProgress operationId={undo.operation_id} label={text('undoRunning')} />
        )}
        <Figures
          figures={[
            { label: text('removed'), value: undo.removed },
            { label: text('restored'), value: undo.restored },
            { label: text('kept'), value: undo.kept },
          ]}
        />
        {undo.finished_at !== null && undo.kept > 0 && (
          <Anchor href={keptUrl(batch.id)} underline="hover" download w="fit-content">
            <IconDownload size={15} aria-hidden style={{ verticalAlign: -2 }} />{' '}
            {text('keptReport')}
          </Anchor>
        )}
        <Text size="sm" c="dimmed">
          {text('undoKeepsOppositions')}
        </Text>
      </Stack>
    </Panel>
  );
}

function Changes({ importId }: { importId: string }) {
  const text = useText('imports');
  const changes = useImportChanges(importId);
  return (
    <Panel title={text('changesTitle')}>
      {changes.isPending && <Loading>{null}</Loading>}
      {changes.isError && <ProblemNote error={changes.error} onRetry={changes.refetch} />}
      {changes.isSuccess &&
        (changes.data.items.length === 0 ? (
          <Text size="sm" c="dimmed">
            {text('changesNone')}
          </Text>
        ) : (
          <DiffRows rows={changes.data.items} label={text('changesTitle')} />
        ))}
    </Panel>
  );
}
