"""See DrainDue."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from domain.delivery.model.action import Action
from domain.delivery.model.limits import GAPS
from domain.delivery.model.verdict import Reason, Verdict
from domain.delivery.ports import ActionQueue
from domain.delivery.usecases.send_action import SendAction
from domain.shared.clock import Clock
from domain.shared.purpose import Purpose

_RECHECK = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrainDue:
    """Send what is due now, one queue per sender, deeper conversations first (SEQ-6).

    What holds a sender holds its whole queue: the rest of it is moved to when it can next leave,
    in one write, instead of being tried one by one. Any number of workers may run this.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    queue: ActionQueue
    send: SendAction
    clock: Clock
    wall: Clock
    batch: int = 200
    at_once: int = 8

    async def __call__(self, owner: str) -> int:
        """How many actions were taken up. A fault in one does not stop the others."""
        due = await self.queue.due(at=self.clock.now(), wall=self.wall.now(), limit=self.batch)
        by_sender: dict[str, list[Action]] = defaultdict(list)
        for action in due:
            by_sender[action.sender_id].append(action)
        slots = asyncio.Semaphore(self.at_once)

        async def one(line: list[Action]) -> int:
            async with slots:
                return await self._line(line, owner)

        lines = [sorted(line, key=_order) for line in by_sender.values()]
        ended = await asyncio.gather(*map(one, lines), return_exceptions=True)
        faults = [fault for fault in ended if isinstance(fault, BaseException)]
        if faults:
            raise BaseExceptionGroup("some senders' queues failed", faults)
        return sum(count for count in ended if isinstance(count, int))

    async def _line(self, line: Sequence[Action], owner: str) -> int:
        for place, action in enumerate(line):
            step = await self.send(action, owner)
            if step.account_wide:
                rest = [
                    other for other in line[place + 1 :] if other.kind.touch is action.kind.touch
                ]
                await self._defer(rest, step.account_wide)
                answers = [other for other in line[place + 1 :] if other not in rest]
                return place + 1 + (await self._line(answers, owner) if answers else 0)
        return len(line)

    async def _defer(self, rest: Sequence[Action], reasons: tuple[Reason, ...]) -> None:
        """Behind each other, never later than they could leave: by the smallest gap."""
        if not rest:
            return
        free_at = Verdict.of(reasons).next_at(otherwise=self.clock.now() + _RECHECK)
        touch = rest[0].kind.touch
        least = GAPS[touch][0] if touch else timedelta()
        places = [(action, free_at + least * place) for place, action in enumerate(rest)]
        await self.queue.defer(places, reasons)


def _order(action: Action) -> tuple[int, str]:
    return action.rank, action.id
