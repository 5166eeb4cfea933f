import { Anchor, Button, Group, Stack } from '@mantine/core';

import { type SubProcessorView } from '@/api/generated/types.gen';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { useLanguage, useText } from '@/i18n';

import { useSubprocessors } from './queries';

/** Who processes for us, and the record of processing to download. */
export function Registers() {
  const text = useText('privacy');
  const { language } = useLanguage();
  const providers = useSubprocessors();
  const columns: Column<SubProcessorView>[] = [
    { key: 'name', header: text('registers.name'), cell: (one) => one.name },
    {
      key: 'services',
      header: text('registers.services'),
      cell: (one) => (language === 'fr' ? one.services : one.services_en),
    },
    { key: 'country', header: text('registers.country'), from: 'sm', cell: (one) => one.country },
    {
      key: 'ground',
      header: text('registers.ground'),
      cell: (one) => text(`ground.${one.mechanism}`),
    },
  ];
  if (providers.isPending) return <TableSkeleton rows={6} />;
  if (providers.isError) return <ProblemNote error={providers.error} onRetry={providers.refetch} />;
  return (
    <Stack>
      <Panel title={text('registers.ropa')} description={text('registers.ropaText')}>
        <Group>
          <Button component="a" href="/api/v1/registers/ropa.xlsx?role=controller" download>
            {text('registers.controller')}
          </Button>
          <Button
            component="a"
            variant="default"
            href="/api/v1/registers/ropa.xlsx?role=processor"
            download
          >
            {text('registers.processor')}
          </Button>
        </Group>
      </Panel>
      <Panel title={text('registers.providers')} flush>
        <DataTable
          caption={text('registers.providers')}
          columns={columns}
          rows={providers.data.items}
          keyOf={(one) => one.id}
          nameOf={(one) => one.name}
        />
      </Panel>
      <Anchor href="/trust" target="_blank">
        {text('registers.trust')}
      </Anchor>
    </Stack>
  );
}
