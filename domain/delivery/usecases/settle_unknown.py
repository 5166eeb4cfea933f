"""See SettleUnknown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from domain.delivery.errors import SenderNotFound, TextNotApproved
from domain.delivery.model.action import Action, ActionState, Attempt, Outcome, Receipt
from domain.delivery.model.timing import Timing
from domain.delivery.ports import (
    ActionQueue,
    Actions,
    ApprovedText,
    Attempts,
    Evidence,
    Recipients,
    Senders,
    SentActions,
    Sighting,
    Trace,
)
from domain.delivery.usecases.gate_keeper import GateKeeper
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_BATCH = 50
_NEVER_LEFT = frozenset({Outcome.NOT_SENT, Outcome.REFUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleUnknown:
    """Ask the vendor about sends whose answer was lost, before anything is sent again.

    Found, at any time: SENT. Proven absent after the horizon, by a complete look at a list that
    is known to be fresh: once more with the same key, through every rule. Otherwise it waits, and
    after a day a person decides. A look that failed is no information (delivery.md 1.6).
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    actions: Actions
    queue: ActionQueue
    sent: SentActions
    attempts: Attempts
    senders: Senders
    recipients: Recipients
    texts: ApprovedText
    evidence: Evidence
    keeper: GateKeeper
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    timing: Timing

    async def __call__(self) -> int:
        """How many were looked at."""
        looked = 0
        for action in await self.queue.unknown(wall=self.wall.now(), limit=_BATCH):
            looked += await self._settle(action)
        return looked

    async def _settle(self, action: Action) -> bool:
        try:
            action.begin_look(wall=self.wall.now(), timing=self.timing)
            await self.actions.save(action)
        except StaleWrite:
            return False
        tries = await self.attempts.of(action.workspace_id, action.id)
        accepted = [one for one in tries if one.outcome is Outcome.ACCEPTED]
        if accepted:
            await self._write(action, accepted[-1].receipt or Receipt())
        elif tries and tries[-1].outcome in _NEVER_LEFT:
            await self._write(action, None, absent=True, never_left=True)
        else:
            sighting = await self._look(action, tries)
            absent = sighting.receipt is None and await self._is_proof(action, tries, sighting)
            await self._write(action, sighting.receipt, absent=absent)
        return True

    async def _look(self, action: Action, tries: Sequence[Attempt]) -> Sighting:
        blind = Sighting(receipt=None, complete=False)
        try:
            sender = await self.senders.get(action.workspace_id, action.sender_id)
        except SenderNotFound:
            return blind
        recipient = await self.recipients.of(action.workspace_id, action.prospect_id)
        armed_at = tries[0].armed_at if tries else action.armed_at
        if recipient is None or armed_at is None or not sender.account_ref:
            return blind
        return await self.evidence.look(
            Trace(
                action_id=action.id,
                kind=action.kind,
                account_ref=sender.account_ref,
                to_email=recipient.email,
                to_linkedin=recipient.linkedin,
                recipient_ref=action.recipient_ref,
                chat_ref=action.chat_ref,
                text=await self._text(action),
                armed_at=armed_at,
            )
        )

    async def _text(self, action: Action) -> str:
        """Only a LinkedIn message is recognised by its words: it can carry no mark of ours."""
        if not action.chat_ref:
            return ""
        try:
            return (await self.texts.of_answer(action.workspace_id, action.text_ref)).text
        except TextNotApproved:
            return ""

    async def _is_proof(self, action: Action, tries: Sequence[Attempt], sighting: Sighting) -> bool:
        """Whether not finding it means that it is not there."""
        if not sighting.complete:
            return False
        if not tries:
            return self._is_proof_after_restore(action)
        armed_at = tries[-1].armed_at
        if self.wall.now() < armed_at + action.horizon(self.timing):
            return False
        if not action.kind.is_mail:
            return True
        return await self.sent.seen_since(action.workspace_id, action.sender_id, armed_at)

    def _is_proof_after_restore(self, action: Action) -> bool:
        """The row of a try after the backup is lost with it. Nothing is sent while the doubt
        lasts, so only time says that the list is fresh: a horizon from the restore on.
        """
        if action.lost_at is None or action.armed_at is None:
            return False
        return self.wall.now() >= action.lost_at + action.horizon(self.timing)

    async def _write(
        self,
        action: Action,
        receipt: Receipt | None,
        *,
        absent: bool = False,
        never_left: bool = False,
    ) -> None:
        lost_attempt, epoch = action.attempt_id, action.epoch
        if absent and not never_left:
            await self.attempts.record(action.workspace_id, lost_attempt, Outcome.ABSENT)

        async def work() -> Action | None:
            stored = await self.actions.get(action.workspace_id, action.id)
            if stored.epoch != epoch or stored.state is not ActionState.UNKNOWN:
                return None
            self._apply(stored, receipt, absent=absent, never_left=never_left)
            events = stored.take_events()
            await self.actions.save(stored)
            await self.outbox.append(events)
            return stored

        ended = await self.transaction.run(work)
        if ended is None or ended.state is ActionState.UNKNOWN:
            return
        ask = replace(ended.ask(self.wall.now(), self.timing), attempt_id=lost_attempt)
        await self.keeper.free(ended, ask, unused=absent)

    def _apply(
        self, action: Action, receipt: Receipt | None, *, absent: bool, never_left: bool
    ) -> None:
        now, wall = self.clock.now(), self.wall.now()
        if receipt is not None:
            action.accept(receipt, at=now)
        elif absent and action.honour_cancel(at=now):
            return
        elif absent and (never_left or action.may_repeat()):
            action.repeat(wall=wall, never_left=never_left)
        elif absent or (action.lost_at and wall - action.lost_at >= self.timing.undecided):
            action.give_to_person(at=now)
        else:
            action.look_again(wall=wall, timing=self.timing)
