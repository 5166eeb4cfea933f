from dataclasses import dataclass
from typing import ClassVar

from domain.billing.model.ledger import Wallet
from domain.billing.ports import Wallets
from domain.shared.actor import Actor, Permission
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBalance:
    """What the workspace may still spend, what is set aside, what is spent."""

    purpose: ClassVar[Purpose] = Purpose.BILLING
    wallets: Wallets

    async def __call__(self, actor: Actor) -> Wallet:
        actor.require(Permission.CREDITS_READ)
        return await self.wallets.get(actor.workspace_id)
