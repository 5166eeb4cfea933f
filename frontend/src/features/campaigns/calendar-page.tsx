import { ActionIcon, Button, Checkbox, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';

import { type August, type CalendarView } from '@/api/generated/types.gen';
import { useAnnounce } from '@/components/ui/announce';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { PageSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';
import { ifMatch } from '@/lib/api-client';
import { faultOf } from '@/lib/problem';
import { useMay } from '@/lib/session';

import { useCalendar, useSetCalendar } from './queries';
import { RuleHistory } from './rule-history';

const AUGUSTS: readonly August[] = ['unchanged', 'reduced', 'suspended'];

/** Days on which the workspace writes to nobody, beside the public holidays. */
export function CalendarPage() {
  const calendar = useCalendar();
  if (calendar.isPending) return <PageSkeleton />;
  if (calendar.isError) return <ProblemNote error={calendar.error} onRetry={calendar.refetch} />;
  return (
    <Stack>
      <CalendarForm key={calendar.data.version} calendar={calendar.data} />
      <RuleHistory />
    </Stack>
  );
}

function CalendarForm({ calendar }: { calendar: CalendarView }) {
  const text = useText('campaigns');
  const mayEdit = useMay('limits:set');
  const announce = useAnnounce();
  const save = useSetCalendar();
  const [closures, setClosures] = useState(() =>
    calendar.closures.map((one) => ({ ...one, key: `${one.first}:${one.last}:${one.label}` })),
  );
  const [bridges, setBridges] = useState(calendar.bridges_closed);
  const [yearEnd, setYearEnd] = useState(calendar.year_end_closed);
  const [august, setAugust] = useState<August>(
    AUGUSTS.find((one) => one === calendar.august) ?? 'reduced',
  );
  const change = (key: string, changed: Partial<(typeof closures)[number]>) =>
    setClosures(closures.map((one) => (one.key === key ? { ...one, ...changed } : one)));

  return (
    <Panel title={text('calendar.title')} description={text('calendar.text')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(
            {
              headers: ifMatch(calendar.version),
              body: {
                closures: closures.map(({ first, last, label }) => ({ first, last, label })),
                bridges_closed: bridges,
                year_end_closed: yearEnd,
                august,
              },
            },
            { onSuccess: () => announce(text('calendar.saved')) },
          );
        }}
      >
        <Stack maw={640} gap="md">
          <Checkbox
            label={text('calendar.yearEnd')}
            disabled={!mayEdit}
            checked={yearEnd}
            onChange={(event) => setYearEnd(event.currentTarget.checked)}
          />
          <Checkbox
            label={text('calendar.bridges')}
            description={text('calendar.bridges.hint')}
            disabled={!mayEdit}
            checked={bridges}
            onChange={(event) => setBridges(event.currentTarget.checked)}
          />
          <Select
            label={text('calendar.august')}
            allowDeselect={false}
            disabled={!mayEdit}
            data={AUGUSTS.map((one) => ({ value: one, label: text(`calendar.august.${one}`) }))}
            value={august}
            onChange={(chosen) => setAugust(AUGUSTS.find((one) => one === chosen) ?? august)}
          />
          <Text fw={560}>{text('calendar.closures')}</Text>
          {closures.length === 0 && (
            <Text size="sm" c="dimmed">
              {text('calendar.closures.none')}
            </Text>
          )}
          {closures.map((one, place) => (
            <Group key={one.key} align="end" gap="xs" wrap="wrap">
              <TextInput
                type="date"
                label={text('calendar.first')}
                disabled={!mayEdit}
                value={one.first}
                error={faultOf(save.error, `closures/${place}/first`)}
                onChange={(event) => change(one.key, { first: event.currentTarget.value })}
              />
              <TextInput
                type="date"
                label={text('calendar.last')}
                disabled={!mayEdit}
                value={one.last}
                error={faultOf(save.error, `closures/${place}/last`)}
                onChange={(event) => change(one.key, { last: event.currentTarget.value })}
              />
              <TextInput
                label={text('calendar.label')}
                disabled={!mayEdit}
                maxLength={200}
                value={one.label}
                onChange={(event) => change(one.key, { label: event.currentTarget.value })}
              />
              {mayEdit && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="lg"
                  aria-label={text('calendar.remove', { number: place + 1 })}
                  onClick={() => setClosures(closures.filter(({ key }) => key !== one.key))}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              )}
            </Group>
          ))}
          {save.isError && <ProblemNote error={save.error} />}
          {mayEdit ? (
            <Group gap="xs">
              <Button
                variant="default"
                leftSection={<IconPlus size={16} aria-hidden />}
                onClick={() =>
                  setClosures([
                    ...closures,
                    { key: crypto.randomUUID(), first: '', last: '', label: '' },
                  ])
                }
              >
                {text('calendar.add')}
              </Button>
              <Button type="submit" loading={save.isPending}>
                {text('calendar.save')}
              </Button>
            </Group>
          ) : (
            <Text size="sm" c="dimmed">
              {text('readonly')}
            </Text>
          )}
        </Stack>
      </form>
    </Panel>
  );
}
