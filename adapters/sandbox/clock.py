"""Time as the sandbox is given it: real in a process, still in a test."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Real or virtual; `sleep` of a virtual clock moves it and returns at once."""

    def now(self) -> datetime:
        """Aware UTC, whole milliseconds."""
        ...

    async def sleep(self, seconds: float) -> None: ...


class RealClock:
    def now(self) -> datetime:
        return datetime.fromtimestamp(int(time.time() * 1000) / 1000, UTC)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class VirtualClock:
    """Moves only when told, or when somebody sleeps on it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def advance(self, **span: float) -> None:
        self.at += timedelta(**span)

    async def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
        await asyncio.sleep(0)


def stamp(at: datetime) -> str:
    """`YYYY-MM-DDTHH:MM:SS.sssZ` (vendors/unipile.md 2.3)."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def unstamp(text: str) -> datetime:
    return datetime.fromisoformat(text)
