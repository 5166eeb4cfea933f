import { Button, Group, Menu, Text } from '@mantine/core';
import { IconMailSearch, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';

import { ProblemNote } from '@/components/ui/problem-note';
import { type Stage, StageBadge, STAGES } from '@/components/ui/stage-badge';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import classes from './bulk-bar.module.css';
import { CampaignMenu } from './campaign-menu';
import { EnrichDialog } from './enrich-dialog';
import { EnrolResult } from './enrol-result';
import { useChangeProspects, useEnrol, useQuote } from './queries';
import { reasonsOf } from './refused';
import { SensitiveRefusal } from './sensitive-refusal';
import { TagMenu } from './tag-menu';

interface BulkBarProps {
  selected: ReadonlySet<string>;
  /** Of the people on screen, by id. */
  names: ReadonlyMap<string, string>;
  onClear: () => void;
  children?: ReactNode;
}

/** What may be done to many people at once; it stays in sight while the list scrolls. */
export function BulkBar({ selected, names, onClear, children }: BulkBarProps) {
  const text = useText('prospects');
  const change = useChangeProspects();
  const enrol = useEnrol();
  const quote = useQuote();
  const mayEnrol = useMay('campaigns:create');
  const mayEnrich = useMay('enrichment:run');
  const [isEnriching, setIsEnriching] = useState(false);
  const ids = [...selected];

  const moveTo = (stage: Stage) => change.mutate({ body: { ids, action: 'stage', value: stage } });
  const tag = (value: string) => change.mutate({ body: { ids, action: 'tag', value } });
  const askQuote = () => {
    setIsEnriching(true);
    quote.mutate({ body: { prospect_ids: ids, fields: ['work_email'] } });
  };

  return (
    <section aria-label={text('bulkBar')} className={classes.bar}>
      <Group gap="sm">
        <Text size="sm" fw={560} role="status">
          {text('selected', { count: ids.length })}
        </Text>
        {children}
        {mayEnrich && (
          <Button
            size="xs"
            leftSection={<IconMailSearch size={15} aria-hidden />}
            onClick={askQuote}
          >
            {text('findEmails')}
          </Button>
        )}
        {mayEnrol && (
          <CampaignMenu
            onChoose={(campaignId) =>
              enrol.mutate({ path: { campaign_id: campaignId }, body: { prospect_ids: ids } })
            }
            isPending={enrol.isPending}
          />
        )}
        <TagMenu onTag={tag} isPending={change.isPending} />
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
        {change.isSuccess && (
          <Text size="sm" c="dimmed" role="status">
            {text('changed', { count: change.data.changed })}
            {change.data.skipped.length > 0 &&
              ` · ${text('skipped', { count: change.data.skipped.length })}`}
          </Text>
        )}
      </Group>
      {change.isError && (
        <SensitiveRefusal
          error={change.error}
          texts={{ tag: change.variables.body.value }}
          onCleared={() => change.mutate(change.variables)}
        />
      )}
      {enrol.isError && <ProblemNote error={enrol.error} />}
      {enrol.isSuccess && (
        <EnrolResult
          enrolled={enrol.data.enrolled}
          refused={reasonsOf(enrol.data.refused, names)}
        />
      )}
      {isEnriching && (
        <EnrichDialog ids={ids} names={names} quote={quote} onClose={() => setIsEnriching(false)} />
      )}
    </section>
  );
}
