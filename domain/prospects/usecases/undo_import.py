"""See UndoImport."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import ClassVar

from domain.prospects.events import CompaniesChanged, ProspectsRestored
from domain.prospects.model.batch import (
    ImportBatch,
    ImportTrace,
    KeptPerson,
    TracedChange,
)
from domain.prospects.model.prospect import Prospect
from domain.prospects.ports import (
    Companies,
    Engagements,
    ImportBatches,
    ImportTraces,
    Leftovers,
    ProspectRepository,
)
from domain.shared.actor import Actor, Permission
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

UNDO_KIND = "import-undo"
_TRIES = 5
_SLICE = timedelta(seconds=60)
# What keeps somebody here although their fields are withdrawn (SRC-1).
_WITHDRAWN = frozenset({"kept-contacted", "kept-in-campaign"})


@dataclass(slots=True)
class _Taken:
    removed: list[ProspectId]
    saved: dict[ProspectId, Prospect]
    kept: list[KeptPerson]


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoImport:
    """Take an import back: whom it created goes if nothing else happened to them, what it changed
    is put back unless it changed again since; what stays is reported with why.

    Suppressions the import brought stay (SRC-1). One batch of rows and its checkpoint are one
    transaction, from the last batch to the first, so a run that dies goes on where it was.
    """

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    prospects: ProspectRepository
    companies: Companies
    imports: ImportBatches
    traces: ImportTraces
    engagements: Engagements
    leftovers: Leftovers
    operations: Operations
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    new_id: NewId

    async def ask(self, actor: Actor, import_id: ImportId) -> Operation:
        """Raise ImportNotFound or UndoNotPossible."""
        actor.require(Permission.PROSPECTS_WRITE)
        operation_id = OperationId(self.new_id())
        now = self.clock.now()

        async def work() -> Operation:
            batch = await self.imports.get(actor.workspace_id, import_id)
            batch.ask_undo(operation_id, by=actor.user_id, at=now)
            operation = Operation(
                id=operation_id,
                workspace_id=actor.workspace_id,
                kind=UNDO_KIND,
                subject_id=import_id,
                created_by=actor.user_id,
                created_at=self.wall.now(),
                total=batch.counts.created + batch.counts.updated,
            )
            await self.imports.save(batch)
            await self.operations.add(operation)
            await self.outbox.append([self._queued(operation)])
            return operation

        return await self.transaction.run(work)

    async def run(self, workspace_id: WorkspaceId, operation_id: OperationId) -> None:
        """Goes on from the last batch undone; a second run of a finished undo does nothing."""
        stop_at = self.wall.now() + _SLICE
        while await self._step(workspace_id, operation_id):
            if self.wall.now() >= stop_at:
                operation = await self.operations.get(workspace_id, operation_id)
                await self.outbox.append([self._queued(operation)])
                return

    def _queued(self, operation: Operation) -> OperationQueued:
        return OperationQueued(
            at=self.clock.now(),
            workspace_id=operation.workspace_id,
            operation_id=operation.id,
            kind=operation.kind,
        )

    async def _step(self, workspace_id: WorkspaceId, operation_id: OperationId) -> bool:
        """Undo one batch; False when there is none left."""

        async def work() -> bool:
            return await self._undo_one(workspace_id, operation_id)

        for attempt in range(1, _TRIES + 1):
            try:
                return await self.transaction.run(work)
            except StaleWrite:  # somebody edited one of these people in this very moment
                if attempt == _TRIES:
                    raise
        return False

    async def _undo_one(self, workspace_id: WorkspaceId, operation_id: OperationId) -> bool:
        now, wall = self.clock.now(), self.wall.now()
        operation = await self.operations.get(workspace_id, operation_id)
        if operation.is_final:
            return False
        batch = await self.imports.get(workspace_id, ImportId(operation.subject_id))
        undo = batch.undo
        assert undo is not None  # noqa: S101 - the operation was made with it
        operation.begin(at=wall)
        trace = await self.traces.before(workspace_id, batch.id, undo.before)
        if trace is None:
            operation.finish(
                OperationState.DONE,
                at=wall,
                removed=undo.removed,
                restored=undo.restored,
                kept=undo.kept,
            )
            batch.finish_undo(at=now)
        else:
            taken = await self._take_back(batch, trace)
            await self._take_firms_back(batch, trace)
            batch.undo = replace(
                undo,
                before=trace.id,
                removed=undo.removed + len(taken.removed),
                restored=undo.restored + len(taken.saved),
                kept=undo.kept + len(taken.kept),
            )
            done = operation.done + len(trace.created) + len(trace.changed)
            operation.advance(done=done, errors=0, at=wall)
            trace.kept = taken.kept
            await self.traces.save(trace)
            if taken.saved:
                ids = ",".join(taken.saved)
                await self.outbox.append(
                    [ProspectsRestored(at=now, workspace_id=workspace_id, prospect_ids=ids)]
                )
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
        return trace is not None

    async def _take_firms_back(self, batch: ImportBatch, trace: ImportTrace) -> None:
        """A firm this import alone brought in goes, unless people belong to it by now: it stays as
        theirs then, and goes with the last of them.
        """
        workspace_id = batch.workspace_id
        traced = {one.company_id: one.changes for one in trace.companies}
        firms = await self.companies.many(workspace_id, traced)
        peopled = await self.companies.head_counts(workspace_id, traced)
        removed, saved = [], []
        for firm in firms:
            if firm.stems_from(batch.id) and firm.id not in peopled:
                removed.append(firm.id)
                continue
            if firm.stems_from(batch.id):
                firm.stands_alone = False
            else:
                firm.withdraw(batch.id, traced[firm.id])
            saved.append(firm)
        await self.companies.remove(workspace_id, removed)
        await self.companies.save(saved)
        if firms:
            changed = CompaniesChanged(at=self.clock.now(), workspace_id=workspace_id)
            await self.outbox.append([changed])

    async def _take_back(self, batch: ImportBatch, trace: ImportTrace) -> _Taken:
        workspace_id = batch.workspace_id
        found = await self.prospects.many(workspace_id, trace.people)
        people = {one.id: one for one in found}
        engaged = await self.engagements.of(workspace_id, trace.created)
        taken = _Taken([], {}, [])
        for one in (*trace.changed, *_only_noted(trace)):
            if one.prospect_id in people:
                _put_back(taken, people[one.prospect_id], one, batch.id)
        for prospect_id in trace.created:
            if prospect_id in people:
                _remove(taken, people[prospect_id], batch.id, in_campaign=prospect_id in engaged)
        await self.prospects.remove(workspace_id, taken.removed)
        await self.leftovers.forget(workspace_id, taken.removed)
        await self.prospects.save(list(taken.saved.values()))
        return taken


def _only_noted(trace: ImportTrace) -> list[TracedChange]:
    return [TracedChange(prospect_id=one, changes=()) for one in trace.noted]


def _put_back(taken: _Taken, prospect: Prospect, traced: TracedChange, import_id: ImportId) -> None:
    kept = prospect.put_back(traced.changes)
    # Whoever this very import created keeps its mark until their own turn comes.
    if prospect.origin.import_id != import_id:
        prospect.import_ids = [one for one in prospect.import_ids if one != import_id]
    taken.saved[prospect.id] = prospect
    if kept:
        taken.kept.append(
            KeptPerson(prospect_id=prospect.id, code="kept-fields", fields=tuple(sorted(kept)))
        )


def _remove(taken: _Taken, prospect: Prospect, import_id: ImportId, *, in_campaign: bool) -> None:
    reason = prospect.touched_since(import_id)
    if in_campaign and reason in {"", "kept-tagged", "kept-completed"}:
        reason = "kept-in-campaign"
    if not reason:
        taken.removed.append(prospect.id)
        taken.saved.pop(prospect.id, None)
        return
    if reason in _WITHDRAWN:
        prospect.withdraw(import_id)
        taken.saved[prospect.id] = prospect
    taken.kept.append(KeptPerson(prospect_id=prospect.id, code=reason))
