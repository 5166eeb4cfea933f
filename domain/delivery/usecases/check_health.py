"""See CheckHealth."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from domain.delivery.events import SenderHeld
from domain.delivery.model import limits
from domain.delivery.model.gates import AccountGate
from domain.delivery.model.sender import Sender, SenderKind
from domain.delivery.ports import AccountGates, Senders, SentActions, Tally
from domain.delivery.usecases.gate_keeper import GateKeeper
from domain.shared.clock import Clock
from domain.shared.ids import SenderId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose

_BATCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckHealth:
    """Hold senders whose own results say that they do harm (SND-4, SND-2).

    Bounces: 4 % of the last 7 days, from 50 mails, hold a mailbox at least a day, 10 % of 100
    thirty days. Complaints: one in 7 days holds it until a person looked, two or 0.1 % of the
    month's 1 000 a week, 0.3 % thirty days. LinkedIn: under a quarter accepted of the last 60
    halves the cap, under 15 % holds the account. A person reads the cause and resumes; what they
    saw is not counted again.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    senders: Senders
    sent: SentActions
    accounts: AccountGates
    keeper: GateKeeper
    outbox: Outbox
    clock: Clock

    async def __call__(self) -> int:
        """How many senders were newly held."""
        held, after = 0, SenderId("")
        while True:
            found = await self.senders.living(after or None, _BATCH)
            for sender in found:
                held += sender.is_connected and await self.of(sender)
            if len(found) < _BATCH:
                return held
            after = found[-1].id

    async def of(self, sender: Sender) -> bool:
        gate = await self.accounts.of(sender.workspace_id, sender.id)
        if sender.kind is SenderKind.MAILBOX:
            return await self._mailbox(sender, gate)
        return await self._linkedin(sender, gate)

    async def _mailbox(self, sender: Sender, gate: AccountGate) -> bool:
        """The gravest that is found holds it."""
        now = self.clock.now()
        week = await self._tally(sender, gate, limits.BOUNCE_SPAN, now)
        month = await self._tally(sender, gate, limits.COMPLAINT_SPAN, now)
        share, complaints = week.bounced / max(week.sent, 1), month.complained / max(month.sent, 1)
        is_many = month.sent >= limits.COMPLAINTS_FROM
        found = [
            (is_many and complaints >= limits.COMPLAINTS_STOP, "complaints", limits.STOP_REST),
            (
                week.sent >= limits.BOUNCES_STOP_FROM and share >= limits.BOUNCES_STOP,
                "bounces",
                limits.STOP_REST,
            ),
            (
                week.complained > 1 or (is_many and complaints >= limits.COMPLAINTS_PAUSE),
                "complaints",
                limits.COMPLAINT_REST,
            ),
            (
                week.sent >= limits.BOUNCES_FROM and share >= limits.BOUNCES_PAUSE,
                "bounces",
                limits.PAUSE_REST,
            ),
            (week.complained == 1, "complaints", timedelta()),
        ]
        for is_so, cause, rest in found:
            if is_so:
                return await self._hold(sender, cause, rest, now)
        return False

    async def _tally(
        self, sender: Sender, gate: AccountGate, span: timedelta, now: datetime
    ) -> Tally:
        since = max(now - span, gate.judged_from or now - span)
        return await self.sent.tally(sender.workspace_id, since, sender_id=sender.id)

    async def _linkedin(self, sender: Sender, gate: AccountGate) -> bool:
        """Only what had the time to be accepted counts."""
        now = self.clock.now()
        found = await self.sent.invitations(
            sender.workspace_id, sender.id, 4 * limits.ACCEPTANCE_OF
        )
        ripe = [
            one
            for one in found
            if one.sent_at is not None
            and (one.accepted_at is not None or now - one.sent_at >= limits.ACCEPTANCE_WINDOW)
            and (gate.judged_from is None or one.sent_at >= gate.judged_from)
        ][: limits.ACCEPTANCE_OF]
        if len(ripe) < limits.ACCEPTANCE_OF:
            return False
        share = sum(one.accepted_at is not None for one in ripe) / len(ripe)
        if share < limits.ACCEPTANCE_STOP:
            return await self._hold(sender, "acceptance", limits.PAUSE_REST, now)
        if share < limits.ACCEPTANCE_HALVED:
            until = now + limits.PUSH_BACK_HALVED
            await self.keeper.change_account(
                sender.workspace_id, sender.id, lambda one: one.halve(until=until, at=now)
            )
        return False

    async def _hold(self, sender: Sender, cause: str, rest: timedelta, now: datetime) -> bool:
        where = (sender.workspace_id, sender.id)
        held = await self.keeper.change_account(
            *where, lambda gate: gate.hold_for_health(cause, rest, at=now)
        )
        if held:
            event = SenderHeld(
                at=now,
                workspace_id=sender.workspace_id,
                sender_id=sender.id,
                kind=sender.kind.value,
                code=cause,
            )
            await self.outbox.append([event])
        return held
