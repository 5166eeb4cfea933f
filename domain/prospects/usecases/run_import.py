"""See RunImport."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import ClassVar

from domain.prospects.errors import ProspectAlreadyExists
from domain.prospects.events import ProspectsImported
from domain.prospects.model.batch import (
    Counts,
    Declaration,
    ImportBatch,
    ImportState,
    RowFault,
)
from domain.prospects.model.contact_points import ContactPoint, PointKind
from domain.prospects.model.person import Person
from domain.prospects.model.person_row import PersonRow, RowNote, masked, read_row
from domain.prospects.model.prospect import Origin, OriginKind, Prospect
from domain.prospects.model.table import Record, TableReader, cells_of, rows_of
from domain.prospects.ports import (
    ImportBatches,
    Objections,
    PhoneReader,
    ProspectRepository,
    RowFaults,
)
from domain.prospects.usecases.admission import Admission, identities_of
from domain.shared.blobs import BlobNotFound, BlobStore
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.ids import ImportId, NewId, OperationId, ProspectId, WorkspaceId
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


@dataclass(frozen=True, slots=True)
class _Row:
    record: Record
    read: PersonRow
    person: Person
    notes: tuple[RowNote, ...]


@dataclass(slots=True)
class _Outcome:
    """What one batch of rows comes to."""

    counts: Counts = field(default_factory=Counts)
    new: list[Prospect] = field(default_factory=list)
    changed: dict[ProspectId, Prospect] = field(default_factory=dict)
    faults: list[RowFault] = field(default_factory=list)
    opposed: list[tuple[Person, ProspectId | None]] = field(default_factory=list)
    not_professional: int = 0

    def count(self, **one: int) -> None:
        self.counts = self.counts + Counts(**one)


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
    imports: ImportBatches
    faults: RowFaults
    admission: Admission
    objections: Objections
    phones: PhoneReader
    operations: Operations
    blobs: BlobStore
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    new_id: NewId

    async def __call__(self, workspace_id: WorkspaceId, operation_id: OperationId) -> None:
        batch = await self._begin(workspace_id, operation_id)
        if batch is None:
            return
        stop_at = self.wall.now() + _SLICE
        rows: list[_Row] = []
        seen = 0
        try:
            async for record in self._records(batch):
                seen += 1
                if seen <= batch.checkpoint:
                    continue
                rows.append(self._read(batch, record))
                if len(rows) == BATCH:
                    if not await self._store(batch, operation_id, rows, last=False):
                        return
                    rows = []
                    if self.wall.now() >= stop_at:
                        await self._queue_again(workspace_id, operation_id)
                        return
            await self._store(batch, operation_id, rows, last=True)
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

    async def _records(self, batch: ImportBatch) -> AsyncIterator[Record]:
        reader = TableReader(batch.layout.encoding, batch.layout.delimiter)
        async for chunk in self.blobs.read(batch.workspace_id, batch.blob_id):
            for record in rows_of(batch.layout, reader, chunk, final=False):
                yield record
        for record in rows_of(batch.layout, reader, b"", final=True):
            yield record

    def _read(self, batch: ImportBatch, record: Record) -> _Row:
        read = read_row(cells_of(batch.layout, record), batch.layout.header, batch.mapping)
        notes = list(read.notes)
        phones: list[str] = []
        for column, text in read.phones:
            number = self.phones.read(text)
            if number is None:
                notes.append(RowNote(column, text, "not-a-phone-number"))
            else:
                phones.append(number)
        person = Person(
            details=read.details,
            emails=read.emails,
            profiles=read.profiles,
            phones=tuple(dict.fromkeys(phones)),
        )
        return _Row(record, read, person, tuple(notes))

    async def _store(
        self, known: ImportBatch, operation_id: OperationId, rows: list[_Row], *, last: bool
    ) -> bool:
        """Keep one batch; False when the import is over. `known` moves on with it."""
        for attempt in range(1, _TRIES + 1):
            try:
                return await self._try(known, operation_id, rows, last=last)
            except (StaleWrite, ProspectAlreadyExists):
                # Somebody edited one of these people, or added one, in this very moment.
                if attempt == _TRIES:
                    raise
        return False

    async def _try(
        self, known: ImportBatch, operation_id: OperationId, rows: list[_Row], *, last: bool
    ) -> bool:
        workspace_id, now = known.workspace_id, self.clock.now()

        async def work() -> tuple[bool, Counts]:
            operation = await self.operations.get(workspace_id, operation_id)
            batch = await self.imports.get(workspace_id, known.id)
            if operation.is_final or batch.checkpoint != known.checkpoint:
                raise _MovedOn
            outcome = _Outcome()
            if rows and not operation.cancel_asked:
                outcome = await self._decide(batch, rows, now)
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
        }
        if operation.cancel_asked:
            operation.finish(OperationState.CANCELLED, at=wall, problem="", **result)
            batch.finish(ImportState.CANCELLED, at=now)
        elif last:
            operation.finish(OperationState.DONE, at=wall, problem="", **result)
            batch.finish(ImportState.DONE, at=now)
        return not operation.is_final

    async def _decide(self, batch: ImportBatch, rows: list[_Row], now: datetime) -> _Outcome:
        """Sort the rows; nothing is written yet."""
        declared = batch.declaration
        assert declared is not None  # noqa: S101 - a started import has one
        workspace_id, outcome = batch.workspace_id, _Outcome()
        drafts = [self._draft(batch, row, declared, now) for row in rows]
        keys = {key for draft in drafts if draft for key in draft.identities}
        holders: dict[str, Prospect] = {}
        for prospect in await self.prospects.known(workspace_id, keys):
            holders.update(dict.fromkeys(prospect.identities, prospect))
        refused = await self.admission.refused(workspace_id, [row.person for row in rows])
        for row, draft in zip(rows, drafts, strict=True):
            for number, note in enumerate(row.notes):
                outcome.faults.append(_fault(batch, row.record, note, number))
            if draft is None:
                if row.read.is_blank and not row.record.fault:
                    outcome.count(skipped=1)
                else:
                    note = RowNote("", "", row.record.fault or "nobody-named")
                    outcome.faults.append(_fault(batch, row.record, note, len(row.notes)))
                    outcome.count(failed=1)
                continue
            found = {holders[key].id: holders[key] for key in draft.identities if key in holders}
            if row.read.opted_out or refused.intersection(identities_of(row.person)):
                if row.read.opted_out:
                    outcome.opposed.append((row.person, next(iter(found), None)))
                outcome.count(opposed=1)
            elif len(found) > 1:
                note = RowNote("", "", "two-known-people")
                outcome.faults.append(_fault(batch, row.record, note, len(row.notes)))
                outcome.count(failed=1)
            elif found:
                known = next(iter(found.values()))
                self._merge(outcome, known, draft, row.person, now=now)
                holders.update(dict.fromkeys(known.identities, known))
            else:
                outcome.new.append(draft)
                holders.update(dict.fromkeys(draft.identities, draft))
                outcome.not_professional += _only_webmail(draft.points)
                outcome.count(created=1)
        return outcome

    def _draft(
        self, batch: ImportBatch, row: _Row, declared: Declaration, now: datetime
    ) -> Prospect | None:
        """The prospect this row would be; None when it names nobody."""
        if not row.read.names_somebody:
            return None
        return Prospect.discover(
            ProspectId(self.new_id()),
            batch.workspace_id,
            row.person,
            Origin(
                kind=OriginKind.IMPORTED,
                source=declared.source,
                legal_basis=declared.legal_basis,
                collected_on=declared.collected_on,
                import_id=batch.id,
            ),
            at=now,
            observed_at=datetime.combine(declared.collected_on, time(), UTC),
        )

    @staticmethod
    def _merge(
        outcome: _Outcome, known: Prospect, draft: Prospect, person: Person, *, now: datetime
    ) -> None:
        if known.opted_out_at is not None:
            outcome.count(opposed=1)
            return
        if known.restricted_at is not None:
            outcome.count(skipped=1)
            return
        observed_at = datetime.combine(draft.origin.collected_on, time(), UTC)
        changed = known.absorb(person, draft.origin, at=now, observed_at=observed_at)
        noted = known.note_import(draft.import_ids[0])
        is_new = any(known is one for one in outcome.new)
        if (changed or noted) and not is_new:
            outcome.changed[known.id] = known
        outcome.count(**{"updated" if changed else "skipped": 1})

    async def _keep(self, batch: ImportBatch, outcome: _Outcome, now: datetime) -> None:
        await self.prospects.add(outcome.new)
        await self.prospects.save(list(outcome.changed.values()))
        await self.faults.add(outcome.faults)
        for person, prospect_id in outcome.opposed:
            await self.objections.record(
                batch.workspace_id,
                identities_of(person),
                prospect_id=prospect_id,
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


def _fault(batch: ImportBatch, record: Record, note: RowNote, number: int) -> RowFault:
    return RowFault(
        id=f"{batch.id}:{record.line:08d}:{number:03d}",
        workspace_id=batch.workspace_id,
        import_id=batch.id,
        line=record.line,
        column=note.column,
        masked=masked(note.value) if note.value else "",
        code=note.code,
    )


def _only_webmail(points: list[ContactPoint]) -> int:
    emails = [point for point in points if point.kind is PointKind.EMAIL]
    return int(bool(emails) and not any(point.professional for point in emails))
