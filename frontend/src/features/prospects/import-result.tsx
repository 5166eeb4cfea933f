import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

import { type ImportView } from '@/api/generated/types.gen';
import { Figures } from '@/components/ui/figures';
import { OperationProgress } from '@/components/ui/operation-progress';
import { Panel } from '@/components/ui/panel';
import { useText } from '@/i18n';

import { ImportUndo } from './import-undo';
import { reportUrl } from './queries';

/** How far the import is, then every row of the file in one of six counts. */
export function ImportResult({ batch }: { batch: ImportView }) {
  const text = useText('imports');
  const { counts, state } = batch;
  const hasReport = state !== 'running' && counts.failed + counts.opposed + counts.skipped > 0;

  return (
    <Stack maw={820}>
      {batch.operation_id !== null && (
        <Panel title={text('running', { file: batch.file_name })}>
          <OperationProgress operationId={batch.operation_id} label={text('stepResult')} />
          {state === 'running' && (
            <Text size="sm" c="dimmed" mt="xs">
              {text('leave')}
            </Text>
          )}
        </Panel>
      )}
      <Figures
        figures={[
          { label: text('created'), value: counts.created },
          { label: text('updated'), value: counts.updated },
          { label: text('skipped'), value: counts.skipped },
          { label: text('opposed'), value: counts.opposed },
          { label: text('failed'), value: counts.failed },
          ...(counts.companies > 0 ? [{ label: text('companies'), value: counts.companies }] : []),
        ]}
      />
      {hasReport && (
        <Anchor href={reportUrl(batch.id)} underline="hover" download w="fit-content">
          <IconDownload size={15} aria-hidden style={{ verticalAlign: -2 }} /> {text('report')}
        </Anchor>
      )}
      <ImportUndo batch={batch} />
      <Group>
        <Button renderRoot={(props) => <Link to="/prospects" {...props} />}>
          {text('seeProspects')}
        </Button>
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/prospects/import" search={{}} {...props} />}
        >
          {text('another')}
        </Button>
      </Group>
    </Stack>
  );
}
