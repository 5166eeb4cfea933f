import { Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { type ActionView } from '@/api/generated/types.gen';
import { useAnnounce } from '@/components/ui/announce';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { useHeld, useUndo } from './queries';

/** What is about to leave without a click; until it does, undoing it is one click (AUT-9). */
export function HeldPart({ campaignId }: { campaignId: string }) {
  const text = useText('autopilot');
  const held = useHeld(campaignId);
  const look = () => {
    if (held.isPending) return <TableSkeleton rows={2} />;
    if (held.isError) return <ProblemNote error={held.error} onRetry={held.refetch} />;
    return <Held actions={held.data} />;
  };
  return (
    <Panel
      title={text('held.title')}
      description={text('held.text')}
      actions={
        <Button
          size="xs"
          variant="default"
          renderRoot={(props) => <Link {...props} to="/review" search={{ campaign: campaignId }} />}
        >
          {text('held.review')}
        </Button>
      }
      flush
    >
      {look()}
    </Panel>
  );
}

function Held({ actions }: { actions: readonly ActionView[] }) {
  const text = useText('autopilot');
  const campaigns = useText('campaigns');
  const announce = useAnnounce();
  const undo = useUndo();
  const [failed, setFailed] = useState<unknown>(null);
  const mayUndo = useMay('drafts:approve');

  const undoOne = (action: ActionView) =>
    undo.mutate(
      { path: { action_id: action.id } },
      {
        onSuccess: () => {
          setFailed(null);
          announce(text('held.undone'));
        },
        onError: setFailed,
      },
    );
  const undoAll = async () => {
    let undone = 0;
    setFailed(null);
    for (const action of actions) {
      try {
        await undo.mutateAsync({ path: { action_id: action.id } });
        undone += 1;
      } catch (error) {
        // What has just left cannot be undone: said, and the others go on.
        setFailed(error);
      }
    }
    announce(text('held.undone.all', { count: undone }));
  };

  const columns: Column<ActionView>[] = [
    { key: 'person', header: text('held.person'), cell: (row) => row.prospect_name || '–' },
    {
      key: 'kind',
      header: text('held.kind'),
      cell: (row) => campaigns.orElse(`sequence.kind.${row.kind}`, row.kind),
    },
    {
      key: 'leaves',
      header: text('held.leaves'),
      cell: (row) => (row.next_at === null ? '–' : <TimeText at={row.next_at} />),
    },
  ];
  if (mayUndo) {
    columns.push({
      key: 'undo',
      header: '',
      align: 'right',
      cell: (row) => (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={text('held.undo.named', { name: row.prospect_name })}
          onClick={() => undoOne(row)}
        >
          {text('held.undo')}
        </Button>
      ),
    });
  }
  return (
    <>
      {failed !== null && <ProblemNote error={failed} />}
      {actions.length === 0 ? (
        <Text c="dimmed" p="md">
          {text('held.empty')}
        </Text>
      ) : (
        <>
          <DataTable
            caption={text('held.caption')}
            columns={columns}
            rows={actions}
            keyOf={(row) => row.id}
            nameOf={(row) => row.prospect_name}
          />
          {mayUndo && actions.length > 1 && (
            <Group justify="flex-end" p="sm">
              <Button
                size="xs"
                color="red"
                variant="light"
                loading={undo.isPending}
                onClick={() => void undoAll()}
              >
                {text('held.undo.all')}
              </Button>
            </Group>
          )}
        </>
      )}
    </>
  );
}
