"""What `integrations` asks of other modules, answered by their objects."""

from dataclasses import dataclass

from domain.accounts.ports import Workspaces
from domain.shared.ids import WorkspaceId


@dataclass(frozen=True, slots=True)
class HeldWorkspaces:
    """Lets integrations ask whether a workspace is read-only."""

    workspaces: Workspaces

    async def is_held(self, workspace_id: WorkspaceId) -> bool:
        found = await self.workspaces.get(workspace_id)
        return found.closure_asked_at is not None or found.suspended_at is not None
