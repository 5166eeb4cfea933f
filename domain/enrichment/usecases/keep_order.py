"""See KeepOrder."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.enrichment.errors import ProviderNotOffered
from domain.enrichment.ports import Finders, ProviderOrders
from domain.shared.actor import Actor, Permission
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepOrder:
    """Which provider a workspace asks first: each is asked only about whom those before it did not
    find, and only what is found is charged (ENR-1).
    """

    purpose: ClassVar[Purpose] = Purpose.ENRICHMENT
    orders: ProviderOrders
    finders: Finders
    transaction: Transaction

    async def read(self, actor: Actor) -> tuple[str, ...]:
        actor.require(Permission.ENRICHMENT_RUN)
        return (await self.orders.of(actor.workspace_id)).among(self.finders.names)

    async def set(self, actor: Actor, providers: Sequence[str]) -> tuple[str, ...]:
        """Jobs under way keep the order they began with. Raise ProviderNotOffered."""
        actor.require(Permission.LIMITS_SET)
        if sorted(providers) != sorted(self.finders.names):
            raise ProviderNotOffered

        async def work() -> tuple[str, ...]:
            order = await self.orders.of(actor.workspace_id)
            order.providers = tuple(providers)
            await self.orders.save(order)
            return order.providers

        return await self.transaction.run(work)
