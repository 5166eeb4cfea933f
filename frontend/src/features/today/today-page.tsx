import { Grid, Stack } from '@mantine/core';

import { PageHeader } from '@/components/ui/page-header';
import { useText } from '@/i18n';
import { useDates } from '@/lib/dates';
import { useBusinessNow, useMay, useSession } from '@/lib/session';

import { DayFigures } from './day-figures';
import { DayPlan } from './day-plan';
import { FirstSteps } from './first-steps';
import { LatestReplies } from './latest-replies';
import { LiaReminders } from './lia-reminders';
import { MandateReminders } from './mandate-reminders';
import { WaitingDrafts } from './waiting-drafts';

/** What needs a person today. Each block reads and fails alone. */
export function TodayPage() {
  const text = useText('today');
  const dates = useDates();
  const { user } = useSession();
  const now = useBusinessNow();
  const maySeeDrafts = useMay('drafts:read');

  return (
    <>
      <PageHeader
        title={text('hello', { name: user.first_name })}
        description={dates.long(now).replace(/,[^,]*$/, '')}
      />
      {maySeeDrafts && (
        <Stack gap="lg">
          <FirstSteps />
          <MandateReminders />
          <LiaReminders />
          <DayFigures />
          <Grid gap="lg">
            <Grid.Col span={{ base: 12, md: 6 }}>
              <WaitingDrafts />
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 6 }}>
              <LatestReplies />
            </Grid.Col>
          </Grid>
          <DayPlan />
        </Stack>
      )}
    </>
  );
}
