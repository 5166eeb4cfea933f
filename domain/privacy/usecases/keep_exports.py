"""See KeepExports."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.privacy.errors import ExportNotFound, ExportNotPossible, WorkspacePurged
from domain.privacy.events import ExportMade, ExportTaken
from domain.privacy.model.documents import DocumentSlug
from domain.privacy.model.exports import Export, ExportFormat, ExportScope
from domain.privacy.model.objection_key import objection_key
from domain.privacy.ports import (
    AuditPacks,
    ClosedWorkspaces,
    Documents,
    Exports,
    ExportSource,
    TableWriter,
    WorkspaceStores,
)
from domain.shared.actor import Actor, Permission
from domain.shared.blobs import BlobNotFound, BlobStore
from domain.shared.clock import Clock
from domain.shared.ids import BlobId, NewId, OperationId, ProspectId, WorkspaceId
from domain.shared.operations import Operation, OperationQueued, Operations, OperationState
from domain.shared.outbox import Outbox
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose
from domain.shared.tokens import IdentityHasher, Sealer
from domain.shared.transaction import Transaction

KIND = "export"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportLink:
    token: str
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepExports:
    """Hand a workspace its data, with a receipt of who took what for which purpose
    (obligations 132 to 134, 147).

    The file is made by an operation and lives two days; a link to it opens for ten minutes and
    needs no session. From then on the client alone answers for it, and says so beforehand.
    """

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    exports: Exports
    source: ExportSource
    writer: TableWriter
    stores: WorkspaceStores
    packs: AuditPacks
    closed: ClosedWorkspaces
    documents: Documents
    blobs: BlobStore
    operations: Operations
    sealer: Sealer
    hasher: IdentityHasher
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    new_id: NewId

    async def order(
        self,
        actor: Actor,
        scope: ExportScope,
        format_: ExportFormat,
        *,
        reason: str,
        acknowledged: bool,
        with_objectors: bool = False,
    ) -> Export:
        """Raise ExportNotPossible for a format the scope does not have, without a purpose, or
        without the acknowledgement.
        """
        actor.require(Permission.EXPORTS_CREATE)
        fits = scope.is_archive == (format_ is ExportFormat.ZIP)
        if not acknowledged or not reason.strip() or not fits:
            raise ExportNotPossible
        notice = await self.documents.current(DocumentSlug.POLICY)
        now = self.wall.now()
        operation_id = OperationId(self.new_id())
        export = Export(
            id=self.new_id(),
            workspace_id=actor.workspace_id,
            scope=scope,
            format=format_,
            purpose=reason.strip(),
            ordered_by=actor.user_id,
            asked_at=now,
            as_of=self.clock.now(),
            operation_id=operation_id,
            notice_version=notice.version,
            with_objectors=with_objectors,
        )
        operation = Operation(
            id=operation_id,
            workspace_id=actor.workspace_id,
            kind=KIND,
            subject_id=export.id,
            created_by=actor.user_id,
            created_at=now,
        )
        queued = OperationQueued(
            at=self.clock.now(),
            workspace_id=actor.workspace_id,
            operation_id=operation_id,
            kind=KIND,
        )

        async def work() -> None:
            await self.exports.add(export)
            await self.operations.add(operation)
            await self.outbox.append([queued])

        await self.transaction.run(work)
        return export

    async def run(self, workspace_id: WorkspaceId, operation_id: OperationId) -> None:
        """Write the file and its receipt. A second run of a finished one does nothing; a file that
        a crash left unreceipted is written over.
        """
        operation = await self.operations.get(workspace_id, operation_id)
        if operation.is_final:
            return
        export = await self.exports.get(workspace_id, operation.subject_id)
        if operation.cancel_asked:
            operation.finish(OperationState.CANCELLED, at=self.wall.now())
            await self.operations.save(operation)
            return
        operation.begin(at=self.wall.now())
        await self.operations.save(operation)
        if export.scope is ExportScope.WORKSPACE:
            beside = dict(await self._tables(workspace_id))
            beside["suppressions-key.json"] = objection_key(self.hasher.key_of(workspace_id))
            content, counts = await self.stores.archive(workspace_id, beside)
            fields = tuple(counts)
        elif export.scope is ExportScope.AUDIT:
            content, counts = await self.packs.make(workspace_id)
            fields = tuple(counts)
        else:
            fields = tuple(self.source.columns(export.scope))
            found = self.source.rows(
                workspace_id, export.scope, with_objectors=export.with_objectors
            )
            rows = [row async for row in found]
            counts = {export.scope.value: len(rows)}
            content = self.writer.write(export.format, fields, rows)
        await self.blobs.put(workspace_id, BlobId(export.id), content)
        now, total = self.wall.now(), sum(counts.values())
        export.made(
            counts=counts,
            fields=fields,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            at=now,
        )
        operation.total = total
        operation.advance(done=total, errors=0, at=now)
        operation.finish(OperationState.DONE, at=now, rows=total)
        made = ExportMade(
            at=self.clock.now(),
            workspace_id=workspace_id,
            export_id=export.id,
            scope=export.scope.value,
            rows=total,
            sha256=export.sha256,
        )

        async def work() -> None:
            await self.exports.save(export)
            await self.operations.save(operation)
            await self.outbox.append([made])

        await self.transaction.run(work)

    async def _tables(self, workspace_id: WorkspaceId) -> Mapping[str, bytes]:
        """The same data as a spreadsheet opens them, beside the archive's own files."""
        made: dict[str, bytes] = {}
        for scope in ExportScope:
            if not scope.is_archive:
                columns = tuple(self.source.columns(scope))
                found = self.source.rows(workspace_id, scope, with_objectors=True)
                rows = [row async for row in found]
                made[f"csv/{scope.value}.csv"] = self.writer.write(ExportFormat.CSV, columns, rows)
        return made

    async def page(self, actor: Actor, ask: PageAsk) -> Page[Export]:
        """The receipts, newest first."""
        actor.require(Permission.EXPORTS_CREATE)
        return await self.exports.page(actor.workspace_id, ask)

    async def get(self, actor: Actor, export_id: str) -> Export:
        """Raise ExportNotFound."""
        actor.require(Permission.EXPORTS_CREATE)
        return await self.exports.get(actor.workspace_id, export_id)

    async def link(self, actor: Actor, export_id: str) -> ExportLink:
        """A link for ten minutes. Raise ExportNotFound, ExportNotReady or ExportGone."""
        export = await self.get(actor, export_id)
        now = self.wall.now()
        export.require_file(now)
        ends_at = now + Export.LINK_LIFE
        parts = (export.workspace_id, export.id, str(int(ends_at.timestamp())))
        taken = ExportTaken(
            at=self.clock.now(),
            workspace_id=export.workspace_id,
            export_id=export.id,
            user_id=actor.user_id,
        )

        async def work() -> None:
            await self.outbox.append([taken])

        await self.transaction.run(work)
        return ExportLink(token=self.sealer.seal("export", *parts), ends_at=ends_at)

    async def download(self, token: str) -> tuple[Export, bytes]:
        """Raise ExportNotFound for a link that is not ours or is over, ExportGone without a file,
        WorkspacePurged when there is nothing to give back any more.
        """
        parts = self.sealer.open("export", token)
        if parts is None or len(parts) != 3:
            raise ExportNotFound
        workspace_id, now = WorkspaceId(parts[0]), self.wall.now()
        if await self.closed.find(workspace_id) is not None:
            raise WorkspacePurged
        if now.timestamp() >= int(parts[2]):
            raise ExportNotFound
        export = await self.exports.get(workspace_id, parts[1])
        export.require_file(now)
        try:
            return export, await self.blobs.get(workspace_id, BlobId(export.id))
        except BlobNotFound as error:
            raise ExportNotFound from error

    async def delta(self, actor: Actor, export_id: str) -> Sequence[tuple[ProspectId, datetime]]:
        """Who of the people in the file objected since: to be taken out of it (obligation 134).
        Raise ExportNotFound.
        """
        export = await self.get(actor, export_id)
        return await self.source.objectors_since(actor.workspace_id, export.as_of)
