from dataclasses import dataclass
from typing import ClassVar

from domain.billing.events import SpendingRulesChanged
from domain.billing.model.spending import Caps, SpendingRules, TopUpRule
from domain.billing.ports import SpendingRuleBook
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSpendingRules:
    """The caps and the automatic top-up of the workspace."""

    purpose: ClassVar[Purpose] = Purpose.BILLING
    rules: SpendingRuleBook

    async def __call__(self, actor: Actor) -> SpendingRules:
        actor.require(Permission.CREDITS_READ)
        return await self.rules.get(actor.workspace_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSpendingRules:
    """Caps count from the next reservation on; the automatic top-up needs a monthly maximum, and
    only who may pay may change it (BIL-6). Raises TopUpWithoutLimit, UnknownOffer, StaleWrite.
    """

    purpose: ClassVar[Purpose] = Purpose.BILLING
    rules: SpendingRuleBook
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(
        self, actor: Actor, version: int, *, workspace: Caps, member: Caps, top_up: TopUpRule
    ) -> SpendingRules:
        actor.require(Permission.SPENDING_EDIT)
        top_up.check()

        async def work() -> SpendingRules:
            rules = await self.rules.get(actor.workspace_id)
            if rules.version != version:
                raise StaleWrite
            if rules.top_up != top_up:
                actor.require(Permission.BILLING_MANAGE)
            rules.workspace, rules.member, rules.top_up = workspace, member, top_up
            rules.changed_by = actor.user_id
            await self.rules.save(rules)
            event = SpendingRulesChanged(
                at=self.clock.now(), workspace_id=actor.workspace_id, actor=actor.user_id
            )
            await self.outbox.append([event])
            return rules

        return await self.transaction.run(work)
