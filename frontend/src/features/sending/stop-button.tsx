import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHandStop } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';

import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { useStops, useStopSending } from './queries';

const ReasonDialog = lazy(async () => ({
  default: (await import('@/components/ui/reason-dialog')).ReasonDialog,
}));

/** STOP, on every screen: nothing leaves the workspace any more (product.md AUT-8). */
export function StopButton() {
  const text = useText('sending');
  const [isAsking, asking] = useDisclosure(false);
  const mayStop = useMay('sending:stop');
  const stops = useStops();
  const stop = useStopSending();
  const isStopped = stops.data?.items.some((one) => one.scope === 'workspace') ?? false;

  if (!mayStop || isStopped) return null;
  return (
    <>
      <Button
        size="xs"
        color="red"
        variant="light"
        fullWidth
        leftSection={<IconHandStop size={15} aria-hidden />}
        onClick={asking.open}
      >
        {text('stop')}
      </Button>
      <Suspense fallback={null}>
        {isAsking && (
          <ReasonDialog
            title={text('stopTitle')}
            confirm={text('stopConfirm')}
            isDangerous
            isPending={stop.isPending}
            error={stop.error}
            onClose={asking.close}
            onConfirm={(reason) =>
              stop.mutate({ body: { scope: 'workspace', reason } }, { onSuccess: asking.close })
            }
          >
            {text('stopText')}
          </ReasonDialog>
        )}
      </Suspense>
    </>
  );
}
