"""Slowing down whoever guesses, and whoever has us write to people."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.accounts.errors import TooManySignIns


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """`free` tries cost nothing; each later one doubles the wait, from `first_wait` up to
    `longest_wait`: a delay, never a lock that a stranger could keep shut. After `window` of quiet
    beyond the wait, all is forgotten (security.md 3.4).
    """

    free: int
    window: timedelta
    first_wait: timedelta
    longest_wait: timedelta


SIGN_INS = Pace(
    free=10,
    window=timedelta(minutes=5),
    first_wait=timedelta(seconds=15),
    longest_wait=timedelta(minutes=15),
)
# Many colleagues may share one address of the network.
SIGN_INS_OF_A_NETWORK = Pace(
    free=100,
    window=timedelta(minutes=5),
    first_wait=timedelta(seconds=15),
    longest_wait=timedelta(minutes=15),
)
CODES = Pace(
    free=5,
    window=timedelta(minutes=5),
    first_wait=timedelta(seconds=30),
    longest_wait=timedelta(hours=1),
)
LETTERS = Pace(
    free=5,
    window=timedelta(hours=6),
    first_wait=timedelta(minutes=15),
    longest_wait=timedelta(hours=6),
)


@dataclass(slots=True, kw_only=True)
class SignInTries:
    """Tries about one thing, whether it exists or not. `id` is a keyed hash of it: an address, a
    person, a network. Times are real time.
    """

    id: str
    count: int = 0
    last_at: datetime | None = None
    version: int = 0

    def _free_at(self, pace: Pace) -> datetime | None:
        if self.last_at is None or self.count < pace.free:
            return self.last_at
        doublings = min(self.count - pace.free, 16)
        return self.last_at + min(pace.first_wait * (1 << doublings), pace.longest_wait)

    def begin(self, *, at: datetime, pace: Pace = SIGN_INS) -> None:
        """Count one try before anything is looked at. Raise TooManySignIns while it waits."""
        free_at = self._free_at(pace)
        if free_at is not None:
            if at < free_at:
                raise TooManySignIns(retry_after=free_at - at)
            if at >= free_at + pace.window:
                self.count = 0
        self.count += 1
        self.last_at = at
