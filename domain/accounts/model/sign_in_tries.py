"""Slowing down whoever guesses passwords."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from domain.accounts.errors import TooManySignIns


@dataclass(slots=True, kw_only=True)
class SignInTries:
    """Tries at one address, whether an account has it or not (security.md 3.4).

    Ten are free; each later one doubles the wait, up to a quarter of an hour: a delay, never a
    lock that a stranger could keep shut. Five quiet minutes after the wait, all is forgotten.
    `id` is a keyed hash of the address. Times are real time.
    """

    FREE: ClassVar[int] = 10
    WINDOW: ClassVar[timedelta] = timedelta(minutes=5)
    FIRST_WAIT: ClassVar[timedelta] = timedelta(seconds=15)
    LONGEST_WAIT: ClassVar[timedelta] = timedelta(minutes=15)

    id: str
    count: int = 0
    last_at: datetime | None = None
    version: int = 0

    def _free_at(self) -> datetime | None:
        if self.last_at is None or self.count < self.FREE:
            return self.last_at
        doublings = min(self.count - self.FREE, 16)
        return self.last_at + min(self.FIRST_WAIT * (1 << doublings), self.LONGEST_WAIT)

    def begin(self, *, at: datetime) -> None:
        """Count one try before its password is looked at. Raise TooManySignIns while it waits."""
        free_at = self._free_at()
        if free_at is not None:
            if at < free_at:
                raise TooManySignIns(retry_after=free_at - at)
            if at >= free_at + self.WINDOW:
                self.count = 0
        self.count += 1
        self.last_at = at
