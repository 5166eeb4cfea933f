import { type RuleVersionView } from '@/api/generated/types.gen';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';

import { useRuleHistory } from './queries';

/** Every version of calendar and limits: what, when and why (obligation 18). */
export function RuleHistory() {
  const text = useText('campaigns');
  const limits = useText('settings');
  const history = useRuleHistory();
  if (history.isPending) return <TableSkeleton rows={3} />;
  if (history.isError) return <ProblemNote error={history.error} onRetry={history.refetch} />;
  if (history.data.items.length === 0) return null;
  const told = ({ part, values, reason }: RuleVersionView) => {
    const set = Object.entries(values)
      .filter(([, value]) => value !== '')
      .map(([name, value]) =>
        part === 'calendar'
          ? `${text.orElse(`rules.${name}`, name)} : ${text.orElse(`rules.${value}`, value)}`
          : `${limits.orElse(`limit_${name}`, name)} : ${value}`,
      );
    return [...set, reason].filter(Boolean).join(' · ');
  };
  const columns: Column<RuleVersionView>[] = [
    { key: 'at', header: text('rules.at'), cell: (one) => <TimeText at={one.at} /> },
    {
      key: 'part',
      header: text('rules.part'),
      cell: (one) => `${text(`rules.part.${one.part}`)} ${one.version}`,
    },
    { key: 'told', header: text('rules.told'), cell: told },
  ];
  return (
    <Panel title={text('rules.title')} description={text('rules.text')} flush>
      <DataTable
        caption={text('rules.title')}
        columns={columns}
        rows={history.data.items}
        keyOf={(one) => `${one.part} ${one.version}`}
        nameOf={(one) => `${text(`rules.part.${one.part}`)} ${one.version}`}
      />
    </Panel>
  );
}
