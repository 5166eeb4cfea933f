from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.model.identity import Locale, User
from domain.accounts.ports import Users
from domain.shared.actor import Actor
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLocale:
    """The actor reads the product in this language from now on, in every workspace."""

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    users: Users
    transaction: Transaction

    async def __call__(self, actor: Actor, locale: Locale) -> User:
        async def work() -> User:
            user = await self.users.get(actor.user_id)
            if user.locale is not locale:
                user.locale = locale
                await self.users.save(user)
            return user

        return await self.transaction.run(work)
