"""See RunImport."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from domain.prospects.errors import CompanyAlreadyExists, ProspectAlreadyExists
from domain.prospects.events import CompaniesChanged, ProspectsImported
from domain.prospects.model.batch import (
    Counts,
    ImportBatch,
    ImportState,
    ImportTrace,
    RowFault,
    TracedChange,
    TracedCompany,
)
from domain.prospects.model.person_row import RowNote, masked
from domain.prospects.model.table import Record
from domain.prospects.ports import (
    Companies,
    Identity,
    ImportBatches,
    ImportTraces,
    Objections,
    ProspectRepository,
    RowFaults,
)
from domain.prospects.usecases.admission import identities_of
from domain.prospects.usecases.row_intake import Outcome, Row, RowIntake
from domain.shared.blobs import BlobNotFound, BlobStore
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.ids import ImportId, OperationId, WorkspaceId
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

BATCH = 500
_TRIES = 5
_IDS_PER_EVENT = 100
# A job has two minutes; an import that needs longer queues itself again before that.
_SLICE = timedelta(seconds=60)


class _MovedOn(Exception):
    """Another runner of the same import was faster; it has the work now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunImport:
    """Store the rows of a file, 500 at a time, each batch with its checkpoint in one transaction.

    Killed anywhere and run again, it goes on from the checkpoint: nothing is lost, nothing is
    stored twice, also when two runners meet (the later checkpoint is refused). A bad row never
    stops the import.
    """

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    prospects: ProspectRepository
    companies: Companies
    imports: ImportBatches
    traces: ImportTraces
    faults: RowFaults
    intake: RowIntake
    objections: Objections
    operations: Operations
    blobs: BlobStore
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock

    async def __call__(self, workspace_id: WorkspaceId, operation_id: OperationId) -> None:
        batch = await self._begin(workspace_id, operation_id)
        if batch is None:
            return
        stop_at = self.wall.now() + _SLICE
        rows: list[Row] = []
        seen = 0
        try:
            async for record in self.intake.records(batch):
                seen += 1
                if seen <= batch.checkpoint:
                    continue
                rows.append(self.intake.read(batch, record))
                if len(rows) == BATCH:
                    if not await self._store(batch, operation_id, rows, last=False):
                        return
                    rows = []
                    if self.wall.now() >= stop_at:
                        await self._queue_again(workspace_id, operation_id)
                        return
            await self._store(batch, operation_id, rows, last=True)
            await self._forget_file(batch)
        except BlobNotFound as gone:
            await self._fail(workspace_id, operation_id, gone.code)
        except _MovedOn:
            return

    async def _begin(
        self, workspace_id: WorkspaceId, operation_id: OperationId
    ) -> ImportBatch | None:
        async def work() -> ImportBatch | None:
            operation = await self.operations.get(workspace_id, operation_id)
            if operation.is_final:
                return None
            batch = await self.imports.get(workspace_id, ImportId(operation.subject_id))
            operation.begin(at=self.wall.now())
            if batch.state is not ImportState.RUNNING:
                batch.go_on()
                await self.imports.save(batch)
            await self.operations.save(operation)
            return batch

        return await self.transaction.run(work)

    async def _forget_file(self, known: ImportBatch) -> None:
        """Once every row is in, the file itself is of no more use (Art. 5(1)(e))."""
        batch = await self.imports.get(known.workspace_id, known.id)
        if batch.state is ImportState.DONE:
            await self.blobs.remove(batch.workspace_id, batch.blob_id)
            if batch.workbook_id is not None:
                await self.blobs.remove(batch.workspace_id, batch.workbook_id)

    async def _store(
        self, known: ImportBatch, operation_id: OperationId, rows: list[Row], *, last: bool
    ) -> bool:
        """Keep one batch; False when the import is over. `known` moves on with it."""
        for attempt in range(1, _TRIES + 1):
            try:
                return await self._try(known, operation_id, rows, last=last)
            except (StaleWrite, ProspectAlreadyExists, CompanyAlreadyExists):
                # Somebody edited one of these people or firms, or added one, in this very moment.
                if attempt == _TRIES:
                    raise
        return False

    async def _try(
        self, known: ImportBatch, operation_id: OperationId, rows: list[Row], *, last: bool
    ) -> bool:
        workspace_id, now = known.workspace_id, self.clock.now()

        async def work() -> tuple[bool, Counts]:
            operation = await self.operations.get(workspace_id, operation_id)
            batch = await self.imports.get(workspace_id, known.id)
            if operation.is_final or batch.checkpoint != known.checkpoint:
                raise _MovedOn
            outcome = Outcome()
            if rows and not operation.cancel_asked:
                declared = batch.declaration
                assert declared is not None  # noqa: S101 - a started import has one
                outcome = await self.intake.decide(batch, rows, declared, now)
                await self._keep(batch, outcome, now)
                batch.advance(outcome.counts)
            goes_on = self._settle(operation, batch, last=last, now=now)
            await self.imports.save(batch)
            await self.operations.save(operation)
            await self.outbox.append(
                [
                    *batch.take_events(),
                    OperationProgressed(
                        at=now,
                        workspace_id=workspace_id,
                        operation_id=operation_id,
                        kind=operation.kind,
                        state=operation.state.value,
                    ),
                ]
            )
            return goes_on, outcome.counts

        goes_on, counts = await self.transaction.run(work)
        known.advance(counts)
        return goes_on

    def _settle(
        self, operation: Operation, batch: ImportBatch, *, last: bool, now: datetime
    ) -> bool:
        wall = self.wall.now()
        operation.advance(done=batch.checkpoint, errors=batch.counts.failed, at=wall)
        counts = batch.counts
        result = {
            "created": counts.created,
            "updated": counts.updated,
            "skipped": counts.skipped,
            "opposed": counts.opposed,
            "failed": counts.failed,
            "companies": counts.companies,
        }
        if operation.cancel_asked:
            operation.finish(OperationState.CANCELLED, at=wall, problem="", **result)
            batch.finish(ImportState.CANCELLED, at=now)
        elif last:
            operation.finish(OperationState.DONE, at=wall, problem="", **result)
            batch.finish(ImportState.DONE, at=now)
        return not operation.is_final

    async def _keep(self, batch: ImportBatch, outcome: Outcome, now: datetime) -> None:
        await self.prospects.add(outcome.new)
        await self.prospects.save(list(outcome.changed.values()))
        await self._keep_firms(batch, outcome, now)
        await self.faults.add([_fault(batch, *note) for note in outcome.notes])
        await self._trace(batch, outcome)
        for person, prospect_id in outcome.opposed:
            await self.objections.record(
                batch.workspace_id,
                identities_of(person),
                prospect_id=prospect_id,
                channel="import",
                evidence_ref=batch.id,
            )
        if outcome.uncalled:
            await self.objections.record(
                batch.workspace_id,
                [Identity("phone", number) for number in outcome.uncalled],
                prospect_id=None,
                channel="import",
                evidence_ref=batch.id,
            )
        if outcome.not_professional:
            batch.add_warning("only-personal-webmail", outcome.not_professional)
        ids = [one.id for one in (*outcome.new, *outcome.changed.values())]
        await self.outbox.append(
            [
                ProspectsImported(
                    at=now,
                    workspace_id=batch.workspace_id,
                    import_id=batch.id,
                    prospect_ids=",".join(ids[start : start + _IDS_PER_EVENT]),
                )
                for start in range(0, len(ids), _IDS_PER_EVENT)
            ]
        )

    async def _keep_firms(self, batch: ImportBatch, outcome: Outcome, now: datetime) -> None:
        firms = outcome.firms.values()
        await self.companies.add([one for one in firms if one.id in outcome.new_firms])
        await self.companies.save([one for one in firms if one.id not in outcome.new_firms])
        if outcome.firms:
            changed = CompaniesChanged(at=now, workspace_id=batch.workspace_id)
            await self.outbox.append([changed])

    async def _trace(self, batch: ImportBatch, outcome: Outcome) -> None:
        changed = {one: said for one, said in outcome.changes.items() if said}
        trace = ImportTrace(
            id=f"{batch.id}:{batch.checkpoint:08d}",
            workspace_id=batch.workspace_id,
            import_id=batch.id,
            created=[one.id for one in outcome.new],
            changed=[
                TracedChange(prospect_id=one, changes=tuple(said)) for one, said in changed.items()
            ],
            noted=[one for one in outcome.changed if one not in changed],
            companies=[
                TracedCompany(company_id=one, changes=tuple(said))
                for one, said in outcome.firm_changes.items()
            ],
        )
        if trace.people or trace.companies:
            await self.traces.add(trace)

    async def _queue_again(self, workspace_id: WorkspaceId, operation_id: OperationId) -> None:
        operation = await self.operations.get(workspace_id, operation_id)
        await self.outbox.append(
            [
                OperationQueued(
                    at=self.clock.now(),
                    workspace_id=workspace_id,
                    operation_id=operation_id,
                    kind=operation.kind,
                )
            ]
        )

    async def _fail(
        self, workspace_id: WorkspaceId, operation_id: OperationId, problem: str
    ) -> None:
        async def work() -> None:
            operation = await self.operations.get(workspace_id, operation_id)
            batch = await self.imports.get(workspace_id, ImportId(operation.subject_id))
            operation.finish(OperationState.FAILED, at=self.wall.now(), problem=problem)
            batch.finish(ImportState.FAILED, at=self.clock.now())
            await self.operations.save(operation)
            await self.imports.save(batch)
            await self.outbox.append(batch.take_events())

        await self.transaction.run(work)


def _fault(batch: ImportBatch, record: Record, number: int, note: RowNote) -> RowFault:
    named = note.code == "two-known-people"
    return RowFault(
        id=f"{batch.id}:{record.line:08d}:{number:03d}",
        workspace_id=batch.workspace_id,
        import_id=batch.id,
        line=record.line,
        column=note.column,
        masked=note.value if named or not note.value else masked(note.value),
        code=note.code,
    )
