"""The step that stands before every check somebody could guess through."""

from dataclasses import dataclass
from datetime import timedelta

from domain.accounts.errors import TooManyLetters, TooManySignIns
from domain.accounts.model.sign_in_tries import (
    CODES,
    LETTERS,
    SIGN_INS,
    SIGN_INS_OF_A_NETWORK,
    Pace,
)
from domain.accounts.ports import SignInCounter
from domain.shared.clock import Clock
from domain.shared.email_address import EmailAddress, NotAnEmailAddress
from domain.shared.errors import StaleWrite
from domain.shared.tokens import IdentityHasher

_RACES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInThrottle:
    """Counts a try before it is made, so that parallel guesses are counted too."""

    counter: SignInCounter
    identities: IdentityHasher
    wall: Clock

    async def begin(self, email: str, network: str = "") -> str:
        """Count one try and return the key of its address. Raise TooManySignIns while the
        address, or everybody in its network, must wait.

        All ways to type an address share one count.
        """
        if network:
            await self._count("sign-in-network", network, SIGN_INS_OF_A_NETWORK)
        return await self._count("sign-in", _typed(email), SIGN_INS)

    async def begin_code(self, user_id: str) -> str:
        """Count one try at a person's second factor, or at the own password again."""
        return await self._count("code", user_id, CODES)

    async def begin_letter(self, email: str, network: str = "") -> None:
        """Count one mail somebody had us write. Raise TooManyLetters."""
        try:
            if network:
                await self._count("letter-network", network, SIGN_INS_OF_A_NETWORK)
            await self._count("letter", _typed(email), LETTERS)
        except TooManySignIns as error:
            raise TooManyLetters(retry_after=error.retry_after) from error

    async def _count(self, kind: str, subject: str, pace: Pace) -> str:
        key = self.identities.hash("", kind, subject)
        for _ in range(_RACES):
            tries = await self.counter.get(key)
            tries.begin(at=self.wall.now(), pace=pace)
            try:
                await self.counter.save(tries)
            except StaleWrite:
                continue
            return key
        raise TooManySignIns(retry_after=timedelta(seconds=1))

    async def forget(self, key: str) -> None:
        await self.counter.forget(key)


def _typed(email: str) -> str:
    try:
        return EmailAddress(email).value
    except NotAnEmailAddress:
        return ""
