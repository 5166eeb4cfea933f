import { Button, Group, Text, Tooltip } from '@mantine/core';

import { type DetailView, type ProspectCard } from '@/api/generated/types.gen';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { ifMatch } from '@/lib/api-client';
import { useDates } from '@/lib/dates';
import { useMay } from '@/lib/session';

import classes from './field-evidence.module.css';
import { useEditProspect } from './queries';

interface FieldEvidenceProps {
  card: ProspectCard;
  detail: DetailView;
}

/** A value with its evidence on hover and focus. */
export function Evidence({ detail }: { detail: DetailView }) {
  const text = useText('prospects');
  const dates = useDates();
  const source = detail.provider ?? text.orElse(`from_${detail.source}`, detail.source);
  const evidence = [
    `${text('source')} : ${source}`,
    `${text('seenOn')} ${dates.date(detail.observed_at)}`,
    text(`confidence_${detail.confidence}`),
    text(`freshness_${detail.freshness}`),
  ].join(' · ');
  return (
    <Tooltip
      label={evidence}
      multiline
      maw={320}
      events={{ hover: true, focus: true, touch: true }}
    >
      <button type="button" className={classes.value}>
        {detail.value}
      </button>
    </Tooltip>
  );
}

/** What contradicts a value is shown beside it. */
export function FieldEvidence({ card, detail }: FieldEvidenceProps) {
  return (
    <>
      <Evidence detail={detail} />
      {detail.rivals.length > 0 && <Rivals card={card} detail={detail} />}
    </>
  );
}

function Rivals({ card, detail }: FieldEvidenceProps) {
  const text = useText('prospects');
  const dates = useDates();
  const edit = useEditProspect();
  const mayWrite = useMay('prospects:write');
  const choose = (value: string) =>
    edit.mutate({
      path: { prospect_id: card.id },
      body: { [detail.field]: value },
      headers: ifMatch(card.version),
    });
  return (
    <div role="note" className={classes.rivals}>
      <Text size="xs" fw={560}>
        {text('contradiction')}
      </Text>
      {[{ value: detail.value, source: detail.source, observed_at: detail.observed_at }]
        .concat(detail.rivals)
        .map((one) => (
          <Group key={one.value} gap={6} wrap="nowrap" justify="space-between">
            <Text size="xs">
              « {one.value} » · {one.source}, {dates.date(one.observed_at)}
            </Text>
            {mayWrite && (
              <Button
                size="compact-xs"
                variant="subtle"
                loading={edit.isPending}
                aria-label={text('chooseValue', { value: one.value })}
                onClick={() => choose(one.value)}
              >
                {text('choose')}
              </Button>
            )}
          </Group>
        ))}
      {edit.isError && <ProblemNote error={edit.error} />}
    </div>
  );
}
