"""See PreviewImport."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from domain.prospects.events import ImportPreviewed
from domain.prospects.model.batch import (
    Counts,
    Declaration,
    ImportBatch,
    ImportState,
    Preview,
    RowDiff,
)
from domain.prospects.model.company import CompanyBook
from domain.prospects.model.prospect import LegalBasis, Prospect
from domain.prospects.ports import ImportBatches
from domain.prospects.usecases.row_intake import Row, RowIntake
from domain.shared.actor import Actor, Permission
from domain.shared.blobs import BlobNotFound
from domain.shared.clock import Clock
from domain.shared.ids import ImportId, NewId, OperationId, WorkspaceId
from domain.shared.operations import (
    Operation,
    OperationProgressed,
    OperationQueued,
    Operations,
    OperationState,
)
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

PREVIEW_KIND = "import-preview"
_BATCH = 500
# Twenty rows in all: a few of each of the five outcomes.
_ROWS_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewImport:
    """Try a whole file and say what it would create and change, field by field; nobody is stored.

    The tab may be closed meanwhile. A run that dies starts again from the first row.
    """

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    imports: ImportBatches
    intake: RowIntake
    operations: Operations
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    new_id: NewId

    async def ask(self, actor: Actor, import_id: ImportId) -> ImportBatch:
        """Queue the trial. Raise ImportNotFound, ImportAlreadyStarted or NoUsableColumn."""
        actor.require(Permission.PROSPECTS_WRITE)
        operation_id = OperationId(self.new_id())

        async def work() -> ImportBatch:
            batch = await self.imports.get(actor.workspace_id, import_id)
            batch.require_usable()
            batch.preview = Preview(operation_id=operation_id)
            await self.imports.save(batch)
            await self.operations.add(
                Operation(
                    id=operation_id,
                    workspace_id=actor.workspace_id,
                    kind=PREVIEW_KIND,
                    subject_id=import_id,
                    created_by=actor.user_id,
                    created_at=self.wall.now(),
                    total=batch.row_count,
                )
            )
            await self.outbox.append(
                [
                    OperationQueued(
                        at=self.clock.now(),
                        workspace_id=actor.workspace_id,
                        operation_id=operation_id,
                        kind=PREVIEW_KIND,
                    )
                ]
            )
            return batch

        return await self.transaction.run(work)

    async def run(self, workspace_id: WorkspaceId, operation_id: OperationId) -> None:
        """A second run of a finished trial does nothing."""
        operation = await self.operations.get(workspace_id, operation_id)
        if operation.is_final:
            return
        batch = await self.imports.get(workspace_id, ImportId(operation.subject_id))
        declared = await self._declared(batch)
        now = self.clock.now()
        counts, fields, shown = Counts(), Counter[str](), list[RowDiff]()
        held: dict[str, Prospect] = {}
        book = CompanyBook()
        rows: list[Row] = []

        async def take() -> bool:
            nonlocal counts
            outcome = await self.intake.decide(batch, rows, declared, now, held=held, book=book)
            counts = counts + outcome.counts
            for diff in outcome.diffs:
                fields.update(change.field for change in diff.changes)
                if sum(one.outcome == diff.outcome for one in shown) < _ROWS_SHOWN:
                    shown.append(diff)
            rows.clear()
            return await self._beat(workspace_id, operation_id, counts, now)

        try:
            async for record in self.intake.records(batch):
                rows.append(self.intake.read(batch, record))
                if len(rows) == _BATCH and not await take():
                    return
            if rows and not await take():
                return
        except BlobNotFound as gone:
            await self._end(workspace_id, operation_id, None, problem=gone.code)
            return
        preview = Preview(
            operation_id=operation_id,
            counts=counts,
            seen=counts.total,
            is_done=True,
            rows=tuple(sorted(shown, key=lambda one: one.line)),
            fields=dict(sorted(fields.items())),
        )
        await self._end(workspace_id, operation_id, preview)

    async def _declared(self, batch: ImportBatch) -> Declaration:
        """What the importer will most likely declare: the source of the last such file."""
        last = await self.imports.of_format(batch.workspace_id, batch.format)
        if last is not None and last.declaration is not None:
            return replace(last.declaration, collected_on=batch.uploaded_at.date())
        return Declaration(
            source=batch.file_name,
            legal_basis=LegalBasis.LEGITIMATE_INTEREST,
            collected_on=batch.uploaded_at.date(),
            professional_audience=True,
        )

    async def _beat(
        self, workspace_id: WorkspaceId, operation_id: OperationId, counts: Counts, now: datetime
    ) -> bool:
        """False when the trial was cancelled, or another one was asked for."""

        async def work() -> bool:
            operation = await self.operations.get(workspace_id, operation_id)
            if operation.is_final:
                return False
            wall = self.wall.now()
            operation.begin(at=wall)
            operation.advance(done=counts.total, errors=counts.failed, at=wall)
            if operation.cancel_asked:
                operation.finish(OperationState.CANCELLED, at=wall)
            await self.operations.save(operation)
            await self.outbox.append([_progress(operation, now)])
            return not operation.is_final

        return await self.transaction.run(work)

    async def _end(
        self,
        workspace_id: WorkspaceId,
        operation_id: OperationId,
        preview: Preview | None,
        *,
        problem: str = "",
    ) -> None:
        now = self.clock.now()

        async def work() -> None:
            operation = await self.operations.get(workspace_id, operation_id)
            batch = await self.imports.get(workspace_id, ImportId(operation.subject_id))
            state = OperationState.DONE if preview else OperationState.FAILED
            operation.finish(state, at=self.wall.now(), problem=problem)
            await self.operations.save(operation)
            still_wanted = batch.preview and batch.preview.operation_id == operation_id
            if preview and still_wanted and batch.state is ImportState.CHECKED:
                batch.preview = preview
                await self.imports.save(batch)
            await self.outbox.append(
                [
                    _progress(operation, now),
                    ImportPreviewed(at=now, workspace_id=workspace_id, import_id=batch.id),
                ]
            )

        await self.transaction.run(work)


def _progress(operation: Operation, now: datetime) -> OperationProgressed:
    return OperationProgressed(
        at=now,
        workspace_id=operation.workspace_id,
        operation_id=operation.id,
        kind=operation.kind,
        state=operation.state.value,
    )
