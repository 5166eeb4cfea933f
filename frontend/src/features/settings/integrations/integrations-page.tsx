import { Stack } from '@mantine/core';

import { HooksPanel } from './hooks-panel';
import { KeysPanel } from './keys-panel';

export function IntegrationsPage() {
  return (
    <Stack gap="lg">
      <KeysPanel />
      <HooksPanel />
    </Stack>
  );
}
