import { Button, FileButton, Stack, Table, Text } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type DragEvent, useState } from 'react';

import { DotBadge, type Tone } from '@/components/ui/dot-badge';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useNumber, useText } from '@/i18n';
import { useMay } from '@/lib/session';

import classes from './import-file.module.css';
import { useImports, useUploadImport } from './queries';

const route = getRouteApi('/app/prospects/import');

export function ImportFile() {
  const text = useText('imports');
  const navigate = route.useNavigate();
  const upload = useUploadImport();
  const mayWrite = useMay('prospects:write');
  const [isOver, setIsOver] = useState(false);

  const send = (file: File | null | undefined) => {
    if (!file || upload.isPending) return;
    upload.mutate(
      { body: { file } },
      { onSuccess: (batch) => navigate({ search: { id: batch.id } }) },
    );
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    send(event.dataTransfer.files[0]);
  };

  return (
    <Stack gap="lg" maw={820}>
      {upload.isError && <ProblemNote error={upload.error} />}
      {mayWrite && (
        // Dropping is a shortcut of the mouse; the button does the same for everyone.

        <div
          className={classes.drop}
          data-over={isOver || undefined}
          onDragOver={(event) => {
            event.preventDefault();
            setIsOver(true);
          }}
          onDragLeave={() => setIsOver(false)}
          onDrop={onDrop}
        >
          <IconFileUpload size={30} stroke={1.4} aria-hidden />
          <Text fw={560}>{text('drop')}</Text>
          <Text size="sm" c="dimmed" maw={420} ta="center">
            {text('dropHint')}
          </Text>
          <FileButton
            onChange={send}
            accept=".csv,.tsv,.txt,.xlsx,.vcf,text/csv,text/vcard"
            inputProps={{ 'aria-label': text('choose') }}
          >
            {(props) => (
              <Button {...props} mt="xs" loading={upload.isPending}>
                {text('choose')}
              </Button>
            )}
          </FileButton>
          <Text role="status" size="sm" c="dimmed">
            {upload.isPending && text('uploading')}
          </Text>
        </div>
      )}
      <Recent />
    </Stack>
  );
}

const tones: Record<string, Tone> = {
  done: 'good',
  failed: 'bad',
  running: 'talk',
  checked: 'attention',
};

function Recent() {
  const text = useText('imports');
  const number = useNumber();
  const imports = useImports();

  if (imports.isPending) return <TableSkeleton rows={3} />;
  if (imports.isError) return <ProblemNote error={imports.error} onRetry={imports.refetch} />;

  const { items } = imports.data;
  return (
    <Panel title={text('recent')}>
      {items.length === 0 ? (
        <Text c="dimmed">{text('recentNone')}</Text>
      ) : (
        <Table aria-label={text('recent')} horizontalSpacing={0}>
          <Table.Tbody>
            {items.map((batch) => (
              <Table.Tr key={batch.id}>
                <Table.Td>
                  <Link to="/prospects/import" search={{ id: batch.id }} className={classes.link}>
                    {batch.file_name}
                  </Link>
                </Table.Td>
                <Table.Td visibleFrom="xs">{text('rows', { count: batch.row_count })}</Table.Td>
                <Table.Td visibleFrom="sm" c="dimmed">
                  {text('created')} {number(batch.counts.created)}
                </Table.Td>
                <Table.Td c="dimmed">
                  <TimeText at={batch.created_at} />
                </Table.Td>
                <Table.Td ta="right">
                  <DotBadge tone={tones[batch.state]}>{text(`state_${batch.state}`)}</DotBadge>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
