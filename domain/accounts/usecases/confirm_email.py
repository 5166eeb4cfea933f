from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.errors import LinkExpired
from domain.accounts.model.ticket import TicketKind
from domain.accounts.ports import Sessions, Tickets, Users
from domain.shared.clock import Clock
from domain.shared.ids import UserId
from domain.shared.purpose import Purpose
from domain.shared.tokens import TokenMaker
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmEmail:
    """The holder of the link signs in with this address from now on."""

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    users: Users
    sessions: Sessions
    tickets: Tickets
    tokens: TokenMaker
    transaction: Transaction
    wall: Clock

    async def __call__(self, token: str) -> None:
        now = self.wall.now()
        ticket = await self.tickets.find(self.tokens.digest(token))
        if ticket is None or not ticket.is_good(TicketKind.EMAIL, now):
            raise LinkExpired

        async def work() -> None:
            await self.tickets.spend(ticket, now)
            user = await self.users.get(UserId(ticket.user_id))
            user.email = ticket.email
            await self.users.save(user)
            await self.sessions.renew_person(user)

        await self.transaction.run(work)
