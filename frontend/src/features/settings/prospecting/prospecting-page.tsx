import { Stack } from '@mantine/core';

import { useMay } from '@/lib/session';

import { CapPanel } from './cap-panel';
import { ClearedTexts } from './cleared-texts';
import { OpinionSwitch } from './opinion-switch';
import { ProviderOrder } from './provider-order';

/** What holds for everybody's work on prospects in this workspace. */
export function ProspectingPage() {
  const mayEnrich = useMay('enrichment:run');
  return (
    <Stack maw={720}>
      {mayEnrich && <CapPanel />}
      {mayEnrich && <ProviderOrder />}
      <OpinionSwitch />
      <ClearedTexts />
    </Stack>
  );
}
