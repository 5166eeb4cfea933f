from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import ClassVar

from domain.audit.model import AuditEntry, AuditFilter
from domain.audit.ports import AuditLog
from domain.shared.actor import Actor, Permission
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLog:
    """Who did what in the workspace, newest first; filtered by `ref`, what concerns one thing: who
    ordered this send, who launched this campaign.
    """

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    log: AuditLog

    async def __call__(self, actor: Actor, ask: PageAsk, only: AuditFilter) -> Page[AuditEntry]:
        actor.require(Permission.AUDIT_READ)
        return await self.log.page(actor.workspace_id, ask, only)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportLog:
    """The whole log in order, with its hashes, so that anybody can check it."""

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    log: AuditLog

    def __call__(self, actor: Actor) -> AsyncIterator[AuditEntry]:
        actor.require(Permission.AUDIT_READ)
        return self._each(actor)

    async def _each(self, actor: Actor) -> AsyncIterator[AuditEntry]:
        seq = 0
        while entries := await self.log.after(actor.workspace_id, seq, _AT_ONCE):
            for entry in entries:
                yield entry
            seq = entries[-1].seq
