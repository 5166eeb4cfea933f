import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHandStop } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';

import { type StopView } from '@/api/generated/types.gen';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { useRestartSending, useStops } from './queries';
import classes from './stop-banner.module.css';

const ReasonDialog = lazy(async () => ({
  default: (await import('@/components/ui/reason-dialog')).ReasonDialog,
}));

/** One line for each stop that is on, with its reason; there until it is lifted. */
export function StopBanner() {
  const stops = useStops();
  return stops.data?.items.map((stop) => (
    <StopLine key={`${stop.scope} ${stop.target ?? ''}`} stop={stop} />
  ));
}

function StopLine({ stop }: { stop: StopView }) {
  const text = useText('sending');
  const [isAsking, asking] = useDisclosure(false);
  const restart = useRestartSending();
  const mayRestart = useMay('sending:restart') && stop.scope !== 'platform';
  return (
    <div className={classes.banner} role="status">
      <IconHandStop size={16} aria-hidden />
      <strong>{text.orElse(`stopped_${stop.scope}`, text('stopped_workspace'))}</strong>
      <span>
        « {stop.reason} »{stop.since !== null && ' · '}
        {stop.since !== null && <TimeText at={stop.since} />}
      </span>
      {mayRestart && (
        <Button size="compact-xs" variant="default" onClick={asking.open}>
          {text('restart')}
        </Button>
      )}
      <Suspense fallback={null}>
        {isAsking && (
          <ReasonDialog
            title={text('restartTitle')}
            confirm={text('restart')}
            isPending={restart.isPending}
            error={restart.error}
            onClose={asking.close}
            onConfirm={(reason) =>
              restart.mutate(
                { body: { scope: stop.scope, target: stop.target ?? '', reason } },
                { onSuccess: asking.close },
              )
            }
          >
            {text('restartText')}
          </ReasonDialog>
        )}
      </Suspense>
    </div>
  );
}
