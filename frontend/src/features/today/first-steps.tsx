import { Button, Group, Progress, Text } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled, IconCircleDot } from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';

import { Panel } from '@/components/ui/panel';
import { CardsSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';

import classes from './first-steps.module.css';
import { usePath } from './queries';

type Name = 'Salesbook' | 'Prospects' | 'Mailbox' | 'Campaign' | 'Launch';

interface Step {
  name: Name;
  isDone: boolean;
  link: LinkProps;
}

/** The onboarding path (product.md 4.3): each step with its why; gone when all are done. */
export function FirstSteps() {
  const text = useText('today');
  const path = usePath();
  if (path.isPending) return <CardsSkeleton cards={1} height={150} />;
  // Without all four reads nobody can say what comes next; the other blocks say what failed.
  if (!path.isKnown) return null;

  const { salesbook, prospects, senders, campaigns } = path;
  const campaign = campaigns?.items[0];
  const steps: Step[] = [
    {
      name: 'Salesbook',
      isDone: (salesbook?.offers.length ?? 0) > 0 && (salesbook?.personas.length ?? 0) > 0,
      link: { to: '/salesbook' },
    },
    {
      name: 'Prospects',
      isDone: (prospects?.items.length ?? 0) > 0,
      link: { to: '/prospects/import' },
    },
    {
      name: 'Mailbox',
      isDone: senders?.items.some((one) => one.state === 'connected') ?? false,
      link: { to: '/settings/accounts' },
    },
    { name: 'Campaign', isDone: campaign !== undefined, link: { to: '/campaigns' } },
    {
      name: 'Launch',
      isDone: campaigns?.items.some((one) => one.state !== 'draft') ?? false,
      link: campaign
        ? { to: '/campaigns/$campaignId', params: { campaignId: campaign.id } }
        : { to: '/campaigns' },
    },
  ];
  const done = steps.filter((step) => step.isDone).length;
  if (done === steps.length) return null;
  const next = steps.find((step) => !step.isDone);

  return (
    <Panel
      title={text('path')}
      description={text('pathText', { count: done, total: steps.length })}
      actions={
        <Progress w={120} size={6} value={(100 * done) / steps.length} aria-label={text('path')} />
      }
    >
      <ol className={classes.steps}>
        {steps.map((step) => (
          <StepLine key={step.name} step={step} isNext={step === next} />
        ))}
      </ol>
    </Panel>
  );
}

function StepLine({ step, isNext }: { step: Step; isNext: boolean }) {
  const text = useText('today');
  const Sign = step.isDone ? IconCircleCheckFilled : isNext ? IconCircleDot : IconCircle;
  const says = step.isDone ? text('pathDone') : isNext ? text('pathNext') : undefined;
  return (
    <li
      className={classes.step}
      data-done={step.isDone || undefined}
      data-next={isNext || undefined}
    >
      <Sign
        size={20}
        className={classes.sign}
        aria-label={says}
        aria-hidden={says === undefined ? true : undefined}
      />
      <Group justify="space-between" gap="xs" flex={1}>
        <div>
          <Text fw={step.isDone ? 400 : 540}>{text(`path${step.name}`)}</Text>
          {isNext && (
            <Text size="sm" c="dimmed">
              {text(`path${step.name}Why`)}
            </Text>
          )}
        </div>
        {isNext && (
          <Button size="xs" renderRoot={(props) => <Link {...step.link} {...props} />}>
            {text(`path${step.name}Go`)}
          </Button>
        )}
      </Group>
    </li>
  );
}
