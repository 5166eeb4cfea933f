import { Button, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';

import { type CampaignView, type Level, type StepLevelView } from '@/api/generated/types.gen';
import { useAnnounce } from '@/components/ui/announce';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { type Column, DataTable } from '@/components/ui/data-table';
import { DotBadge, type Tone } from '@/components/ui/dot-badge';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import classes from './campaigns.module.css';
import { useChooseLevel, useLevels } from './queries';

const LADDER: readonly Level[] = [
  'manual',
  'copilot',
  'copilot_batch',
  'autopilot_sampled',
  'autopilot',
];
const tones: Record<Level, Tone> = {
  manual: 'neutral',
  copilot: 'neutral',
  copilot_batch: 'accent',
  autopilot_sampled: 'good',
  autopilot: 'good',
};

/** The level of each step, what was seen of it, and what the next one asks for (AUT-2). */
export function LevelsPart({ campaign }: { campaign: CampaignView }) {
  const text = useText('autopilot');
  const levels = useLevels(campaign.id);
  const look = () => {
    if (levels.isPending) return <TableSkeleton rows={3} />;
    if (levels.isError) return <ProblemNote error={levels.error} onRetry={levels.refetch} />;
    if (levels.data.items.length === 0) {
      return (
        <Text c="dimmed" p="md">
          {text('level.empty')}
        </Text>
      );
    }
    return <Levels campaignId={campaign.id} levels={levels.data.items} />;
  };
  return (
    <Panel title={text('level.title')} description={text('level.text')} flush>
      {look()}
    </Panel>
  );
}

function useStepName() {
  const text = useText('autopilot');
  const campaigns = useText('campaigns');
  return ({ step_index: index, kind }: StepLevelView) =>
    text('level.step.value', {
      number: index + 1,
      kind: campaigns.orElse(`sequence.kind.${kind}`, kind),
    });
}

function Levels({ campaignId, levels }: { campaignId: string; levels: readonly StepLevelView[] }) {
  const text = useText('autopilot');
  const nameOf = useStepName();
  const mayChoose = useMay('mandates:sign');
  const [chosen, setChosen] = useState<StepLevelView | null>(null);
  const columns: Column<StepLevelView>[] = [
    { key: 'step', header: text('level.step'), cell: nameOf },
    { key: 'level', header: text('level.level'), cell: (row) => <LevelNow step={row} /> },
    { key: 'seen', header: text('level.evidence'), cell: (row) => <Seen step={row} />, from: 'sm' },
    { key: 'next', header: text('level.next'), cell: (row) => <Lacking step={row} /> },
  ];
  if (mayChoose) {
    columns.push({
      key: 'change',
      header: '',
      align: 'right',
      cell: (row) => (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={text('level.change.named', { step: nameOf(row) })}
          onClick={() => setChosen(row)}
        >
          {text('level.change')}
        </Button>
      ),
    });
  }
  return (
    <>
      <DataTable
        caption={text('level.title')}
        columns={columns}
        rows={levels}
        keyOf={(row) => row.step_id}
        nameOf={nameOf}
      />
      {chosen && (
        <LevelDialog
          campaignId={campaignId}
          step={chosen}
          name={nameOf(chosen)}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  );
}

function LevelNow({ step }: { step: StepLevelView }) {
  const text = useText('autopilot');
  return (
    <>
      <DotBadge tone={tones[step.level]}>{text(`name.${step.level}`)}</DotBadge>
      {step.since !== null && (
        <Text size="xs" c="dimmed">
          {text('level.since')} <TimeText at={step.since} shape="date" />
        </Text>
      )}
      {step.reason !== '' && (
        <Text size="xs">{text.orElse(`lost.${step.reason}`, step.reason)}</Text>
      )}
    </>
  );
}

function Seen({ step: { evidence, level } }: { step: StepLevelView }) {
  const text = useText('autopilot');
  const isAlone = level === 'autopilot_sampled' || level === 'autopilot';
  return (
    <>
      <Text size="sm">
        {text('seen.reviewed', { count: evidence.reviewed, unedited: evidence.unedited })}
      </Text>
      {isAlone && (
        <Text size="sm">
          {text('seen.alone', { count: evidence.sent_alone })} ·{' '}
          {text('seen.samples', { count: evidence.samples, unedited: evidence.samples_unedited })}
        </Text>
      )}
    </>
  );
}

const percent = (part: number, whole: number) =>
  whole === 0 ? 0 : Math.floor((100 * part) / whole);

function Lacking({ step }: { step: StepLevelView }) {
  const text = useText('autopilot');
  const { evidence, needs, level, proposed } = step;
  if (needs === null) return text(level === 'autopilot' ? 'level.top' : 'level.free');
  if (proposed !== null) return text('level.proposed', { level: text(`name.${proposed}`) });
  const isSampled = level === 'autopilot_sampled';
  const share = isSampled
    ? percent(evidence.samples_unedited, evidence.samples)
    : percent(evidence.unedited, evidence.reviewed);
  const says = (code: string) => {
    if (code === 'more-reviews') {
      return text('lacking.more-reviews', { seen: evidence.reviewed, needed: needs.reviewed });
    }
    if (code === 'more-sends') {
      return text('lacking.more-sends', { seen: evidence.sent_alone, needed: needs.sent_alone });
    }
    if (code === 'more-unedited') {
      return text('lacking.more-unedited', { seen: share, needed: needs.unedited_percent });
    }
    return text.orElse(`lacking.${code}`, code);
  };
  return (
    <ul className={classes.refused}>
      {step.lacking.map((code) => (
        <li key={code}>{says(code)}</li>
      ))}
    </ul>
  );
}

interface LevelDialogProps {
  campaignId: string;
  step: StepLevelView;
  name: string;
  onClose: () => void;
}

/** Any lower level, or the next one once it is earned. */
function LevelDialog({ campaignId, step, name, onClose }: LevelDialogProps) {
  const text = useText('autopilot');
  const announce = useAnnounce();
  const choose = useChooseLevel(campaignId);
  const [level, setLevel] = useState<Level>(step.level);
  const mayTake = (one: Level) =>
    LADDER.indexOf(one) <= LADDER.indexOf(step.level) || one === step.proposed;
  return (
    <ConfirmDialog
      opened
      title={name}
      confirm={text('level.save')}
      isPending={choose.isPending}
      error={choose.error}
      onConfirm={() =>
        choose.mutate(
          { path: { campaign_id: campaignId, step_id: step.step_id }, body: { level } },
          {
            onSuccess: () => {
              announce(text('level.changed'));
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <Radio.Group
        label={text('level.dialog')}
        value={level}
        onChange={(chosen) => setLevel(LADDER.find((one) => one === chosen) ?? step.level)}
      >
        <Stack gap="sm" mt="xs">
          {LADDER.map((one) => (
            <Radio
              key={one}
              value={one}
              disabled={!mayTake(one)}
              label={text(`name.${one}`)}
              description={mayTake(one) ? text(`says.${one}`) : text('level.notYet')}
            />
          ))}
        </Stack>
      </Radio.Group>
    </ConfirmDialog>
  );
}
