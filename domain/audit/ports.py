"""What the audit log needs from the outside."""

from collections.abc import Sequence
from typing import Protocol

from domain.audit.model import AuditEntry, AuditFilter, ChainHead
from domain.shared.ids import WorkspaceId
from domain.shared.page import Page, PageAsk


class AuditLog(Protocol):
    """Append-only: there is no way to change or remove an entry."""

    async def head(self, workspace_id: WorkspaceId) -> ChainHead:
        """Where the log stands; a fresh head at number 0 when nothing was written."""
        ...

    async def append(self, before: int, head: ChainHead, entries: Sequence[AuditEntry]) -> None:
        """Store the entries and the head that follows number `before`, in the running
        transaction. Raise StaleWrite when another entry took the place.
        """
        ...

    async def after(self, workspace_id: WorkspaceId, seq: int, limit: int) -> Sequence[AuditEntry]:
        """Entries beyond a number, in order."""
        ...

    async def page(
        self, workspace_id: WorkspaceId, ask: PageAsk, only: AuditFilter
    ) -> Page[AuditEntry]:
        """Newest first; those that pass the filter."""
        ...

    async def workspaces(self) -> Sequence[WorkspaceId]:
        """Every workspace that has a log: verifying has no workspace."""
        ...
