"""A circuit breaker: a vendor that does not answer is left alone for a moment."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True, kw_only=True)
class Breaker:
    """Closed until `most` calls in a row got no answer, then open for `rest` seconds. Afterwards
    calls go through again, and one more without an answer opens it at once. Any answer closes it,
    an error too: whoever answers is there, and what one account cannot do says nothing of others.
    """

    most: int
    rest: float
    now: Callable[[], float] = time.monotonic
    _silent: int = 0
    _until: float = 0.0

    @property
    def is_open(self) -> bool:
        return self.now() < self._until

    def answered(self) -> None:
        self._silent, self._until = 0, 0.0

    def silent(self) -> bool:
        """Count a call without an answer; True when that opened the circuit."""
        self._silent += 1
        if self._silent < self.most or self.is_open:
            return False
        self._until = self.now() + self.rest
        return True
