"""What a door let through: one slot for each attempt, in the doors of accounts and of caps alike.

A repeat takes no second slot, but what it took before may have been another day's: it counts from
when it is asked for again, so its room is looked for among the others.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    attempt_id: str
    at: datetime
    epoch: int = 0
    """Of the claim that took it."""


T = TypeVar("T", bound=Taken)


def beside(slots: Iterable[T], attempt_id: str) -> list[T]:
    """Those of other attempts."""
    return [slot for slot in slots if slot.attempt_id != attempt_id]


def taken(slots: Iterable[T], slot: T, *, kept: timedelta) -> list[T]:
    """With this one in place of what its attempt had; nothing older than `kept` stays."""
    since = slot.at - kept
    return [*(one for one in beside(slots, slot.attempt_id) if one.at > since), slot]


def given_back(slots: Iterable[T], attempt_id: str, epoch: int) -> list[T]:
    """Without that of the attempt, unless a later claim has taken it since."""
    return [one for one in slots if one.attempt_id != attempt_id or one.epoch > epoch]
