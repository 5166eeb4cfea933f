"""See RequestBulkChange and RunBulkChange."""

import json
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from domain.prospects.errors import StageNotKnown
from domain.prospects.model.audience import said_of
from domain.prospects.model.bulk_change import BulkChange
from domain.prospects.model.stage import Stage
from domain.prospects.ports import BulkChanges, CampaignDoor, PlanGate, ProspectReader, Search
from domain.prospects.usecases.change_prospects import ChangeProspects
from domain.prospects.usecases.sensitive_wall import SensitiveWall
from domain.shared.actor import PERMISSIONS, Actor, Permission, Role
from domain.shared.clock import Clock
from domain.shared.errors import FieldFault
from domain.shared.ids import CampaignId, NewId, OperationId, ProspectId, WorkspaceId
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

KIND = "bulk_change"
ENROL = "enrol"
_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestBulkChange:
    """Queue one change for everybody who matches; nothing is changed yet."""

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    reader: ProspectReader
    changes: BulkChanges
    door: CampaignDoor
    plan: PlanGate
    screen: SensitiveWall
    operations: Operations
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    new_id: NewId

    async def __call__(
        self,
        actor: Actor,
        wanted: Search,
        *,
        action: str,
        value: str,
        except_ids: Collection[ProspectId] = (),
    ) -> Operation:
        """`action` is tag, untag or stage. Raise StageNotKnown for a stage that does not exist,
        SensitiveText for a tag of a special category.
        """
        actor.require(Permission.PROSPECTS_WRITE)
        if action == "tag":
            await self.screen.check(actor.workspace_id, {"/value": value})
        if action == "stage" and value not in set(Stage):
            raise StageNotKnown(faults=[FieldFault("/value", StageNotKnown.code)])
        return await self._queue(actor, wanted, action=action, value=value, except_ids=except_ids)

    async def enrol(
        self,
        actor: Actor,
        wanted: Search,
        campaign_id: CampaignId,
        *,
        except_ids: Collection[ProspectId] = (),
    ) -> Operation:
        """The change is to come into a campaign. Raise NotFound for an unknown one,
        WorkspaceReadOnly when the plan lets nobody new in (obligation 27).
        """
        actor.require(Permission.CAMPAIGNS_CREATE)
        await self.door.check(actor.workspace_id, campaign_id)
        await self.plan.require_full(actor.workspace_id)
        return await self._queue(
            actor, wanted, action=ENROL, value=campaign_id, except_ids=except_ids
        )

    async def _queue(
        self,
        actor: Actor,
        wanted: Search,
        *,
        action: str,
        value: str,
        except_ids: Collection[ProspectId],
    ) -> Operation:
        workspace_id, operation_id = actor.workspace_id, OperationId(self.new_id())
        total = await self.reader.total(workspace_id, wanted)
        now = self.clock.now()
        change = BulkChange(
            id=operation_id,
            workspace_id=workspace_id,
            asked_by=actor.user_id,
            asked_role=actor.role.value,
            asked_at=now,
            action=action,
            value=value,
            stage=wanted.stage.value if wanted.stage else "",
            tag=wanted.tag,
            words=wanted.words,
            score_min=wanted.score_min,
            score_max=wanted.score_max,
            verdict=wanted.verdict,
            campaign_id=wanted.campaign_id,
            said=json.dumps(said_of(wanted.filter)) if wanted.filter is not None else "",
            except_ids=sorted(except_ids),
        )
        operation = Operation(
            id=operation_id,
            workspace_id=workspace_id,
            kind=KIND,
            subject_id=action,
            created_by=actor.user_id,
            created_at=self.wall.now(),
            total=total.count,
        )

        async def work() -> Operation:
            await self.changes.add(change)
            await self.operations.add(operation)
            await self.outbox.append(
                [
                    OperationQueued(
                        at=now, workspace_id=workspace_id, operation_id=operation_id, kind=KIND
                    )
                ]
            )
            return operation

        return await self.transaction.run(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunBulkChange:
    """Change everybody who matches, in the order of their ids, from where it stopped last.

    A second run changes nothing that is so already: each change is the same one again.
    """

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    reader: ProspectReader
    changes: BulkChanges
    change: ChangeProspects
    door: CampaignDoor
    operations: Operations
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock

    async def __call__(self, workspace_id: WorkspaceId, operation_id: OperationId) -> None:
        while True:
            asked = await self.changes.get(workspace_id, operation_id)
            ids = await self.reader.ids_after(workspace_id, asked.after, _BATCH)
            left_out = set(asked.except_ids)
            wanted = _search(asked)
            matching = [
                one
                for one in await self.reader.matching(workspace_id, wanted, ids)
                if one not in left_out
            ]
            if matching:
                await self._change(asked, matching)
            if ids:
                asked.after = ids[-1]
            if await self._keep(asked, len(matching), over=len(ids) < _BATCH):
                return

    async def _change(self, asked: BulkChange, people: list[ProspectId]) -> None:
        if asked.action == ENROL:
            admitted = await self.door.enrol(_actor(asked), CampaignId(asked.value), people)
            asked.changed += admitted.enrolled
            asked.refuse(admitted.refused)
            return
        done = await self.change.apply(_actor(asked), people, asked.action, asked.value)
        asked.changed += done.changed
        asked.refuse(Counter(one.code for one in done.skipped))

    async def _keep(self, asked: BulkChange, looked: int, *, over: bool) -> bool:
        """Store how far the work is; True when it is over."""

        async def work() -> bool:
            operation = await self.operations.get(asked.workspace_id, asked.id)
            if operation.is_final:
                return True
            now = self.wall.now()
            operation.begin(at=now)
            operation.advance(done=operation.done + looked, errors=asked.skipped, at=now)
            if operation.cancel_asked or over:
                state = OperationState.DONE if over else OperationState.CANCELLED
                reasons = {f"refused_{code}": count for code, count in asked.refusals.items()}
                operation.finish(
                    state,
                    at=now,
                    problem="",
                    changed=asked.changed,
                    skipped=asked.skipped,
                    **reasons,
                )
            await self.changes.save(asked)
            await self.operations.save(operation)
            await self.outbox.append(
                [
                    OperationProgressed(
                        at=self.clock.now(),
                        workspace_id=asked.workspace_id,
                        operation_id=operation.id,
                        kind=operation.kind,
                        state=operation.state.value,
                    )
                ]
            )
            return operation.is_final

        return await self.transaction.run(work)


def _search(asked: BulkChange) -> Search:
    return Search(
        stage=Stage(asked.stage) if asked.stage else None,
        tag=asked.tag,
        words=asked.words,
        score_min=asked.score_min,
        score_max=asked.score_max,
        verdict=asked.verdict,
        campaign_id=asked.campaign_id,
        filter=asked.filter,
        at=asked.asked_at,
    )


def _actor(asked: BulkChange) -> Actor:
    """Whoever asked, with the rights they had then: they were checked when they asked."""
    role = Role(asked.asked_role)
    return Actor(
        user_id=asked.asked_by,
        workspace_id=asked.workspace_id,
        role=role,
        permissions=PERMISSIONS[role],
    )
