from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.errors import LinkExpired
from domain.accounts.model.form import check_password
from domain.accounts.model.letter import LetterKind
from domain.accounts.model.ticket import TicketKind
from domain.accounts.ports import PasswordHasher, Sessions, Tickets, Users
from domain.accounts.usecases.mailroom import Mailroom
from domain.shared.clock import Clock
from domain.shared.ids import UserId
from domain.shared.purpose import Purpose
from domain.shared.tokens import TokenMaker
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetPassword:
    """A new password for the holder of the link; every session ends. It signs nobody in: the
    second factor is asked as always (ASVS 6.4.3).
    """

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    users: Users
    sessions: Sessions
    tickets: Tickets
    passwords: PasswordHasher
    mailroom: Mailroom
    tokens: TokenMaker
    transaction: Transaction
    wall: Clock

    async def __call__(self, token: str, password: str) -> None:
        now = self.wall.now()
        ticket = await self.tickets.find(self.tokens.digest(token))
        if ticket is None or not ticket.is_good(TicketKind.PASSWORD, now):
            raise LinkExpired
        user = await self.users.get(UserId(ticket.user_id))
        if user.email != ticket.email:
            raise LinkExpired
        own = (user.first_name, user.last_name, *user.email.value.split("@"))
        check_password(password, own)
        hashed = await self.passwords.hash(password)

        async def work() -> None:
            await self.tickets.spend(ticket, now)
            user = await self.users.get(UserId(ticket.user_id))
            user.password_hash = hashed
            await self.users.save(user)
            await self.sessions.revoke_of_user(user.id, now)
            await self.mailroom.queue(
                LetterKind.PASSWORD_CHANGED, user.email, user.locale, name=user.first_name
            )

        await self.transaction.run(work)
