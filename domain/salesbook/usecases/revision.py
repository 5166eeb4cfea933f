"""The step that every change of the Salesbook goes through."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from domain.salesbook.model.salesbook import Salesbook
from domain.salesbook.ports import Salesbooks
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.outbox import Outbox
from domain.shared.transaction import Transaction

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Read, change, store and announce in one transaction."""

    salesbooks: Salesbooks
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def run(
        self, actor: Actor, change: Callable[[Salesbook, datetime], T]
    ) -> tuple[Salesbook, T]:
        """The Salesbook after the change, and what the change made. `change` may run twice."""
        actor.require(Permission.SALESBOOK_EDIT)
        now = self.clock.now()

        async def work() -> tuple[Salesbook, T]:
            salesbook = await self.salesbooks.get(actor.workspace_id)
            changed = change(salesbook, now)
            await self.salesbooks.save(salesbook)
            await self.outbox.append(salesbook.events)
            return salesbook, changed

        return await self.transaction.run(work)
