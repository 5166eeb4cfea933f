import { Button, Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core';

import { type NoticeMail, type NoticeMailAsk } from '@/api/generated/types.gen';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';

import classes from './notifications.module.css';
import { useChooseMail, useNoticeMail } from './queries';

const PACES = ['at_once', 'daily', 'never'] as const;

/** What the person is written to about by e-mail, and when (NOT-1). */
export function MailChoice() {
  const text = useText('notifications');
  const mail = useNoticeMail();
  const choose = useChooseMail();
  if (mail.isError) return <ProblemNote error={mail.error} onRetry={mail.refetch} />;
  if (!mail.isSuccess) return null;
  const now = mail.data;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const save = (changes: Partial<NoticeMailAsk>) =>
    choose.mutate({ body: { ...asked(now), ...changes } });
  return (
    <Panel title={text('mail')} description={text('mailText')}>
      <Stack gap="md">
        <Stack gap="xs" component="fieldset" className={classes.choice}>
          {now.kinds.map((one) => (
            <NativeSelect
              key={one.kind}
              label={text(`kind_${one.kind}`)}
              description={one.duty ? text('mailDuty') : undefined}
              value={one.pace}
              disabled={one.duty || choose.isPending}
              data={PACES.map((pace) => ({ value: pace, label: text(`pace_${pace}`) }))}
              onChange={(event) => {
                const pace = PACES.find((known) => known === event.currentTarget.value);
                const rest = asked(now).kinds.filter((other) => other.kind !== one.kind);
                if (pace !== undefined) save({ kinds: [...rest, { kind: one.kind, pace }] });
              }}
            />
          ))}
        </Stack>
        <Stack gap="xs" component="fieldset" className={classes.choice}>
          <Text component="legend" size="sm" fw={560}>
            {text('morning')}
          </Text>
          {now.parts.map((one) => (
            <Checkbox
              key={one.part}
              label={text(`part_${one.part}`)}
              checked={one.wanted}
              disabled={choose.isPending}
              onChange={(event) => {
                const rest = asked(now).unwanted_parts.filter((other) => other !== one.part);
                save({ unwanted_parts: event.currentTarget.checked ? rest : [...rest, one.part] });
              }}
            />
          ))}
        </Stack>
        <Group gap="sm">
          <Text size="sm">{text('zone', { zone: now.zone })}</Text>
          {here !== now.zone && (
            <Button
              size="xs"
              variant="default"
              loading={choose.isPending}
              onClick={() => save({ zone: here })}
            >
              {text('zoneHere', { zone: here })}
            </Button>
          )}
        </Group>
        {choose.isError && <ProblemNote error={choose.error} />}
      </Stack>
    </Panel>
  );
}

/** The choice on screen as the answer to send back. */
function asked(mail: NoticeMail): NoticeMailAsk {
  return {
    zone: mail.zone,
    kinds: mail.kinds.filter((one) => !one.duty).map(({ kind, pace }) => ({ kind, pace })),
    unwanted_parts: mail.parts.filter((one) => !one.wanted).map((one) => one.part),
  };
}
