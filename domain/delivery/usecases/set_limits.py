"""See SetLimits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.events import LimitsChanged
from domain.delivery.model.limits import (
    LimitChange,
    LimitName,
    LimitRules,
    check_limits,
    settled_limit,
)
from domain.delivery.model.sender import Sender
from domain.delivery.ports import ActionQueue, PlanCheck, Senders, SendingRules
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import CampaignId, SenderId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLimits:
    """Set limits of one sender, or rules for all of a workspace's (SND-2, SND-3).

    Outside its bounds a value is refused; beyond its safe edge it needs a reason. It holds from
    the next claim on, also within the day. Whoever owns a sender may lower its limits.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    senders: Senders
    rules: SendingRules
    queue: ActionQueue
    plans: PlanCheck
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def of_sender(
        self, actor: Actor, sender_id: SenderId, values: Mapping[str, int | None], reason: str
    ) -> Sender:
        """Raise Forbidden, SenderNotFound, LimitOutOfBounds or SafeEdgePassed."""

        async def work() -> Sender:
            sender = await self.senders.get(actor.workspace_id, sender_id)
            rules = await self.rules.of(actor.workspace_id)
            if not _lowers(actor, sender, rules, values):
                actor.require(Permission.LIMITS_SET)
            sender.set_limits(values, actor.user_id, reason=reason, at=self.clock.now())
            await self.senders.save(sender)
            await self._tell(actor, sender_id)
            return sender

        sender = await self.transaction.run(work)
        await self.queue.wake_sender(actor.workspace_id, sender_id, self.clock.now())
        return sender

    async def of_workspace(
        self, actor: Actor, values: Mapping[str, int | None], reason: str
    ) -> LimitRules:
        """Raise Forbidden, LimitOutOfBounds or SafeEdgePassed."""
        actor.require(Permission.LIMITS_SET)

        async def work() -> LimitRules:
            rules = await self.rules.of(actor.workspace_id)
            rules.values = check_limits(values, tuple(LimitName), reason)
            change = LimitChange(
                values=rules.values, by=actor.user_id, at=self.clock.now(), reason=reason.strip()
            )
            rules.changes = (*rules.changes, change)
            await self.rules.put(rules)
            await self._tell(actor, "")
            return rules

        rules = await self.transaction.run(work)
        await self.queue.wake_workspace(actor.workspace_id, self.clock.now())
        return rules

    async def of_campaign(
        self, actor: Actor, campaign_id: CampaignId, per_day: int | None, reason: str
    ) -> LimitRules:
        """What one campaign may send a day; None goes back to the workspace's rule.

        Raise Forbidden, NotFound, LimitOutOfBounds or SafeEdgePassed.
        """
        actor.require(Permission.LIMITS_SET)
        await self.plans.overview(actor.workspace_id, campaign_id)
        name = LimitName.CAMPAIGN_PER_DAY.value

        async def work() -> LimitRules:
            rules = await self.rules.of(actor.workspace_id)
            kept = check_limits({name: per_day}, (LimitName.CAMPAIGN_PER_DAY,), reason)
            others = {key: value for key, value in rules.campaigns.items() if key != campaign_id}
            own: dict[str, int] = {campaign_id: kept[name]} if kept else {}
            rules.campaigns = {**others, **own}
            change = LimitChange(
                values=kept,
                by=actor.user_id,
                at=self.clock.now(),
                reason=reason.strip(),
                campaign_id=campaign_id,
            )
            rules.changes = (*rules.changes, change)
            await self.rules.put(rules)
            await self._tell(actor, "")
            return rules

        rules = await self.transaction.run(work)
        await self.queue.wake_campaign(actor.workspace_id, campaign_id, self.clock.now())
        return rules

    async def read_workspace(self, actor: Actor) -> LimitRules:
        actor.require(Permission.CAMPAIGNS_READ)
        return await self.rules.of(actor.workspace_id)

    async def read_campaign(self, actor: Actor, campaign_id: CampaignId) -> LimitRules:
        """Raise NotFound, also for another workspace's campaign."""
        actor.require(Permission.CAMPAIGNS_READ)
        await self.plans.overview(actor.workspace_id, campaign_id)
        return await self.rules.of(actor.workspace_id)

    async def _tell(self, actor: Actor, sender_id: str) -> None:
        event = LimitsChanged(
            at=self.clock.now(),
            workspace_id=actor.workspace_id,
            sender_id=sender_id,
            user_id=actor.user_id,
        )
        await self.outbox.append([event])


def _lowers(
    actor: Actor, sender: Sender, rules: LimitRules, values: Mapping[str, int | None]
) -> bool:
    """TEAM-1: their own, downwards; giving a setting up is not lowering it."""
    own = sender.owner_id == actor.user_id and Permission.SENDERS_CONNECT in actor.permissions
    known = {name.value for name in LimitName}
    down = all(
        value is not None
        and name in known
        and value <= settled_limit(LimitName(name), sender.settings, rules.values)[0]
        for name, value in values.items()
    )
    return own and down and set(sender.settings) <= set(values)
