"""The step that stands before every password check."""

from dataclasses import dataclass
from datetime import timedelta

from domain.accounts.errors import TooManySignIns
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

    async def begin(self, email: str) -> str:
        """Count one try and return its key. Raise TooManySignIns while the address must wait.

        All ways to type an address share one count.
        """
        try:
            typed = EmailAddress(email).value
        except NotAnEmailAddress:
            typed = ""
        key = self.identities.hash("", "sign-in", typed)
        for _ in range(_RACES):
            tries = await self.counter.get(key)
            tries.begin(at=self.wall.now())
            try:
                await self.counter.save(tries)
            except StaleWrite:
                continue
            return key
        raise TooManySignIns(retry_after=timedelta(seconds=1))

    async def forget(self, key: str) -> None:
        await self.counter.forget(key)
