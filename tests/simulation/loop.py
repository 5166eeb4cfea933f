"""An event loop on virtual time: waiting costs nothing, and one seed gives one order."""

import asyncio
import random
import selectors
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

T = TypeVar("T")

START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


class Deadlock(Exception):
    """Everything waits and nothing is scheduled."""


class _NoWaiting(selectors.BaseSelector):
    """Selects nothing; instead of waiting it moves the loop's clock."""

    def __init__(self, loop: "SimLoop") -> None:
        self._loop, self._keys = loop, dict[Any, selectors.SelectorKey]()

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        key = selectors.SelectorKey(fileobj, 0, events, data)
        self._keys[fileobj] = key
        return key

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        return self._keys.pop(fileobj)

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise Deadlock
        self._loop.virtual += timeout
        return []

    def get_map(self) -> Any:
        return self._keys


class SimLoop(asyncio.SelectorEventLoop):
    """Ready callbacks run in an order drawn from the seed."""

    def __init__(self, chance: random.Random) -> None:
        self.virtual = 0.0
        self._chance = chance
        super().__init__(_NoWaiting(self))

    def time(self) -> float:
        return self.virtual

    def _run_once(self) -> None:
        ready = self._ready  # type: ignore[attr-defined]
        if len(ready) > 1:
            shuffled = list(ready)
            self._chance.shuffle(shuffled)
            ready.clear()
            ready.extend(shuffled)
        super()._run_once()  # type: ignore[misc]


class VirtualClock:
    """Clock on the loop's time."""

    def now(self) -> datetime:
        passed = timedelta(milliseconds=round(asyncio.get_running_loop().time() * 1000))
        return START + passed


def simulate(seed: int, play: Callable[[random.Random], Coroutine[Any, Any, T]]) -> T:
    """Run one play to its end on its own loop."""
    loop = SimLoop(random.Random(f"order {seed}"))
    try:
        return loop.run_until_complete(play(random.Random(f"play {seed}")))
    finally:
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(_gathered(asyncio.all_tasks(loop)))
        loop.close()


async def _gathered(tasks: set[asyncio.Task[Any]]) -> None:
    current = asyncio.current_task()
    waiting: list[Awaitable[Any]] = [task for task in tasks if task is not current]
    await asyncio.gather(*waiting, return_exceptions=True)
