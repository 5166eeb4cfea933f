from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.model.identity import Locale
from domain.accounts.model.letter import LetterKind
from domain.accounts.model.ticket import Ticket, TicketKind
from domain.accounts.ports import Tickets, Users
from domain.accounts.usecases.mailroom import Mailroom
from domain.accounts.usecases.sign_in_throttle import SignInThrottle
from domain.shared.clock import Clock
from domain.shared.email_address import EmailAddress
from domain.shared.purpose import Purpose
from domain.shared.tokens import TokenMaker
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestReset:
    """Write to an address whose password was forgotten. Whether it has an account is told by the
    mail alone.
    """

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    users: Users
    tickets: Tickets
    throttle: SignInThrottle
    mailroom: Mailroom
    tokens: TokenMaker
    transaction: Transaction
    wall: Clock

    async def __call__(self, email: str, *, locale: Locale, network: str = "") -> None:
        address, token, now = EmailAddress(email), self.tokens.new(), self.wall.now()
        await self.throttle.begin_letter(email, network)

        async def work() -> None:
            user = await self.users.find(address)
            if user is None:
                await self.mailroom.queue(LetterKind.NO_ACCOUNT, address, locale)
                return
            ticket = Ticket(
                id=self.tokens.digest(token),
                kind=TicketKind.PASSWORD,
                email=address,
                ends_at=now + TicketKind.PASSWORD.life,
                user_id=user.id,
            )
            await self.tickets.add(ticket)
            await self.mailroom.queue(
                LetterKind.RESET_PASSWORD, address, user.locale, token=token, name=user.first_name
            )

        await self.transaction.run(work)
