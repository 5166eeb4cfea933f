import { Anchor, Stack, Text } from '@mantine/core';
import { IconBrandLinkedin, IconLock, IconMail, IconPhone } from '@tabler/icons-react';

import { type ContactPointView } from '@/api/generated/types.gen';
import { DotBadge, type Tone } from '@/components/ui/dot-badge';
import { Panel } from '@/components/ui/panel';
import { useText } from '@/i18n';
import { useDates } from '@/lib/dates';

import classes from './contact-points.module.css';

const signs = { email: IconMail, phone: IconPhone, linkedin: IconBrandLinkedin };

const tones: Partial<Record<string, Tone>> = {
  deliverable: 'good',
  high_probability: 'good',
  catch_all: 'attention',
  invalid: 'bad',
};

/** Every address with where it comes from and when (ENR-2). */
export function ContactPoints({ points }: { points: readonly ContactPointView[] }) {
  const text = useText('prospects');
  return (
    <Panel title={text('contactPoints')}>
      {points.length === 0 ? (
        <Text size="sm" c="dimmed">
          {text('noContactPoints')}
        </Text>
      ) : (
        <Stack component="ul" gap="sm" className={classes.points}>
          {points.map((point) => (
            <Point key={point.id} point={point} />
          ))}
        </Stack>
      )}
    </Panel>
  );
}

function Point({ point }: { point: ContactPointView }) {
  const text = useText('prospects');
  const dates = useDates();
  const Sign = signs[point.kind];
  const source = point.provider ?? text.orElse(`from_${point.source}`, point.source);
  return (
    <li className={classes.point}>
      <Sign
        size={17}
        stroke={1.6}
        className={classes.sign}
        aria-label={text(`kind_${point.kind}`)}
      />
      <div style={{ minWidth: 0 }}>
        {point.kind === 'linkedin' ? (
          <Anchor
            href={point.value}
            target="_blank"
            rel="noopener noreferrer"
            className={classes.value}
          >
            {point.value.replace(/^https:\/\/(www\.)?/, '')}
          </Anchor>
        ) : (
          <Text className={classes.value}>{point.value}</Text>
        )}
        <Text size="xs" c="dimmed">
          {[source, `${text('obtained')} ${dates.date(point.obtained_at)}`].join(' · ')}
          {point.verified_at !== null && ` · ${text('verified')} ${dates.date(point.verified_at)}`}
          {` · ${text(`confidence_${point.confidence}`)} · ${text(`freshness_${point.freshness}`)}`}
        </Text>
        {point.kind === 'email' && (
          <DotBadge tone={tones[point.status]}>
            {text.orElse(`emailStatus_${point.status}`, point.status)}
          </DotBadge>
        )}
        {point.locked && (
          <Text size="xs" c="dimmed">
            <IconLock size={12} aria-hidden style={{ verticalAlign: -1 }} /> {text('locked')}
          </Text>
        )}
      </div>
    </li>
  );
}
