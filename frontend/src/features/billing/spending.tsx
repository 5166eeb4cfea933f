import { Button, Group, NumberInput, Select, Stack, Switch, Text } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';

import { type CapsBody, type PackView, type SpendingView } from '@/api/generated/types.gen';
import { useAnnounce } from '@/components/ui/announce';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { CardsSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { useSetSpendingRules, useSpendingRules } from './queries';

const WINDOWS = ['day', 'week', 'month'] as const;

/** Caps and the automatic top-up (BIL-6). */
export function Spending({ packs }: { packs: readonly PackView[] }) {
  const text = useText('billing');
  const rules = useSpendingRules();
  return (
    <Panel title={text('spending')} description={text('spendingText')}>
      {rules.isPending ? (
        <CardsSkeleton cards={1} height={160} />
      ) : rules.isError ? (
        <ProblemNote error={rules.error} onRetry={rules.refetch} />
      ) : (
        <SpendingForm key={rules.data.version} rules={rules.data} packs={packs} />
      )}
    </Panel>
  );
}

function SpendingForm({ rules, packs }: { rules: SpendingView; packs: readonly PackView[] }) {
  const text = useText('billing');
  const common = useText('common');
  const mayEdit = useMay('spending:edit');
  const mayPay = useMay('billing:manage');
  const [values, setValues] = useState(rules);
  const set = useSetSpendingRules();
  const announce = useAnnounce();
  const { top_up: topUp } = values;

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    const { workspace, member, top_up } = values;
    set.save({ workspace, member, top_up }, rules.version, () => announce(text('spendingSaved')));
  };
  const onTopUp = (change: Partial<typeof topUp>) =>
    setValues((before) => ({ ...before, top_up: { ...before.top_up, ...change } }));

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack maw={620}>
        <CapFields
          legend={text('workspaceCaps')}
          caps={values.workspace}
          isOff={!mayEdit}
          onChange={(workspace) => setValues((before) => ({ ...before, workspace }))}
        />
        <CapFields
          legend={text('memberCaps')}
          caps={values.member}
          isOff={!mayEdit}
          onChange={(member) => setValues((before) => ({ ...before, member }))}
        />
        <Switch
          label={text('topUp')}
          description={text('topUpText')}
          checked={topUp.enabled}
          disabled={!mayPay}
          onChange={(event) => onTopUp({ enabled: event.currentTarget.checked })}
        />
        {topUp.enabled && (
          <Group grow align="flex-start" preventGrowOverflow={false}>
            <Select
              label={text('topUpPack')}
              allowDeselect={false}
              disabled={!mayPay}
              value={topUp.pack}
              onChange={(pack) => pack !== null && onTopUp({ pack })}
              data={packs.map((pack) => ({
                value: pack.lookup_key,
                label: text('packName', { count: pack.credits }),
              }))}
            />
            <NumberInput
              label={text('topUpBelow')}
              min={1}
              disabled={!mayPay}
              value={topUp.below}
              onChange={(value) => onTopUp({ below: Number(value) || 1 })}
            />
            <NumberInput
              label={text('topUpMost')}
              suffix=" €"
              min={0}
              allowDecimal={false}
              disabled={!mayPay}
              value={topUp.monthly_limit_minor / 100}
              onChange={(value) => onTopUp({ monthly_limit_minor: 100 * (Number(value) || 0) })}
            />
          </Group>
        )}
        {set.isError && <ProblemNote error={set.error} />}
        {mayEdit && (
          <Group>
            <Button type="submit" loading={set.isPending}>
              {common('save')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}

interface CapFieldsProps {
  legend: string;
  caps: CapsBody;
  isOff: boolean;
  onChange: (caps: CapsBody) => void;
}

function CapFields({ legend, caps, isOff, onChange }: CapFieldsProps) {
  const text = useText('billing');
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <Text component="legend" size="sm" fw={560} mb={4}>
        {legend}
      </Text>
      <Group grow align="flex-start" preventGrowOverflow={false}>
        {WINDOWS.map((window) => (
          <NumberInput
            key={window}
            label={text(`cap_${window}`)}
            placeholder={text('noCap')}
            min={1}
            allowDecimal={false}
            disabled={isOff}
            value={caps[window] ?? ''}
            onChange={(value) =>
              onChange({ ...caps, [window]: value === '' ? null : Number(value) })
            }
          />
        ))}
      </Group>
    </fieldset>
  );
}
