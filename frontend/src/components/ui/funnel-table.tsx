import { Table, Text, VisuallyHidden } from '@mantine/core';
import { type ReactNode } from 'react';

import { type FunnelCounts, type StepFunnel } from '@/api/generated/types.gen';
import { useLanguage, useNumber, useText } from '@/i18n';

import classes from './funnel-table.module.css';

/** A rate says nothing below this many (RES-6). */
const MEASURABLE_FROM = 50;

const FIGURES = ['sent', 'delivered', 'replied', 'interested', 'opposed', 'bounced'] as const;

interface FunnelTableProps {
  caption: string;
  first: string;
  children: ReactNode;
}

/** What was sent and what came of it, in people; never an open rate (RES-6). */
export function FunnelTable({ caption, first, children }: FunnelTableProps) {
  const text = useText('results');
  return (
    // Scrolls sideways on a narrow screen, so the keyboard must reach it (WCAG 2.1.1).
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.scroll} role="region" aria-label={caption} tabIndex={0}>
      <Table className={classes.table} verticalSpacing={10} horizontalSpacing="md">
        <caption>
          <VisuallyHidden>{caption}</VisuallyHidden>
        </caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{first}</Table.Th>
            {FIGURES.map((figure) => (
              <Table.Th key={figure} scope="col" ta="right">
                {text(`column.${figure}`)}
              </Table.Th>
            ))}
            <Table.Th scope="col" ta="right">
              {text('column.rate')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </div>
  );
}

interface FunnelRowProps {
  name: ReactNode;
  counts: FunnelCounts;
  level?: 'total' | 'part';
}

export function FunnelRow({ name, counts, level }: FunnelRowProps) {
  const number = useNumber();
  return (
    <Table.Tr data-level={level}>
      <Table.Th scope="row">{name}</Table.Th>
      {FIGURES.map((figure) => (
        <Table.Td key={figure} ta="right" className="tabular" data-zero={counts[figure] === 0}>
          {number(counts[figure])}
        </Table.Td>
      ))}
      <Table.Td ta="right" className="tabular">
        <ReplyRate counts={counts} />
      </Table.Td>
    </Table.Tr>
  );
}

function ReplyRate({ counts }: { counts: FunnelCounts }) {
  const text = useText('results');
  const { language } = useLanguage();
  if (counts.sent < MEASURABLE_FROM) {
    return (
      <Text component="span" size="sm" c="dimmed">
        {text('rate.unmeasurable')}
      </Text>
    );
  }
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  return percent.format(counts.replied / counts.sent);
}

/** One row per step that sends something; e-mails are counted in order. */
export function StepRows({ steps, level }: { steps: readonly StepFunnel[]; level?: 'part' }) {
  const text = useText('results');
  const mails = steps.filter((step) => step.kind === 'email');
  return steps
    .filter((step) => step.kind !== 'wait')
    .map((step) => (
      <FunnelRow
        key={step.step_id}
        name={
          step.kind === 'email'
            ? text('step.email', { number: mails.indexOf(step) + 1 })
            : text.orElse(`step.${step.kind}`, step.label)
        }
        counts={step}
        level={level}
      />
    ));
}
