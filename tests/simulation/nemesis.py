"""What goes wrong, drawn from a seed, at every border between the engine and the world."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from adapters.memory.rows import MemoryStore, MemoryTransaction

T = TypeVar("T")


class StoreDown(Exception):
    """A write of which nobody knows whether it landed."""


@dataclass(slots=True, eq=False)
class Process:
    """One worker. A dead one never comes back from the call it was in."""

    name: str
    ended: asyncio.Event = field(default_factory=asyncio.Event)


_IDLE = frozenset(
    {
        *("actions.due", "actions.stale", "actions.unknown"),
        *("recipient_gates.forgotten", "account_gates.forgotten"),
    }
)
# Around the call it matters most.
_AIMED = {"courier.send": 10, "attempts.record": 8, "attempts.arm": 4, "transaction": 2}
_PROCESS: ContextVar[Process | None] = ContextVar("process", default=None)
_INSIDE: ContextVar[bool] = ContextVar("inside_transaction", default=False)


@dataclass(slots=True)
class Nemesis:
    """Strikes at borders only: kills, pauses, store errors before and after the effect."""

    chance: random.Random
    kills: float = 0.005
    pauses: float = 0.01
    errors: float = 0.005
    on: bool = True
    seen: Counter[str] = field(default_factory=Counter)
    lives: set[asyncio.Task[Any]] = field(default_factory=set)

    async def border(self, place: str) -> None:
        """Idle looks at the queue are spared: what matters is in flight."""
        if _INSIDE.get():
            return
        await asyncio.sleep(0)
        if place.split(":", maxsplit=1)[0] in _IDLE:
            return
        process = _PROCESS.get()
        if process is None or not self.on:
            return
        if process.ended.is_set():
            await asyncio.get_running_loop().create_future()
        draw = self.chance.random() / _AIMED.get(place.split(":", maxsplit=1)[0], 1)
        if draw < self.kills:
            self.seen[f"killed:{place}"] += 1
            self.seen["killed"] += 1
            process.ended.set()
            await asyncio.get_running_loop().create_future()
        elif draw < self.kills + self.pauses:
            self.seen["paused"] += 1
            await asyncio.sleep(self.chance.choice((0.2, 3, 12, 40, 90, 900)))

    def maybe_fail(self, when: str, place: str = "") -> None:
        if place in _IDLE:
            return
        if _PROCESS.get() is not None and self.on and self.chance.random() < self.errors:
            self.seen[f"store_error:{when}"] += 1
            raise StoreDown

    @staticmethod
    def outside() -> None:
        """What the vendor does by itself belongs to no process of ours."""
        _PROCESS.set(None)

    def guard(self, port: Any, name: str) -> Any:
        """The port, with borders before and after each of its calls."""
        return _Guarded(port, name, self)

    async def run_as(self, process: Process, work: Callable[[], Awaitable[Any]]) -> None:
        """Run `work` in a process until it ends or the process dies."""
        _PROCESS.set(process)
        task = asyncio.ensure_future(work())
        # Held, so that a dead process stays dead instead of being collected.
        self.lives.add(task)
        death = asyncio.ensure_future(process.ended.wait())
        try:
            await asyncio.wait({task, death}, return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                task.exception()
        finally:
            death.cancel()


class _Guarded:
    def __init__(self, port: Any, name: str, nemesis: Nemesis) -> None:
        self._port, self._name, self._nemesis = port, name, nemesis

    def __getattr__(self, method: str) -> Any:
        call = getattr(self._port, method)

        @wraps(call)
        async def guarded(*args: Any, **kwargs: Any) -> Any:
            place = f"{self._name}.{method}"
            await self._nemesis.border(f"{place}:before")
            if not _INSIDE.get():
                self._nemesis.maybe_fail("before", place)
            result = await call(*args, **kwargs)
            if not _INSIDE.get():
                self._nemesis.maybe_fail("after", place)
            await self._nemesis.border(f"{place}:after")
            return result

        return guarded


class SimTransaction:
    """Nothing happens in the middle; death and error strike before, or after the commit."""

    def __init__(self, store: MemoryStore, nemesis: Nemesis) -> None:
        self._inner, self._nemesis = MemoryTransaction(store), nemesis

    async def run(self, work: Callable[[], Awaitable[T]]) -> T:
        await self._nemesis.border("transaction:before")
        self._nemesis.maybe_fail("before")
        token = _INSIDE.set(True)
        try:
            result = await self._inner.run(work)
        finally:
            _INSIDE.reset(token)
        self._nemesis.maybe_fail("after")
        await self._nemesis.border("transaction:after")
        return result
