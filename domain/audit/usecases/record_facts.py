from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from domain.audit.model import AUDITED
from domain.audit.ports import AuditLog
from domain.shared.actor import CURRENT_ACTOR, SYSTEM
from domain.shared.errors import StaleWrite
from domain.shared.events import Event
from domain.shared.ids import UserId
from domain.shared.purpose import Purpose

_RACES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFacts:
    """Write audited events into the log of their workspace, in the transaction that stores them:
    what has no entry did not happen.
    """

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    log: AuditLog

    async def __call__(self, events: Sequence[Event]) -> None:
        told = [event for event in events if event.name in AUDITED]
        for _, group in groupby(told, key=lambda event: event.workspace_id):
            await self._append(list(group))

    async def _append(self, events: Sequence[Event]) -> None:
        actor = CURRENT_ACTOR.get()
        actor_id = SYSTEM if actor is None else actor.user_id
        for race in range(_RACES):
            head = await self.log.head(events[0].workspace_id)
            before = head.seq
            entries = [head.next_entry(event, _author(event) or actor_id) for event in events]
            try:
                await self.log.append(before, head, entries)
            except StaleWrite:
                if race == _RACES - 1:
                    raise
                continue
            return


def _author(event: Event) -> UserId | None:
    """Who did it, where the event itself says so: a sign-in has no actor yet."""
    if event.name in {"SignedInAgain", "PolicyAccepted", "SecondFactorSet"}:
        return UserId(str(getattr(event, "user_id", ""))) or None
    return None
