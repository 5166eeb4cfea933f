"""One decision, all of its writes or none."""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Transaction(Protocol):
    async def run(self, work: Callable[[], Awaitable[T]]) -> T:
        """Run `work` so that all of its writes land, or none do.

        `work` can run more than once: a write conflict starts it again. So it reads what it
        changes inside, and it calls repositories only; no mail, no HTTP, no job.
        """
        ...
