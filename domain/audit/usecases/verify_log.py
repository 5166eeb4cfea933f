from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.audit.errors import ChainBroken
from domain.audit.model import ChainCheck
from domain.audit.ports import AuditLog
from domain.shared.actor import Actor, Permission
from domain.shared.ids import WorkspaceId
from domain.shared.purpose import Purpose

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`broken_at` is the first number that does not fit; None when the log is whole."""

    workspace_id: WorkspaceId
    entries: int
    broken_at: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyLog:
    """Walk a workspace's log and say whether it is whole. An entry that was changed, removed,
    inserted or put elsewhere is named.
    """

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    log: AuditLog

    async def __call__(self, actor: Actor) -> Verdict:
        actor.require(Permission.AUDIT_READ)
        return await self._verify(actor.workspace_id)

    async def everything(self) -> Sequence[Verdict]:
        """Every workspace's log, for whoever runs the product."""
        return [await self._verify(one) for one in await self.log.workspaces()]

    async def _verify(self, workspace_id: WorkspaceId) -> Verdict:
        # The head is read first: what is written meanwhile comes after it.
        head, check = await self.log.head(workspace_id), ChainCheck()
        try:
            while check.seq < head.seq:
                wanted = min(_AT_ONCE, head.seq - check.seq)
                entries = await self.log.after(workspace_id, check.seq, wanted)
                if not entries:
                    break
                check.walk(entries)
            check.end(head)
        except ChainBroken as broken:
            return Verdict(
                workspace_id=workspace_id, entries=check.seq, broken_at=int(broken.detail)
            )
        return Verdict(workspace_id=workspace_id, entries=check.seq, broken_at=None)
