"""Time as the domain sees it."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The present instant: aware, UTC, whole milliseconds (what BSON keeps).

    The product holds two. `clock` is business time: calendars, sequences, quotas, messages.
    `wall` is real time: sessions, leases, deadlines. In live mode they are one; in the sandbox
    business time runs faster, so an instant of one is never compared with one of the other.
    """

    def now(self) -> datetime: ...
