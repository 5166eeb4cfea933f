"""See TurnStop."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from domain.delivery.errors import StopNotFound, StopScopeInvalid
from domain.delivery.events import SendingRestarted, SendingStopped
from domain.delivery.model.stop import PLATFORM, Stop, StopScope
from domain.delivery.ports import ActionQueue, PlanCheck, Senders, Stops
from domain.shared.actor import SYSTEM, Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.ids import CampaignId, SenderId, UserId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_WIRE = timedelta(seconds=20)
_TRIES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class StopReport:
    """`in_flight` calls were armed before the switch turned; none is on the wire after
    `last_wire_at` (wall time, delivery.md F18).
    """

    stop: Stop
    in_flight: int
    last_wire_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnStop:
    """Turn a stop switch on or off, with a reason (AUT-8).

    When `stop` returns, no message of that scope is armed any more: every claim reads the switch,
    and reads it again right before its call. A restart looks at what waited at once; spacing and
    limits hold as ever, so nothing leaves in a burst. Turning it twice changes nothing.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    stops: Stops
    queue: ActionQueue
    plans: PlanCheck
    senders: Senders
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock

    async def stop(self, actor: Actor, scope: StopScope, target: str, reason: str) -> StopReport:
        """Raise Forbidden, StopScopeInvalid, or NotFound for what the workspace does not have.

        A member may stop their own sender; wider scopes need the permission (TEAM-1).
        """
        mine = await self._exists(actor, scope, target)
        if not mine:
            actor.require(Permission.SENDING_STOP)
        stop = await self._turn(
            actor.workspace_id, scope, target, on=True, by=actor.user_id, reason=reason
        )
        return await self._report(stop, actor.workspace_id)

    async def restart(self, actor: Actor, scope: StopScope, target: str, reason: str) -> Stop:
        """Raise Forbidden, or StopNotFound, also for another workspace's and the platform's."""
        actor.require(Permission.SENDING_RESTART)
        key = Stop.key(actor.workspace_id, scope, target)
        if await self.stops.of(actor.workspace_id, key) is None:
            raise StopNotFound
        return await self._turn(
            actor.workspace_id, scope, target, on=False, by=actor.user_id, reason=reason
        )

    async def stop_campaign(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, reason: str
    ) -> None:
        """By the product itself, for the campaign's health; a person lifts it with a reason."""
        await self._turn(
            workspace_id, StopScope.CAMPAIGN, campaign_id, on=True, by=SYSTEM, reason=reason
        )

    async def stop_platform(self, reason: str, *, channel: str = "") -> StopReport:
        """For whoever runs the product: everything, or one channel, in every workspace."""
        scope = StopScope.CHANNEL if channel else StopScope.PLATFORM
        stop = await self._turn(PLATFORM, scope, channel, on=True, by=SYSTEM, reason=reason)
        return await self._report(stop, None)

    async def restart_platform(self, reason: str, *, channel: str = "") -> Stop:
        scope = StopScope.CHANNEL if channel else StopScope.PLATFORM
        return await self._turn(PLATFORM, scope, channel, on=False, by=SYSTEM, reason=reason)

    async def _exists(self, actor: Actor, scope: StopScope, target: str) -> bool:
        """Whether the target is the actor's own sender; raise when there is no such target."""
        Stop.unset(actor.workspace_id, scope, target)
        if scope is StopScope.CAMPAIGN:
            await self.plans.overview(actor.workspace_id, CampaignId(target))
        if scope is not StopScope.SENDER:
            return False
        sender = await self.senders.get(actor.workspace_id, SenderId(target))
        may_use = Permission.SENDERS_CONNECT in actor.permissions
        return may_use and sender.owner_id == actor.user_id

    async def _turn(
        self,
        workspace_id: WorkspaceId,
        scope: StopScope,
        target: str,
        *,
        on: bool,
        by: UserId,
        reason: str,
    ) -> Stop:
        if not reason.strip():
            raise StopScopeInvalid("a reason is needed")

        async def work() -> Stop:
            fresh = Stop.unset(workspace_id, scope, target)
            stop = await self.stops.of(workspace_id, fresh.id) or fresh
            if stop.turn(on=on, by=by, at=self.wall.now(), reason=reason.strip()):
                stop.judged_from = stop.judged_from if on else self.clock.now()
                await self.stops.put(stop)
                await self._tell(stop, by)
            return stop

        for _ in range(_TRIES):
            try:
                stop = await self.transaction.run(work)
            except StaleWrite:
                continue
            if not on:
                await self._wake(stop)
            return stop
        raise StaleWrite

    async def _tell(self, stop: Stop, by: UserId) -> None:
        """The platform's own switch is no workspace's event: its row is the record."""
        if stop.workspace_id == PLATFORM:
            return
        kind = SendingStopped if stop.is_on else SendingRestarted
        event = kind(
            at=self.clock.now(),
            workspace_id=stop.workspace_id,
            scope=stop.scope.value,
            target=stop.target,
            user_id=by,
        )
        await self.outbox.append([event])

    async def _wake(self, stop: Stop) -> None:
        now = self.clock.now()
        mine = None if stop.workspace_id == PLATFORM else stop.workspace_id
        if mine is not None and stop.scope is StopScope.CAMPAIGN:
            await self.queue.wake_campaign(mine, CampaignId(stop.target), now)
        elif mine is not None and stop.scope is StopScope.SENDER:
            await self.queue.wake_sender(mine, SenderId(stop.target), now)
        else:
            await self.queue.wake_workspace(mine, now)

    async def _report(self, stop: Stop, workspace_id: WorkspaceId | None) -> StopReport:
        return StopReport(
            stop=stop,
            in_flight=await self.queue.under_way(workspace_id),
            last_wire_at=self.wall.now() + _WIRE,
        )
