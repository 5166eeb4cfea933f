import { Menu } from '@mantine/core';
import { IconBuilding } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';

import { useText } from '@/i18n';

import { useSwitchWorkspace, useWorkspaces } from './queries';

/** The other workspaces of the same person; nothing for who has one only. */
export function WorkspaceChoice() {
  const text = useText('shell');
  const workspaces = useWorkspaces();
  const navigate = useNavigate();
  const change = useSwitchWorkspace();
  const others = workspaces.data?.items.filter((one) => !one.is_current) ?? [];
  if (others.length === 0) return null;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{text('otherWorkspaces')}</Menu.Label>
      {others.map((one) => (
        <Menu.Item
          key={one.id}
          leftSection={<IconBuilding size={16} aria-hidden />}
          onClick={() =>
            change.mutate(
              { body: { workspace_id: one.id } },
              { onSuccess: () => navigate({ to: '/' }) },
            )
          }
        >
          {one.name}
        </Menu.Item>
      ))}
    </>
  );
}
