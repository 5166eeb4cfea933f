from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from domain.accounts.model.session import Session
from domain.accounts.ports import OneTimeCodes, Users
from domain.accounts.usecases.person_check import PersonCheck
from domain.shared.clock import Clock
from domain.shared.purpose import Purpose
from domain.shared.tokens import FieldCipher
from domain.shared.transaction import Transaction


def factor_place(user_id: str) -> str:
    """Where the sealed secret of a second factor belongs."""
    return f"users|{user_id}|factor"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartedFactor:
    """Shown once, to be read by an authenticator app."""

    secret: str
    address: str
    picture: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartFactor:
    """Give a fresh secret, which counts once a code of it was given back. The one that is in use
    stays until then. The password is asked again, except of who has just come and has none yet.
    """

    FRESH: ClassVar[timedelta] = timedelta(minutes=10)
    purpose: ClassVar[Purpose] = Purpose.SECURITY
    users: Users
    check: PersonCheck
    codes: OneTimeCodes
    cipher: FieldCipher
    transaction: Transaction
    wall: Clock

    async def __call__(self, session: Session, password: str) -> StartedFactor:
        just_came = self.wall.now() < session.opened_at + self.FRESH
        if session.is_strong() or not just_came:
            await self.check(session.user_id, password)
        secret = self.codes.new_secret()
        sealed = self.cipher.encrypt(secret, place=factor_place(session.user_id))

        async def work() -> None:
            user = await self.users.get(session.user_id)
            user.pending_secret = sealed
            await self.users.save(user)

        await self.transaction.run(work)
        address = self.codes.address(secret, session.person.email.value)
        return StartedFactor(secret=secret, address=address, picture=self.codes.picture(address))
