"""What the world will do by itself, and the pump that makes it happen."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

from adapters.sandbox.clock import Clock
from adapters.sandbox.store import Json, Store

_log = logging.getLogger(__name__)
_AT_ONCE = 32
_FOREVER = 1e18

Act = Callable[[Json], None]
Errand = Callable[[Json], Awaitable[None]]


class Schedule:
    """Acts change the world and are done with it in one write; errands speak HTTP and may be run
    again after a crash, as a vendor's deliveries are (vendors/unipile.md 8.2).
    """

    def __init__(self, store: Store, clock: Clock, speed: float) -> None:
        self._store, self._clock, self._speed = store, clock, speed
        self._acts: dict[str, Act] = {}
        self._errands: dict[str, Errand] = {}
        self._running: dict[int, asyncio.Task[None]] = {}
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._wake = asyncio.Event()

    def act(self, kind: str, do: Act) -> None:
        self._acts[kind] = do

    def errand(self, kind: str, do: Errand) -> None:
        self._errands[kind] = do

    def later(self, kind: str, body: Json, *, seconds: float, floor: float = 0.0) -> None:
        """`seconds` are the vendor's; they pass `speed` times faster, but never below `floor`."""
        at = self._clock.now().timestamp() + max(seconds / self._speed, floor)
        self._store.expect(at, kind, body)
        self._wake.set()

    async def run_due(self, *, everything: bool = False) -> int:
        """Do all that is due (or all there is), deliveries included; how many were done."""
        done = 0
        while True:
            started = self._start(_FOREVER if everything else self._clock.now().timestamp())
            if self._running:
                await asyncio.wait(list(self._running.values()))
            done += started
            if not started:
                return done

    async def pump(self) -> None:
        """Runs until cancelled; a slow receiver holds up nobody else."""
        try:
            while True:
                self._wake.clear()
                with contextlib.suppress(TimeoutError):
                    if not self._start(self._clock.now().timestamp()):
                        await asyncio.wait_for(self._wake.wait(), self._pause())
        finally:
            for task in list(self._running.values()):
                task.cancel()

    def _pause(self) -> float:
        following = self._store.next_at()
        if following is None:
            return 1.0
        return min(max(following - self._clock.now().timestamp(), 0.005), 1.0)

    def _start(self, until: float) -> int:
        started = 0
        for happening_id, kind, body in self._store.due(until):
            started += 1
            errand = self._errands.get(kind)
            if errand is not None:
                self._store.starts(happening_id)
                task = asyncio.create_task(self._run(happening_id, errand, body))
                self._running[happening_id] = task
                continue
            with self._store.atomic():
                self._store.happened(happening_id)
                self._acts[kind](body)
        return started

    async def _run(self, happening_id: int, errand: Errand, body: Json) -> None:
        try:
            async with self._places:
                await errand(body)
        except Exception:  # noqa: BLE001 - the world goes on; the traceback is logged
            _log.exception("an errand of the sandbox failed")
        finally:
            self._running.pop(happening_id, None)
        self._store.happened(happening_id)
