import { Anchor } from '@mantine/core';
import { IconReceipt } from '@tabler/icons-react';
import { useState } from 'react';

import { type InvoiceView } from '@/api/generated/types.gen';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { Paging } from '@/components/ui/paging';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';

import { useInvoices } from './queries';
import { useMoney } from './use-money';

export function Invoices() {
  const text = useText('billing');
  const money = useMoney();
  const [cursors, setCursors] = useState<string[]>([]);
  const invoices = useInvoices(cursors.at(-1));

  if (invoices.isPending) return <TableSkeleton rows={3} />;
  if (invoices.isError) return <ProblemNote error={invoices.error} onRetry={invoices.refetch} />;

  const { items, next } = invoices.data;
  if (items.length === 0 && cursors.length === 0) {
    return (
      <EmptyState icon={IconReceipt} title={text('noInvoices')}>
        {text('noInvoicesText')}
      </EmptyState>
    );
  }
  const columns: Column<InvoiceView>[] = [
    { key: 'number', header: text('invoiceNumber'), cell: (one) => one.number },
    {
      key: 'at',
      header: text('invoiceDate'),
      cell: (one) => <TimeText at={one.issued_at} shape="date" />,
    },
    {
      key: 'status',
      header: text('invoiceStatus'),
      from: 'sm',
      cell: (one) => text.orElse(`invoice_${one.status}`, one.status),
    },
    {
      key: 'total',
      header: text('total'),
      align: 'right',
      cell: (one) => <span className="tabular">{money(one.total)}</span>,
    },
    {
      key: 'document',
      header: text('document'),
      cell: (one) =>
        one.has_document && (
          <Anchor href={`/api/v1/billing/invoices/${one.id}/document`} target="_blank">
            {text('download')}
          </Anchor>
        ),
    },
  ];
  return (
    <Panel title={text('invoices')} flush>
      <DataTable
        caption={text('invoices')}
        columns={columns}
        rows={items}
        keyOf={(one) => one.id}
        nameOf={(one) => one.number}
        isStale={invoices.isPlaceholderData}
      />
      <div style={{ padding: '0 14px 10px' }}>
        <Paging
          onPrevious={
            cursors.length > 0 ? () => setCursors((before) => before.slice(0, -1)) : undefined
          }
          onNext={next === null ? undefined : () => setCursors((before) => [...before, next])}
        />
      </div>
    </Panel>
  );
}
