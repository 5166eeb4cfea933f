import { Anchor, Button, Group, Text } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { type CampaignView, type EnrolmentView } from '@/api/generated/types.gen';
import { useAnnounce } from '@/components/ui/announce';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { type Column, DataTable } from '@/components/ui/data-table';
import { DotBadge, type Tone } from '@/components/ui/dot-badge';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { PickProspects } from './pick-prospects';
import { useEnrolments, useGoOn } from './queries';

const tones: Partial<Record<string, Tone>> = {
  active: 'accent',
  awaiting: 'attention',
  paused: 'attention',
  finished: 'good',
  stopped: 'bad',
};

/** Who is in the campaign, where they stand and why. */
export function Enrolments({ campaign }: { campaign: CampaignView }) {
  const text = useText('campaigns');
  const mayAdd = useMay('campaigns:create') && campaign.state !== 'finished';
  const enrolments = useEnrolments(campaign.id);
  const [isPicking, setIsPicking] = useState(false);
  const rows = enrolments.data?.pages.flatMap((page) => page.items) ?? [];

  const add = mayAdd && (
    <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setIsPicking(true)}>
      {text('enrolments.add')}
    </Button>
  );

  const look = () => {
    if (enrolments.isPending) return <TableSkeleton rows={6} />;
    if (enrolments.isError) {
      return <ProblemNote error={enrolments.error} onRetry={enrolments.refetch} />;
    }
    if (rows.length === 0) {
      return (
        <EmptyState icon={IconUserPlus} title={text('enrolments.empty.title')} action={add}>
          {text('enrolments.empty.text')}
        </EmptyState>
      );
    }
    return (
      <>
        <Group justify="flex-end" mb="sm">
          {add}
        </Group>
        <EnrolmentTable campaignId={campaign.id} rows={rows} />
        {enrolments.hasNextPage && (
          <Button
            mt="md"
            variant="default"
            loading={enrolments.isFetchingNextPage}
            onClick={() => void enrolments.fetchNextPage()}
          >
            {text('enrolments.more')}
          </Button>
        )}
      </>
    );
  };

  return (
    <>
      {look()}
      <PickProspects
        campaignId={campaign.id}
        opened={isPicking}
        onClose={() => setIsPicking(false)}
      />
    </>
  );
}

interface EnrolmentTableProps {
  campaignId: string;
  rows: readonly EnrolmentView[];
}

function EnrolmentTable({ campaignId, rows }: EnrolmentTableProps) {
  const text = useText('campaigns');
  const columns: Column<EnrolmentView>[] = [
    {
      key: 'name',
      header: text('enrolments.name'),
      cell: (row) => (
        <Anchor
          renderRoot={(props) => (
            <Link {...props} to="/prospects/$prospectId" params={{ prospectId: row.prospect_id }} />
          )}
        >
          {row.full_name}
        </Anchor>
      ),
    },
    {
      key: 'state',
      header: text('enrolments.state'),
      cell: (row) => (
        <DotBadge tone={tones[row.state]}>
          {text.orElse(`enrolment.${row.state}`, row.state)}
        </DotBadge>
      ),
    },
    {
      key: 'step',
      header: text('enrolments.step'),
      from: 'sm',
      cell: (row) => <span className="tabular">{row.step_index + 1}</span>,
    },
    {
      key: 'next',
      header: text('enrolments.next'),
      from: 'sm',
      cell: (row) => (row.next_at === null ? '–' : <TimeText at={row.next_at} />),
    },
    {
      key: 'reason',
      header: text('enrolments.reason'),
      from: 'xs',
      cell: (row) => (
        <Text component="span" size="sm" c="dimmed">
          {row.reason ? text.orElse(`reason.${row.reason}`, row.reason) : '–'}
          <GoOn campaignId={campaignId} row={row} />
        </Text>
      ),
    },
  ];
  const [stopping, setStopping] = useState<EnrolmentView | null>(null);
  if (useMay('sending:stop')) {
    columns.push({
      key: 'stop',
      header: '',
      align: 'right',
      cell: (row) =>
        row.state !== 'finished' &&
        row.state !== 'stopped' && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="red"
            aria-label={text('enrolments.stop.named', { name: row.full_name })}
            onClick={() => setStopping(row)}
          >
            {text('enrolments.stop')}
          </Button>
        ),
    });
  }
  return (
    <>
      <DataTable
        caption={text('enrolments.caption')}
        columns={columns}
        rows={rows}
        keyOf={(row) => row.enrolment_id}
        nameOf={(row) => row.full_name}
      />
      {stopping && (
        <StopOne campaignId={campaignId} row={stopping} onClose={() => setStopping(null)} />
      )}
    </>
  );
}

interface StopOneProps {
  campaignId: string;
  row: EnrolmentView;
  onClose: () => void;
}

/** The narrowest stop: one person, in this campaign, for good (AUT-8). */
function StopOne({ campaignId, row, onClose }: StopOneProps) {
  const text = useText('campaigns');
  const announce = useAnnounce();
  const { stop } = useGoOn(campaignId);
  return (
    <ConfirmDialog
      opened
      title={text('enrolments.stop.title', { name: row.full_name })}
      confirm={text('enrolments.stop')}
      isDangerous
      isPending={stop.isPending}
      error={stop.error}
      onConfirm={() =>
        stop.mutate(
          { path: { campaign_id: campaignId, enrolment_id: row.enrolment_id } },
          {
            onSuccess: () => {
              announce(text('enrolments.stop.done', { name: row.full_name }));
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <Text size="sm">{text('enrolments.stop.text')}</Text>
    </ConfirmDialog>
  );
}

/** What a person can do for somebody who waits for one: write again, or let them go on. */
function GoOn({ campaignId, row }: { campaignId: string; row: EnrolmentView }) {
  const text = useText('campaigns');
  const mayRedraft = useMay('drafts:approve');
  const mayRelease = useMay('campaigns:launch');
  const { redraft, release, order } = useGoOn(campaignId);
  const isOver = row.state === 'finished' || row.state === 'stopped';
  if (isOver) return null;
  if (row.reason === 'draft_expired' && mayRedraft) {
    return (
      <>
        {' '}
        <Button
          size="compact-xs"
          variant="light"
          loading={redraft.isPending}
          aria-label={`${text('enrolments.redraft')} : ${row.full_name}`}
          onClick={() => redraft.mutate({ path: { draft_id: row.ref }, body: { instruction: '' } })}
        >
          {text('enrolments.redraft')}
        </Button>
        {redraft.isError && <ProblemNote error={redraft.error} />}
      </>
    );
  }
  if (row.reason === 'draft_on_request' && mayRedraft) {
    return (
      <>
        {' '}
        <Button
          size="compact-xs"
          variant="light"
          loading={order.isPending}
          aria-label={`${text('enrolments.order')} : ${row.full_name}`}
          onClick={() =>
            order.mutate({ path: { campaign_id: campaignId, enrolment_id: row.enrolment_id } })
          }
        >
          {text('enrolments.order')}
        </Button>
        {order.isError && <ProblemNote error={order.error} />}
      </>
    );
  }
  if (row.reason === 'company_frozen' && mayRelease) {
    return (
      <>
        {' '}
        <Button
          size="compact-xs"
          variant="light"
          loading={release.isPending}
          aria-label={`${text('enrolments.release')} : ${row.full_name}`}
          onClick={() =>
            release.mutate({ path: { campaign_id: campaignId, enrolment_id: row.enrolment_id } })
          }
        >
          {text('enrolments.release')}
        </Button>
        {release.isError && <ProblemNote error={release.error} />}
      </>
    );
  }
  return null;
}
