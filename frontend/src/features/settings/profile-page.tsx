import { Button, Group, Stack } from '@mantine/core';

import { Facts } from '@/components/ui/facts';
import { Panel } from '@/components/ui/panel';
import { useText } from '@/i18n';
import { useSession } from '@/lib/session';

export function ProfilePage() {
  const text = useText('settings');
  const shell = useText('shell');
  const { user, role, workspace } = useSession();
  return (
    <Stack maw={640}>
      <Panel title={text('identity')}>
        <Facts
          facts={[
            { label: text('name'), value: `${user.first_name} ${user.last_name}` },
            { label: text('email'), value: user.email },
            { label: text('role'), value: shell.orElse(`role_${role}`, role) },
            { label: text('workspace'), value: workspace.name },
          ]}
        />
      </Panel>
      <Panel title={text('ownData')} description={text('ownDataText')}>
        <Group>
          <Button component="a" variant="default" href="/api/v1/me/data" download="leo-moi.json">
            {text('ownDataTake')}
          </Button>
        </Group>
      </Panel>
    </Stack>
  );
}
