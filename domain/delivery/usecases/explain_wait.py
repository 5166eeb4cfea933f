"""See ExplainWait."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.delivery.model.action import Action
from domain.delivery.model.dossier import CampaignStanding
from domain.delivery.model.verdict import RULES, Reason, ReasonCode
from domain.delivery.ports import (
    ActionFilter,
    ActionQueue,
    CampaignOverview,
    PlanCheck,
    Recipients,
    Senders,
)
from domain.delivery.usecases.send_gate import SendGate
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import NotFound
from domain.shared.ids import CampaignId, ProspectId, SenderId
from domain.shared.purpose import Purpose

_SEEN = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The first reason, the next possible send time, and how many wait for which reason."""

    reason: ReasonCode | None
    origin: str
    """Which limit binds, where that reason has several sources; "" otherwise."""
    next_at: datetime | None
    counts: tuple[tuple[ReasonCode, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainWait:
    """Why nothing is going out (product.md 4.4), of a campaign, from a sender or to a person, by
    the code that decides.

    The head of the queue is judged now; behind it each action's last stored verdict counts. No
    reason at all means that something leaves within seconds, or that nothing is left to do.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    queue: ActionQueue
    plans: PlanCheck
    senders: Senders
    recipients: Recipients
    gate: SendGate
    clock: Clock
    wall: Clock

    async def __call__(self, actor: Actor, campaign_id: CampaignId) -> Explanation:
        """Raise NotFound, also for another workspace's campaign."""
        actor.require(Permission.CAMPAIGNS_READ)
        overview = await self.plans.overview(actor.workspace_id, campaign_id)
        wanted = ActionFilter(campaign_id=campaign_id)
        head, next_at, counts, waiting = await self._waiting(actor, wanted)
        unsettled = await self.queue.unsettled_of_campaign(actor.workspace_id, campaign_id)
        undecided = overview.awaiting - waiting - unsettled
        if undecided > 0:
            counts[ReasonCode.WAITING_APPROVAL] += undecided
        if unsettled:
            counts[ReasonCode.UNCONFIRMED] += unsettled
        if overview.standing is CampaignStanding.PAUSED:
            counts[ReasonCode.CAMPAIGN_PAUSED] += 1
        return _explained(head, _earliest(next_at, overview), counts)

    async def of_sender(self, actor: Actor, sender_id: SenderId) -> Explanation:
        """Raise SenderNotFound."""
        actor.require(Permission.CAMPAIGNS_READ)
        await self.senders.get(actor.workspace_id, sender_id)
        head, next_at, counts, _ = await self._waiting(actor, ActionFilter(sender_id=sender_id))
        return _explained(head, next_at, counts)

    async def of_prospect(self, actor: Actor, prospect_id: ProspectId) -> Explanation:
        """Raise NotFound for somebody who is not on file."""
        actor.require(Permission.CAMPAIGNS_READ)
        if await self.recipients.of(actor.workspace_id, prospect_id) is None:
            raise NotFound
        wanted = ActionFilter(prospect_id=prospect_id)
        head, next_at, counts, _ = await self._waiting(actor, wanted)
        return _explained(head, next_at, counts)

    async def _waiting(
        self, actor: Actor, wanted: ActionFilter
    ) -> tuple[Reason | None, datetime | None, Counter[ReasonCode], int]:
        waiting = await self.queue.waiting_of(actor.workspace_id, wanted, _SEEN)
        counts: Counter[ReasonCode] = Counter()
        for action in waiting[1:]:
            counts.update({action.reasons[0].code: 1} if action.reasons else {})
        head, next_at = await self._head(waiting[0]) if waiting else (None, None)
        if head is not None:
            counts[head.code] += 1
        return head, next_at, counts, len(waiting)

    async def _head(self, action: Action) -> tuple[Reason | None, datetime]:
        now = self.clock.now()
        _, verdict = await self.gate(action)
        if verdict.first is not None:
            return verdict.first, max(verdict.next_at(otherwise=action.next_at), now)
        if action.not_before > self.wall.now():
            return Reason(code=ReasonCode.UNDO_WINDOW), max(action.next_at, now)
        return None, max(action.next_at, now)


def _explained(
    head: Reason | None, next_at: datetime | None, counts: Counter[ReasonCode]
) -> Explanation:
    ordered = tuple((code, counts[code]) for code in RULES if counts[code])
    first = head.code if head else (ordered[0][0] if ordered else None)
    origin = head.origin if head else ""
    return Explanation(reason=first, origin=origin, next_at=next_at, counts=ordered)


def _earliest(next_at: datetime | None, overview: CampaignOverview) -> datetime | None:
    known = [instant for instant in (next_at, overview.next_step_at) if instant is not None]
    return min(known, default=None)
