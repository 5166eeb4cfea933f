from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.events import PasswordChanged
from domain.accounts.model.form import check_password
from domain.accounts.model.letter import LetterKind
from domain.accounts.model.session import Session
from domain.accounts.ports import PasswordHasher, Sessions, Users
from domain.accounts.usecases.mailroom import Mailroom
from domain.accounts.usecases.person_check import PersonCheck
from domain.shared.clock import Clock
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePassword:
    """A new password for who knows the old one; every other session ends."""

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    users: Users
    sessions: Sessions
    passwords: PasswordHasher
    check: PersonCheck
    mailroom: Mailroom
    outbox: Outbox
    transaction: Transaction
    wall: Clock

    async def __call__(self, session: Session, current: str, fresh: str) -> None:
        user = await self.check(session.user_id, current)
        own = (user.first_name, user.last_name, *user.email.value.split("@"))
        check_password(fresh, (session.workspace_name, *own))
        hashed, now = await self.passwords.hash(fresh), self.wall.now()

        async def work() -> None:
            user = await self.users.get(session.user_id)
            user.password_hash = hashed
            await self.users.save(user)
            await self.sessions.revoke_of_user(user.id, now, but=session.id)
            changed = PasswordChanged(at=now, workspace_id=session.workspace_id, user_id=user.id)
            await self.outbox.append([changed])
            await self.mailroom.queue(
                LetterKind.PASSWORD_CHANGED, user.email, user.locale, name=user.first_name
            )

        await self.transaction.run(work)
