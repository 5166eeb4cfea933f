import { Button, Skeleton, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

import { type CampaignView, type WhyNotView } from '@/api/generated/types.gen';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { Loading } from '@/components/ui/skeletons';
import { useNumber, useText } from '@/i18n';
import { useDates } from '@/lib/dates';
import { useBusinessNow } from '@/lib/session';

import classes from './campaigns.module.css';
import { FixLink } from './fix-link';
import { fixOf } from './fixes';
import { usePreflight, useSalesbook, useSenders, useWhyNot } from './queries';

export function Overview({ campaign }: { campaign: CampaignView }) {
  return (
    <div className={classes.columns}>
      <div className={classes.stack}>
        {campaign.state === 'draft' ? (
          <Checklist campaign={campaign} />
        ) : (
          <WhyNot campaign={campaign} />
        )}
        <People campaign={campaign} />
      </div>
      <About campaign={campaign} />
    </div>
  );
}

function Checklist({ campaign }: { campaign: CampaignView }) {
  const text = useText('campaigns');
  const preflight = usePreflight(campaign.id);

  const look = () => {
    if (preflight.isPending) return <LinesSkeleton />;
    if (preflight.isError) {
      return <ProblemNote error={preflight.error} onRetry={preflight.refetch} />;
    }
    const { missing } = preflight.data;
    if (missing.length === 0) {
      return (
        <Text className={classes.cardName}>
          <IconCircleCheck size={18} aria-hidden className={classes.ready} />
          {text('preflight.ready')}
        </Text>
      );
    }
    return (
      <>
        <Text size="sm" c="dimmed" mb={4}>
          {text('preflight.missing', { count: missing.length })}
        </Text>
        <ul className={classes.missing}>
          {missing.map(({ code, title, fix: advice }) => {
            const fix = fixOf(code);
            return (
              <li key={code}>
                <IconAlertTriangle size={17} aria-hidden className={classes.sign} />
                <div className={classes.missingTitle}>
                  <Text size="sm">{title}</Text>
                  <Text size="xs" c="dimmed">
                    {advice}
                  </Text>
                </div>
                {fix && (
                  <FixLink
                    fix={fix}
                    campaignId={campaign.id}
                    label={text('preflight.fix')}
                    fullLabel={text('preflight.fix.named', { title })}
                  />
                )}
              </li>
            );
          })}
        </ul>
      </>
    );
  };

  return <Panel title={text('preflight.title')}>{look()}</Panel>;
}

function LinesSkeleton() {
  return (
    <Loading>
      <Skeleton height={14} mb={12} width="70%" />
      <Skeleton height={14} mb={12} width="55%" />
      <Skeleton height={14} width="62%" />
    </Loading>
  );
}

/** The first reason and the next possible moment, then a count per reason (product.md 4.4). */
function WhyNot({ campaign }: { campaign: CampaignView }) {
  const text = useText('campaigns');
  const why = useWhyNot(campaign.id);
  const look = () => {
    if (why.isPending) return <LinesSkeleton />;
    if (why.isError) return <ProblemNote error={why.error} onRetry={why.refetch} />;
    return <Reasons why={why.data} campaignId={campaign.id} />;
  };
  return <Panel title={text('why.title')}>{look()}</Panel>;
}

function Reasons({ why, campaignId }: { why: WhyNotView; campaignId: string }) {
  const text = useText('campaigns');
  const dates = useDates();
  const number = useNumber();
  const now = useBusinessNow();
  return (
    <>
      <Text>
        {why.title || text('why.nothing')}
        {why.title && '.'}
        {why.next_at && ` ${text('why.next', { when: dates.instant(why.next_at, now) })}`}
      </Text>
      {why.counts.length > 0 && (
        <Table mt="sm" verticalSpacing={8}>
          <caption className={classes.hiddenCaption}>{text('why.caption')}</caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{text('why.reason')}</Table.Th>
              <Table.Th scope="col" ta="right">
                {text('why.count')}
              </Table.Th>
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {why.counts.map(({ code, title, count }) => {
              const fix = fixOf(code);
              return (
                <Table.Tr key={code}>
                  <Table.Th scope="row" fw={400}>
                    {title}
                  </Table.Th>
                  <Table.Td ta="right" className="tabular">
                    {number(count)}
                  </Table.Td>
                  <Table.Td ta="right">
                    {fix && (
                      <FixLink
                        fix={fix}
                        campaignId={campaignId}
                        label={text('why.fix')}
                        fullLabel={text('why.fix.named', { title })}
                      />
                    )}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      )}
    </>
  );
}

function People({ campaign }: { campaign: CampaignView }) {
  const text = useText('campaigns');
  const number = useNumber();
  const { counts } = campaign;
  return (
    <Panel title={text('counts.title')}>
      <dl className={classes.counts}>
        {(['enrolled', 'active', 'finished', 'stopped'] as const).map((name) => (
          <div key={name}>
            <dt>{text(`counts.${name}`)}</dt>
            <dd className="tabular">{number(counts[name])}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

/** Names come from the Salesbook and the senders; a dash stands for one that cannot be read. */
function About({ campaign }: { campaign: CampaignView }) {
  const text = useText('campaigns');
  const salesbook = useSalesbook();
  const senders = useSenders();
  const offer = salesbook.data?.offers.find(({ id }) => id === campaign.offer_id);
  const persona = salesbook.data?.personas.find(({ id }) => id === campaign.persona_id);
  const addressOf = (senderId: string | null) =>
    senderId === null
      ? text('about.none')
      : (senders.data?.items.find(({ id }) => id === senderId)?.display_name ?? '–');

  return (
    <Panel title={text('about.title')}>
      <dl className={classes.about}>
        <dt>{text('about.goal')}</dt>
        <dd>{campaign.goal}</dd>
        <dt>{text('about.offer')}</dt>
        <dd>{offer?.name ?? '–'}</dd>
        <dt>{text('about.persona')}</dt>
        <dd>{persona?.name ?? '–'}</dd>
        <dt>{text('about.mailbox')}</dt>
        <dd>{addressOf(campaign.mailbox_id)}</dd>
        <dt>{text('about.linkedin')}</dt>
        <dd>{addressOf(campaign.linkedin_id)}</dd>
        <dt>{text('about.mode')}</dt>
        <dd>{text.orElse(`mode.${campaign.mode}`, campaign.mode)}</dd>
      </dl>
      {campaign.state !== 'draft' && (
        <Button
          mt="md"
          variant="default"
          size="xs"
          renderRoot={(props) => (
            <Link {...props} to="/review" search={{ campaign: campaign.id }} />
          )}
        >
          {text('about.review')}
        </Button>
      )}
    </Panel>
  );
}
