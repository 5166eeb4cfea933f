"""The step that keeps signing secrets sealed to their endpoint."""

from dataclasses import dataclass

from domain.shared.ids import HookId, WorkspaceId
from domain.shared.tokens import WorkspaceCipher


@dataclass(frozen=True, slots=True, kw_only=True)
class HookSeal:
    cipher: WorkspaceCipher

    async def close(self, workspace_id: WorkspaceId, hook_id: HookId, secret: str) -> str:
        return await self.cipher.encrypt(
            workspace_id, secret, place=f"hooks|{workspace_id}|{hook_id}|secret"
        )

    async def open(self, workspace_id: WorkspaceId, hook_id: HookId, sealed: str) -> str:
        return await self.cipher.decrypt(
            workspace_id, sealed, place=f"hooks|{workspace_id}|{hook_id}|secret"
        )
