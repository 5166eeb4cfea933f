"""See AnnounceSender."""

from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.errors import LinkNotOpen
from domain.delivery.ports import Senders
from domain.shared.clock import Clock
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.tokens import TokenMaker
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceSender:
    """Note that the vendor linked an account for an open link; nothing is believed yet.

    The callback is not signed (vendors/unipile.md 5), so the account is read at the vendor before
    it is bound. The same announcement twice is one.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    senders: Senders
    tokens: TokenMaker
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock

    async def __call__(self, token: str, account_ref: str) -> None:
        """Raise LinkNotOpen for a link that is unknown, used for another account, or too old."""

        async def work() -> None:
            sender = await self.senders.of_link(self.tokens.digest(token))
            if sender is None:
                raise LinkNotOpen
            if account_ref in {sender.account_ref, sender.announced_ref}:
                return
            sender.announce(account_ref, wall=self.wall.now(), at=self.clock.now())
            events = sender.take_events()
            await self.senders.save(sender)
            await self.outbox.append(events)

        await self.transaction.run(work)
