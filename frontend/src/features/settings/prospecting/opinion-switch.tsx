import { Switch, Text } from '@mantine/core';

import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { Loading } from '@/components/ui/skeletons';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { useScoreRules, useSetScoreRules } from './queries';

/** A model's opinion in scores: off until an administrator allows it (SCO-1). */
export function OpinionSwitch() {
  const text = useText('settings');
  const maySet = useMay('models:set');
  const rules = useScoreRules();
  const set = useSetScoreRules();
  return (
    <Panel title={text('opinions')}>
      <Text size="sm" mb="sm">
        {text('opinionsText')}
      </Text>
      {rules.isPending && <Loading>{null}</Loading>}
      {rules.isError && <ProblemNote error={rules.error} onRetry={rules.refetch} />}
      {rules.isSuccess && (
        <Switch
          label={text('opinionsAllow')}
          disabled={!maySet || set.isPending}
          checked={rules.data.model_opinions}
          onChange={(event) =>
            set.mutate({ body: { model_opinions: event.currentTarget.checked } })
          }
        />
      )}
      {!maySet && (
        <Text size="sm" c="dimmed" mt="xs">
          {text('opinionsWho')}
        </Text>
      )}
      {set.isError && <ProblemNote error={set.error} />}
    </Panel>
  );
}
