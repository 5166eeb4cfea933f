"""See ReadModelUse and SetModelRules."""

from dataclasses import dataclass
from typing import ClassVar

from domain.messaging.model.spending import ModelRules, Route, Spent
from domain.messaging.ports import ModelCalls, ModelRulesBook
from domain.shared.actor import Actor, Permission
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelUse:
    rules: ModelRules
    spent: Spent

    @property
    def is_paused(self) -> bool:
        return self.rules.is_spent(self.spent)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadModelUse:
    """What the workspace allows its models, what they used today, and whether drafting pauses."""

    purpose: ClassVar[Purpose] = Purpose.DRAFTING
    book: ModelRulesBook
    calls: ModelCalls

    async def __call__(self, actor: Actor) -> ModelUse:
        actor.require(Permission.DRAFTS_READ)
        return ModelUse(
            rules=await self.book.of(actor.workspace_id),
            spent=await self.calls.spent_today(actor.workspace_id),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SetModelRules:
    """Say where models may run and what they may cost a day; it counts from the next call on."""

    purpose: ClassVar[Purpose] = Purpose.DRAFTING
    book: ModelRulesBook
    transaction: Transaction

    async def __call__(
        self, actor: Actor, *, route: Route, daily_tokens: int, daily_cents: int
    ) -> ModelRules:
        """Raise ModelRulesOutOfBounds."""
        actor.require(Permission.MODELS_SET)

        async def work() -> ModelRules:
            rules = await self.book.of(actor.workspace_id)
            rules.set(route=route, daily_tokens=daily_tokens, daily_cents=daily_cents)
            await self.book.save(rules)
            return rules

        return await self.transaction.run(work)
