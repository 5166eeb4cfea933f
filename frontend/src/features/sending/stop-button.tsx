import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHandStop } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';

import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { useStops } from './queries';

const StopDialog = lazy(async () => ({
  default: (await import('./stop-dialog')).StopDialog,
}));

/** STOP, on every screen: nothing of what is chosen leaves any more (product.md AUT-8). */
export function StopButton() {
  const text = useText('sending');
  const [isAsking, asking] = useDisclosure(false);
  const mayStop = useMay('sending:stop');
  const stops = useStops();
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
      <Suspense fallback={null}>{isAsking && <StopDialog onClose={asking.close} />}</Suspense>
    </>
  );
}
