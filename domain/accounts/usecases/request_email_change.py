from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.model.letter import LetterKind
from domain.accounts.model.session import Session
from domain.accounts.model.ticket import Ticket, TicketKind
from domain.accounts.ports import Tickets, Users
from domain.accounts.usecases.mailroom import Mailroom
from domain.accounts.usecases.person_check import PersonCheck
from domain.accounts.usecases.sign_in_throttle import SignInThrottle
from domain.shared.clock import Clock
from domain.shared.email_address import EmailAddress
from domain.shared.purpose import Purpose
from domain.shared.tokens import TokenMaker
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestEmailChange:
    """Write to the new address, which has to confirm, and tell the old one (security.md 3.5).

    An address that somebody has already gets a mail that says so; the answer is the same.
    """

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    users: Users
    tickets: Tickets
    check: PersonCheck
    throttle: SignInThrottle
    mailroom: Mailroom
    tokens: TokenMaker
    transaction: Transaction
    wall: Clock

    async def __call__(self, session: Session, password: str, email: str) -> None:
        address, token, now = EmailAddress(email), self.tokens.new(), self.wall.now()
        user = await self.check(session.user_id, password)
        await self.throttle.begin_letter(email)
        ticket = Ticket(
            id=self.tokens.digest(token),
            kind=TicketKind.EMAIL,
            email=address,
            ends_at=now + TicketKind.EMAIL.life,
            user_id=user.id,
        )

        async def work() -> None:
            other = await self.users.find(address)
            if other is not None:
                await self.mailroom.queue(
                    LetterKind.ALREADY_SIGNED_UP, address, other.locale, name=other.first_name
                )
            else:
                await self.tickets.add(ticket)
                await self.mailroom.queue(
                    LetterKind.CONFIRM_EMAIL,
                    address,
                    user.locale,
                    token=token,
                    name=user.first_name,
                )
            await self.mailroom.queue(
                LetterKind.EMAIL_CHANGING, user.email, user.locale, name=user.first_name
            )

        await self.transaction.run(work)
