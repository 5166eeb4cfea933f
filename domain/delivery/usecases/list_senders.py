"""See ListSenders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from domain.delivery.model.gates import AccountGate, Ask, Holder
from domain.delivery.model.limits import (
    BOUNCE_SPAN,
    LIMITS,
    Allowance,
    Limit,
    LimitName,
    Origin,
    names_of,
    settled_limit,
)
from domain.delivery.model.sender import Sender, SenderKind
from domain.delivery.model.verdict import Reason, ReasonCode, Verdict
from domain.delivery.model.window import SendWindow
from domain.delivery.ports import AccountGates, Senders, SentActions, Tally
from domain.delivery.usecases.gate_keeper import account_refusals
from domain.delivery.usecases.send_gate import SendGate
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import ActionId, SenderId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitView:
    """One limit of one sender: what applies, where from, and its bounds."""

    name: LimitName
    value: int
    origin: Origin
    limit: Limit


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderUse:
    """A sender with what it may still send: `binding` is the limit that holds it now, if any."""

    sender: Sender
    allowance: Allowance
    used_today: int
    next_free_at: datetime
    binding: ReasonCode | None
    origin: str
    gate: AccountGate
    limits: tuple[LimitView, ...]
    week: Tally
    """What became of its mails within the span of the health stops."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSenders:
    """The workspace's senders with the limit that binds, by the code that decides (SND-3)."""

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    senders: Senders
    sent: SentActions
    accounts: AccountGates
    gate: SendGate
    clock: Clock
    wall: Clock

    async def __call__(self, actor: Actor) -> Sequence[SenderUse]:
        actor.require(Permission.CAMPAIGNS_READ)
        found = await self.senders.list(actor.workspace_id)
        wall = self.wall.now()
        return [await self._use(one) for one in found if not one.is_abandoned(wall)]

    async def one(self, actor: Actor, sender_id: SenderId) -> SenderUse:
        """Raise SenderNotFound."""
        actor.require(Permission.CAMPAIGNS_READ)
        return await self._use(await self.senders.get(actor.workspace_id, sender_id))

    async def _use(self, sender: Sender) -> SenderUse:
        now = self.clock.now()
        window = self.gate.account_window(sender)
        gate = await self.accounts.of(sender.workspace_id, sender.id)
        rules = (await self.gate.rules.of(sender.workspace_id)).values
        allowance = sender.allowance(window, rules, at=now)
        verdict = Verdict.of(self._reasons(sender, gate, allowance, window, now))
        first = verdict.first
        return SenderUse(
            sender=sender,
            allowance=allowance,
            used_today=gate.used(sender.kind.touch, window.midnight(now)),
            next_free_at=window.next_opening(verdict.next_at(otherwise=now)),
            binding=None if first is None else first.code,
            origin="" if first is None else first.origin,
            gate=gate,
            limits=tuple(
                LimitView(name=name, value=value, origin=origin, limit=LIMITS[name])
                for name in names_of(mail=sender.kind is SenderKind.MAILBOX)
                for value, origin in [settled_limit(name, sender.settings, rules)]
            ),
            week=await self.sent.tally(sender.workspace_id, now - BOUNCE_SPAN, sender_id=sender.id),
        )

    @staticmethod
    def _reasons(
        sender: Sender,
        gate: AccountGate,
        allowance: Allowance,
        window: SendWindow,
        now: datetime,
    ) -> Sequence[Reason]:
        """What a message planned now would hear from the account."""
        if not sender.is_connected:
            return [Reason(code=ReasonCode.SENDER_DISCONNECTED)]
        ask = Ask(
            holder=gate.holder or Holder(action_id=ActionId(""), epoch=0),
            attempt_id="",
            touch=sender.kind.touch,
            gap=timedelta(),
            rest=timedelta(),
            look_at=now,
        )
        closed = window.refusal(now)
        found = account_refusals(gate, ask, allowance, window, at=now)
        return [*found, *([closed] if closed else [])]
