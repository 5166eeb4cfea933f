"""A vendor that has no idempotency, and every fault of the sheet; its log is the truth."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.delivery.model.action import Receipt
from domain.delivery.model.sender import Account, Health, SenderKind
from domain.delivery.ports import Answer, CourierAnswer, SendOrder, Sighting, Trace
from domain.shared.clock import Clock
from domain.shared.ids import ActionId

LATEST_EFFECT = 60.0
_LAG = timedelta(seconds=45)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """A message that exists: asked for at `called_at`, there since `at`."""

    action_id: ActionId
    account_ref: str
    recipient: str
    sha256: str
    called_at: datetime
    at: datetime
    message_ref: str


@dataclass(slots=True)
class SimVendor:
    """Courier and Evidence. `checks_deadline` is the egress check, off in a mutant."""

    clock: Clock
    chance: random.Random
    on_call: Callable[[SendOrder], None]
    on_effect: Callable[[Effect], Awaitable[None]]
    faults: float = 0.3
    checks_deadline: bool = True
    calls: list[tuple[datetime, SendOrder]] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    later: set[asyncio.Task[None]] = field(default_factory=set)

    async def send(self, order: SendOrder) -> CourierAnswer:
        if self.checks_deadline and self.clock.now() >= order.deadline:
            self.seen["egress_refused"] += 1
            return CourierAnswer(answer=Answer.NOT_SENT, code="deadline")
        called_at = self.clock.now()
        self.calls.append((called_at, order))
        self.on_call(order)
        fault = "none"
        if self.chance.random() < self.faults:
            fault = self.chance.choice(
                ("lost_before", "lost_after", "late", "refused", "not_sent", "pushed_back")
            )
        self.seen[fault] += 1
        await asyncio.sleep(self.chance.uniform(0.05, 2.0))
        if fault in {"refused", "not_sent", "pushed_back"}:
            return CourierAnswer(answer=Answer(fault), code=fault)
        if fault in {"none", "lost_after"}:
            effect = await self._happen(order, called_at)
            if fault == "none":
                return CourierAnswer(answer=Answer.ACCEPTED, receipt=_receipt(effect))
        if fault == "late":
            self._later(order, called_at)
        left = (order.deadline - self.clock.now()).total_seconds()
        await asyncio.sleep(max(left, 0))
        return CourierAnswer(answer=Answer.LOST, code=fault)

    def _later(self, order: SendOrder, called_at: datetime) -> None:
        async def happen() -> None:
            await asyncio.sleep(self.chance.uniform(1, LATEST_EFFECT))
            await self._happen(order, called_at)

        task = asyncio.ensure_future(happen())
        self.later.add(task)
        task.add_done_callback(self.later.discard)

    async def _happen(self, order: SendOrder, called_at: datetime) -> Effect:
        effect = Effect(
            action_id=order.action_id,
            account_ref=order.account_ref,
            recipient=order.to_email,
            sha256=order.letter.sha256,
            called_at=called_at,
            at=self.clock.now(),
            message_ref=f"<{len(self.effects)}@mail.example>",
        )
        self.effects.append(effect)
        task = asyncio.ensure_future(self.on_effect(effect))
        self.later.add(task)
        task.add_done_callback(self.later.discard)
        return effect

    async def look(self, trace: Trace) -> Sighting:
        await asyncio.sleep(self.chance.uniform(0.05, 1.0))
        if self.chance.random() < self.faults:
            self.seen["blind_look"] += 1
            return Sighting(receipt=None, complete=False)
        visible_until = self.clock.now() - _LAG
        for effect in self.effects:
            if effect.action_id == trace.action_id and effect.at <= visible_until:
                self.seen["found"] += 1
                return Sighting(receipt=_receipt(effect), complete=True)
        return Sighting(receipt=None, complete=True)


def _receipt(effect: Effect) -> Receipt:
    return Receipt(message_ref=effect.message_ref, recipient_ref=effect.recipient)


class HealthyAccounts:
    """SenderLink, as far as health is asked."""

    async def open(self, kind: SenderKind, token: str, *, until: datetime) -> str:
        raise NotImplementedError

    async def account(self, account_ref: str) -> Account:
        return Account(
            ref=account_ref,
            kind=SenderKind.MAILBOX,
            address=account_ref,
            display_name=account_ref,
            is_paid=False,
            health=Health.OK,
        )

    async def release(self, account_ref: str) -> None:
        raise NotImplementedError
