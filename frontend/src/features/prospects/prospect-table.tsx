import { Badge, Group, Text } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

import { type ProspectRowView } from '@/api/generated/types.gen';
import { type Column, DataTable } from '@/components/ui/data-table';
import { ScoreBadge } from '@/components/ui/score-badge';
import { StageBadge } from '@/components/ui/stage-badge';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';

import classes from './prospect-table.module.css';

interface ProspectTableProps {
  rows: readonly ProspectRowView[];
  sort: string;
  onSort: (sort: string) => void;
  selection?: {
    selected: ReadonlySet<string>;
    onChange: (selected: ReadonlySet<string>) => void;
  };
  isStale: boolean;
}

export function ProspectTable(props: ProspectTableProps) {
  const text = useText('prospects');
  const columns: Column<ProspectRowView>[] = [
    {
      key: 'name',
      header: text('name'),
      sort: 'name',
      cell: (row) => <Name row={row} />,
    },
    { key: 'company', header: text('company'), from: 'md', cell: (row) => row.company || '–' },
    {
      key: 'score',
      header: text('score'),
      sort: '-score',
      width: 110,
      cell: (row) => <ScoreBadge score={row.score} band={row.band} />,
    },
    {
      key: 'stage',
      header: text('stage'),
      width: 130,
      from: 'sm',
      cell: (row) => <StageBadge stage={row.stage} />,
    },
    {
      key: 'email',
      header: text('email'),
      from: 'lg',
      cell: (row) => (
        <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          {row.email === null
            ? text('emailNone')
            : text.orElse(`emailStatus_${row.email_status ?? ''}`, row.email_status ?? '')}
        </Text>
      ),
    },
    {
      key: 'tags',
      header: text('tags'),
      from: 'lg',
      cell: (row) => (
        <Group gap={4} maw={190}>
          {row.tags.slice(0, 2).map((tag) => (
            <Badge key={tag} size="sm" variant="default">
              {tag}
            </Badge>
          ))}
          {row.tags.length > 2 && (
            <Text size="xs" c="dimmed">
              +{row.tags.length - 2}
            </Text>
          )}
        </Group>
      ),
    },
    {
      key: 'activity',
      header: text('lastActivity'),
      sort: '-last_activity_at',
      from: 'md',
      align: 'right',
      width: 140,
      cell: (row) => (
        <Text size="sm" c="dimmed">
          <TimeText at={row.last_activity_at} />
        </Text>
      ),
    },
  ];

  return (
    <DataTable
      caption={text('title')}
      columns={columns}
      keyOf={(row) => row.id}
      nameOf={(row) => row.full_name || row.company}
      {...props}
    />
  );
}

function Name({ row }: { row: ProspectRowView }) {
  const text = useText('prospects');
  return (
    <div className={classes.name}>
      <Link
        to="/prospects/$prospectId"
        params={{ prospectId: row.id }}
        className={classes.link}
        data-opted-out={row.opted_out || undefined}
      >
        {row.full_name || row.email || row.company}
      </Link>
      {row.opted_out && (
        <Badge size="sm" color="red" variant="light" ml={8} leftSection={<IconBan size={11} />}>
          {text('optedOut')}
        </Badge>
      )}
      <Text size="sm" c="dimmed" lineClamp={1}>
        {row.job_title}
        <span className={classes.company}>
          {row.job_title && row.company ? ' · ' : ''}
          {row.company}
        </span>
      </Text>
    </div>
  );
}
