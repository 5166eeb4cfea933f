"""See RequestRescoring and RescoreAll."""

from dataclasses import dataclass
from typing import ClassVar

from domain.scoring.model.rescoring import Rescoring
from domain.scoring.ports import ProspectFacts, Rescorings, SalesbookView
from domain.scoring.usecases.score_prospects import ScoreProspects
from domain.shared.actor import SYSTEM
from domain.shared.clock import Clock
from domain.shared.ids import EventId, OperationId, WorkspaceId
from domain.shared.operations import (
    Operation,
    OperationNotFound,
    OperationProgressed,
    OperationQueued,
    Operations,
    OperationState,
)
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

KIND = "rescore"
_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRescoring:
    """Queue the scoring of everybody after the Salesbook changed."""

    purpose: ClassVar[Purpose] = Purpose.SCORING
    rescorings: Rescorings
    facts: ProspectFacts
    operations: Operations
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock

    async def __call__(self, workspace_id: WorkspaceId, event_id: EventId, revision: int) -> None:
        """One operation per event, which lends it its id: a second call changes nothing. Nobody to
        score, nothing queued.
        """
        if not await self.facts.ids_after(workspace_id, "", 1):
            return
        operation_id = OperationId(event_id)

        async def work() -> None:
            try:
                await self.operations.get(workspace_id, operation_id)
            except OperationNotFound:
                await self.operations.add(
                    Operation(
                        id=operation_id,
                        workspace_id=workspace_id,
                        kind=KIND,
                        subject_id=str(revision),
                        created_by=SYSTEM,
                        created_at=self.wall.now(),
                    )
                )
                await self.rescorings.add(
                    Rescoring(id=operation_id, workspace_id=workspace_id, revision=revision)
                )
                await self.outbox.append(
                    [
                        OperationQueued(
                            at=self.clock.now(),
                            workspace_id=workspace_id,
                            operation_id=operation_id,
                            kind=KIND,
                        )
                    ]
                )

        await self.transaction.run(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class RescoreAll:
    """Score everybody in the order of their ids, a batch at a time, from where it stopped last.

    A later revision ends it: its own operation does the work. Old scores stay visible meanwhile.
    """

    purpose: ClassVar[Purpose] = Purpose.SCORING
    rescorings: Rescorings
    facts: ProspectFacts
    salesbook: SalesbookView
    score: ScoreProspects
    operations: Operations
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock

    async def __call__(self, workspace_id: WorkspaceId, operation_id: OperationId) -> None:
        """A second run at the same time does the same work twice, and harmlessly."""
        while True:
            rescoring = await self.rescorings.get(workspace_id, operation_id)
            book = await self.salesbook.personas(workspace_id)
            ids = await self.facts.ids_after(workspace_id, rescoring.after, _BATCH)
            overtaken = book.revision > rescoring.revision
            if ids and not overtaken:
                await self.score(workspace_id, ids)
                rescoring.after = ids[-1]
            over = overtaken or len(ids) < _BATCH
            if await self._keep(rescoring, scored=len(ids), over=over):
                return

    async def _keep(self, rescoring: Rescoring, *, scored: int, over: bool) -> bool:
        """Store how far the work is; True when it is over."""
        workspace_id = rescoring.workspace_id

        async def work() -> bool:
            operation = await self.operations.get(workspace_id, rescoring.id)
            if operation.is_final:
                return True
            now = self.wall.now()
            operation.begin(at=now)
            done = operation.done + scored
            operation.advance(done=done, errors=0, at=now)
            if operation.cancel_asked:
                operation.finish(OperationState.CANCELLED, at=now, scored=done)
            elif over:
                operation.finish(OperationState.DONE, at=now, scored=done)
            await self.rescorings.save(rescoring)
            await self.operations.save(operation)
            await self.outbox.append(
                [
                    OperationProgressed(
                        at=self.clock.now(),
                        workspace_id=workspace_id,
                        operation_id=operation.id,
                        kind=operation.kind,
                        state=operation.state.value,
                    )
                ]
            )
            return operation.is_final

        return await self.transaction.run(work)
