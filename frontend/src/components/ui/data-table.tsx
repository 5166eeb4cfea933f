import { Checkbox, Table, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type MouseEvent, type ReactNode, useRef } from 'react';

import { useText } from '@/i18n';
import { useKeys } from '@/lib/keys';

import classes from './data-table.module.css';

export interface Column<T> {
  key: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** The API's name of this order; without it the column does not sort. */
  sort?: string;
  align?: 'right';
  /** Hidden on screens narrower than this. */
  from?: 'xs' | 'sm' | 'md' | 'lg';
  width?: number | string;
}

interface Selection {
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
}

interface DataTableProps<T> {
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
  /** Names a row to those who do not see it, such as "Select Marie Durand". */
  nameOf: (row: T) => string;
  selection?: Selection;
  /** `-score` is score, highest first. */
  sort?: string;
  onSort?: (sort: string) => void;
  /** Rows of the page before stay, dimmed, while the next ones load. */
  isStale?: boolean;
}

/**
 * A real table: caption, headers, order in `aria-sort`. `j` and `k` walk through the rows by their
 * first link or button; Shift + click selects everything in between.
 */
export function DataTable<T>(props: DataTableProps<T>) {
  const { caption, columns, rows, keyOf, nameOf, selection, sort, onSort, isStale } = props;
  const text = useText('common');
  const body = useRef<HTMLTableSectionElement>(null);
  const lastPicked = useRef<number | null>(null);

  const walk = (by: number) => {
    const lines = Array.from(body.current?.rows ?? []);
    const at = lines.findIndex((line) => line.contains(document.activeElement));
    const next = lines[Math.max(0, Math.min(lines.length - 1, at + by))];
    next?.querySelector<HTMLElement>('a, button')?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  useKeys({
    j: () => walk(1),
    k: () => walk(-1),
    x: () => {
      const lines = Array.from(body.current?.rows ?? []);
      const line = lines.find((one) => one.contains(document.activeElement));
      line?.querySelector<HTMLElement>('input[type="checkbox"]')?.click();
    },
  });

  const pick = (index: number, event: MouseEvent) => {
    if (!selection) return;
    const next = new Set(selection.selected);
    const key = keyOf(rows[index] as T);
    const isOn = !next.has(key);
    const from = event.shiftKey ? (lastPicked.current ?? index) : index;
    for (const row of rows.slice(Math.min(from, index), Math.max(from, index) + 1)) {
      if (isOn) next.add(keyOf(row));
      else next.delete(keyOf(row));
    }
    lastPicked.current = index;
    selection.onChange(next);
  };

  const picked = selection ? rows.filter((row) => selection.selected.has(keyOf(row))).length : 0;
  const pickAll = () => {
    const next = new Set(selection?.selected);
    for (const row of rows) {
      if (picked === rows.length) next.delete(keyOf(row));
      else next.add(keyOf(row));
    }
    selection?.onChange(next);
  };

  return (
    <div className={classes.scroll}>
      <Table className={classes.table} data-stale={isStale || undefined} verticalSpacing={9}>
        <caption>
          <VisuallyHidden>{caption}</VisuallyHidden>
        </caption>
        <Table.Thead>
          <Table.Tr>
            {selection && (
              <Table.Th w={40} scope="col">
                <Checkbox
                  size="xs"
                  aria-label={text('selectAll')}
                  checked={rows.length > 0 && picked === rows.length}
                  indeterminate={picked > 0 && picked < rows.length}
                  onChange={pickAll}
                />
              </Table.Th>
            )}
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody ref={body}>
          {rows.map((row, index) => {
            const key = keyOf(row);
            const isPicked = selection?.selected.has(key) ?? false;
            return (
              <Table.Tr key={key} data-picked={isPicked || undefined}>
                {selection && (
                  <Table.Td>
                    <Checkbox
                      size="xs"
                      aria-label={text('selectRow', { name: nameOf(row) })}
                      checked={isPicked}
                      onClick={(event) => pick(index, event)}
                      readOnly
                    />
                  </Table.Td>
                )}
                {columns.map((column) => (
                  <Table.Td key={column.key} visibleFrom={column.from} ta={column.align}>
                    {column.cell(row)}
                  </Table.Td>
                ))}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}

interface HeaderCellProps<T> {
  column: Column<T>;
  sort?: string;
  onSort?: (sort: string) => void;
}

function HeaderCell<T>({ column, sort, onSort }: HeaderCellProps<T>) {
  const text = useText('common');
  const name = sort?.replace(/^-/, '');
  const isSorted = column.sort !== undefined && column.sort.replace(/^-/, '') === name;
  const isDown = sort?.startsWith('-') ?? false;
  const order = isSorted ? (isDown ? 'descending' : 'ascending') : undefined;
  const Arrow = isDown ? IconArrowDown : IconArrowUp;

  const onClick = () => {
    if (column.sort === undefined) return;
    const opposite = isDown ? (name ?? '') : `-${name ?? ''}`;
    onSort?.(isSorted ? opposite : column.sort);
  };

  return (
    <Table.Th
      scope="col"
      aria-sort={order}
      visibleFrom={column.from}
      ta={column.align}
      w={column.width}
    >
      {column.sort && onSort ? (
        <UnstyledButton
          className={classes.sort}
          onClick={onClick}
          aria-label={text('sortBy', { column: column.header })}
        >
          {column.header}
          {isSorted && <Arrow aria-hidden size={13} />}
        </UnstyledButton>
      ) : (
        column.header
      )}
    </Table.Th>
  );
}
