"""The step that keeps signing secrets sealed to their endpoint."""

from dataclasses import dataclass

from domain.shared.ids import HookId, WorkspaceId
from domain.shared.tokens import FieldCipher


@dataclass(frozen=True, slots=True, kw_only=True)
class HookSeal:
    cipher: FieldCipher

    def close(self, workspace_id: WorkspaceId, hook_id: HookId, secret: str) -> str:
        return self.cipher.encrypt(secret, place=f"hooks|{workspace_id}|{hook_id}|secret")

    def open(self, workspace_id: WorkspaceId, hook_id: HookId, sealed: str) -> str:
        return self.cipher.decrypt(sealed, place=f"hooks|{workspace_id}|{hook_id}|secret")
