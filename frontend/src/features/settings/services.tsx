import { type ServiceView } from '@/api/generated/types.gen';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';

import { useServices } from './queries';

/** Every third-party service the product works with, and its state here (obligation 13). */
export function Services() {
  const text = useText('settings');
  const services = useServices();
  if (services.isPending) return <TableSkeleton rows={3} />;
  if (services.isError) return <ProblemNote error={services.error} onRetry={services.refetch} />;
  const columns: Column<ServiceView>[] = [
    { key: 'kind', header: text('service'), cell: (one) => text(`service_${one.kind}`) },
    { key: 'provider', header: text('serviceProvider'), cell: (one) => one.provider },
    { key: 'state', header: text('serviceState'), cell: (one) => text(`service_${one.state}`) },
  ];
  return (
    <Panel title={text('services')} description={text('servicesText')} flush>
      <DataTable
        caption={text('services')}
        columns={columns}
        rows={services.data.items}
        keyOf={(one) => `${one.kind} ${one.provider}`}
        nameOf={(one) => one.provider}
      />
    </Panel>
  );
}
