import { type DurationView } from '@/api/generated/types.gen';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { useLanguage, useText } from '@/i18n';

import { useRetention } from './queries';

/** The duration register, with what the next sweep would remove. */
export function Retention() {
  const text = useText('privacy');
  const { language } = useLanguage();
  const retention = useRetention();
  const isFrench = language === 'fr';
  const titleOf = (one: DurationView) => (isFrench ? one.title : one.title_en);
  const columns: Column<DurationView>[] = [
    { key: 'name', header: text('retention.class'), cell: titleOf },
    {
      key: 'from',
      header: text('retention.from'),
      from: 'sm',
      cell: (one) => (isFrench ? one.trigger : one.trigger_en),
    },
    {
      key: 'for',
      header: text('retention.for'),
      cell: (one) => (isFrench ? one.duration : one.duration_en),
    },
    {
      key: 'then',
      header: text('retention.then'),
      from: 'md',
      cell: (one) => (isFrench ? one.then : one.then_en),
    },
    {
      key: 'due',
      header: text('retention.due'),
      align: 'right',
      cell: (one) => one.due ?? '—',
    },
  ];
  if (retention.isPending) return <TableSkeleton rows={6} />;
  if (retention.isError) return <ProblemNote error={retention.error} onRetry={retention.refetch} />;
  return (
    <Panel title={text('retention.title')} description={text('retention.text')} flush>
      <DataTable
        caption={text('retention.title')}
        columns={columns}
        rows={retention.data.items}
        keyOf={(one) => one.name}
        nameOf={titleOf}
      />
    </Panel>
  );
}
