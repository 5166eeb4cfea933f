from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.model.identity import Locale, User
from domain.accounts.model.session import Session
from domain.accounts.ports import Sessions, Users
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLocale:
    """The person reads the product in this language from now on, in every workspace."""

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    users: Users
    sessions: Sessions
    transaction: Transaction

    async def __call__(self, session: Session, locale: Locale) -> User:
        async def work() -> User:
            user = await self.users.get(session.user_id)
            if user.locale is not locale:
                user.locale = locale
                await self.users.save(user)
                await self.sessions.renew_person(user)
            return user

        return await self.transaction.run(work)
