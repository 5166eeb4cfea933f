import { Button, Group, Menu, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';

import { type BulkChangeAsk } from '@/api/generated/types.gen';
import { OperationProgress } from '@/components/ui/operation-progress';
import { ProblemNote } from '@/components/ui/problem-note';
import { type Stage, StageBadge, STAGES } from '@/components/ui/stage-badge';
import { useText } from '@/i18n';
import { useOperation } from '@/lib/operations';
import { useMay } from '@/lib/session';

import classes from './bulk-bar.module.css';
import { CampaignMenu } from './campaign-menu';
import { EnrolResult } from './enrol-result';
import { matchingOf, type ProspectSearch } from './prospect-search';
import { useChangeMatching, useEnrolMatching } from './queries';
import { SensitiveRefusal } from './sensitive-refusal';
import { TagMenu } from './tag-menu';

interface MatchingBarProps {
  search: ProspectSearch;
  count: string;
  onClear: () => void;
}

/** One change for everybody the filters match, also on the pages not shown, in the background. */
export function MatchingBar({ search, count, onClear }: MatchingBarProps) {
  const text = useText('prospects');
  const change = useChangeMatching();
  const enrol = useEnrolMatching();
  const mayEnrol = useMay('campaigns:create');
  const [label, setLabel] = useState('');
  const start = (action: BulkChangeAsk['action'], value: string) => {
    setLabel(text('matchingRunning'));
    enrol.reset();
    change.mutate({ body: { ...matchingOf(search), action, value } });
  };
  const enrolIn = (campaignId: string, name: string) => {
    setLabel(text('enrolRunning', { name }));
    change.reset();
    enrol.mutate({ path: { campaign_id: campaignId }, body: matchingOf(search) });
  };
  const moveTo = (stage: Stage) => start('stage', stage);

  return (
    <section aria-label={text('bulkBar')} className={classes.bar}>
      <Group gap="sm">
        <Text size="sm" fw={560} role="status">
          {text('matchingAll', { count })}
        </Text>
        {mayEnrol && <CampaignMenu onChoose={enrolIn} isPending={enrol.isPending} />}
        <TagMenu onTag={(tag) => start('tag', tag)} isPending={change.isPending} />
        <Menu position="top-start" width={190}>
          <Menu.Target>
            <Button size="xs" variant="default" loading={change.isPending}>
              {text('changeStage')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {STAGES.map((stage) => (
              <Menu.Item key={stage} onClick={() => moveTo(stage)}>
                <StageBadge stage={stage} />
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          leftSection={<IconX size={14} aria-hidden />}
          onClick={onClear}
        >
          {text('unselect')}
        </Button>
      </Group>
      {change.isError && (
        <SensitiveRefusal
          error={change.error}
          texts={{ value: change.variables.body.value }}
          onCleared={() => change.mutate(change.variables)}
        />
      )}
      {enrol.isError && <ProblemNote error={enrol.error} />}
      {enrol.isSuccess && <EnrolProgress operationId={enrol.data.operation_id} label={label} />}
      {change.isSuccess && (
        <OperationProgress operationId={change.data.operation_id} label={label} />
      )}
    </section>
  );
}

const REFUSED = 'refused_';

function EnrolProgress({ operationId, label }: { operationId: string; label: string }) {
  const operation = useOperation(operationId);
  const { state, result = {} } = operation.data ?? {};
  return (
    <>
      <OperationProgress operationId={operationId} label={label} />
      {(state === 'done' || state === 'cancelled') && (
        <EnrolResult
          enrolled={result.changed ?? 0}
          refused={Object.entries(result)
            .filter(([name]) => name.startsWith(REFUSED))
            .map(([name, count]) => ({ code: name.slice(REFUSED.length), count, names: '' }))}
        />
      )}
    </>
  );
}
