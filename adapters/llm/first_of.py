"""Two vendors, one answer (vendors/llm.md 5.1)."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

import structlog

from adapters.llm.model import (
    Answer,
    Fault,
    Model,
    Outcome,
    Question,
    Shape,
    VendorDown,
)

_LOG = structlog.get_logger()
_SHORT_WAIT = timedelta(seconds=2)
_TRIES = 2


class Breaker:
    """Closed until three failures in a row, then open for a while, then one trial decides."""

    def __init__(self, *, open_for: float, now: Callable[[], float] = time.monotonic) -> None:
        self._open_for = open_for
        self._now = now
        self._failures = 0
        self._open_until = 0.0

    @property
    def is_open(self) -> bool:
        if self._failures < 3:
            return False
        if self._now() < self._open_until:
            return True
        self._open_until = self._now() + self._open_for  # this caller is the trial
        return False

    def failed(self, *, at_once: bool = False) -> None:
        self._failures = 3 if at_once else self._failures + 1
        if self._failures >= 3:
            self._open_until = self._now() + self._open_for

    def worked(self) -> None:
        self._failures = 0


@dataclass(frozen=True, slots=True)
class _Line:
    model: Model
    region: str
    breaker: Breaker


class FirstOf:
    """Ask the first vendor, and the next one when it does not answer usably.

    One absolute deadline holds for the whole call, both vendors and all pauses together. Only
    vendors in a region that the question allows are asked; the breaker is per vendor and region.

    A vendor is asked at most twice, and waited for at most two seconds: a longer Retry-After
    means the other vendor. An answer cut short is asked for once more with twice the room. A
    refusal, a filtered or malformed answer goes to the other vendor once.
    """

    def __init__(
        self,
        models: Sequence[tuple[Model, str]],
        *,
        deadline_seconds: float = 45,
        open_for: float = 30,
        now: Callable[[], float] = time.monotonic,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        jitter: Random | None = None,
    ) -> None:
        self._lines = [
            _Line(model, region, Breaker(open_for=open_for, now=now)) for model, region in models
        ]
        self._deadline, self._now = deadline_seconds, now
        self._pause = pause
        self._jitter = jitter or Random()  # noqa: S311 - spreads retries, protects nothing

    @property
    def vendor(self) -> str:
        return "first-of"

    async def ask(self, question: Question[Shape]) -> Answer[Shape]:
        """The first usable answer, else the last unusable one. Raise VendorDown without any."""
        last: Answer[Shape] | None = None
        until = self._now() + self._deadline
        lines = [one for one in self._lines if _is_allowed(one, question)]
        down = VendorDown(Fault.TRANSIENT if lines else Fault.NO_ROUTE)
        for line in lines:
            if line.breaker.is_open:
                continue
            try:
                last = await self._ask_line(line, question, until)
            except VendorDown as error:
                down = error
                continue
            if last.outcome is Outcome.OK:
                return last
        if last is None:
            raise down
        return last

    async def _ask_line(
        self, line: _Line, question: Question[Shape], until: float
    ) -> Answer[Shape]:
        for attempt in range(1, _TRIES + 1):
            left = until - self._now()
            if left <= 0:
                raise VendorDown(Fault.DEADLINE)
            try:
                answer = await line.model.ask(replace(question, seconds=left))
            except VendorDown as down:
                wait = self._wait(down, attempt)
                lasting = down.fault in {Fault.NO_MONEY, Fault.BROKEN}
                line.breaker.failed(at_once=down.fault is Fault.NO_MONEY)
                if lasting:
                    # A wrong key, an empty account or a schema bug: someone has to look.
                    _LOG.error("model_vendor_unusable", vendor=line.model.vendor, fault=down.fault)
                if lasting or wait is None or attempt == _TRIES:
                    raise
                await self._pause(wait)
                continue
            line.breaker.worked()
            if answer.outcome is Outcome.TRUNCATED and attempt < _TRIES:
                question = replace(question, max_tokens=question.max_tokens * 2)
                continue
            return answer
        raise AssertionError  # the last try returns or raises

    def _wait(self, down: VendorDown, attempt: int) -> float | None:
        """Seconds before the next try at this vendor; None when it is not worth waiting."""
        if down.fault is Fault.DEADLINE:
            return None
        if down.retry_after is not None:
            short = down.retry_after <= _SHORT_WAIT
            return down.retry_after.total_seconds() if short else None
        wait: float = 0.25 * 2 ** (attempt - 1)
        return min(2.0, wait) * self._jitter.uniform(0.75, 1.0)


def _is_allowed(line: _Line, question: Question[Shape]) -> bool:
    return question.regions is None or line.region in question.regions
