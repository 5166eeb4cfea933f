"""See SendAction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from domain.delivery.errors import GateBusy, LeaseTooShort
from domain.delivery.model.action import Action, ActionKind, ActionState, Outcome, Receipt
from domain.delivery.model.dossier import Dossier
from domain.delivery.model.gates import AccountGate, Ask, RecipientGate
from domain.delivery.model.timing import Timing
from domain.delivery.model.verdict import Fate, Reason, ReasonCode, Verdict
from domain.delivery.ports import (
    Actions,
    Answer,
    Attempts,
    Courier,
    CourierAnswer,
    SendOrder,
    SentActions,
)
from domain.delivery.usecases.gate_keeper import GateKeeper
from domain.delivery.usecases.send_gate import SendGate
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_RECHECK = timedelta(hours=1)
_SOON = timedelta(minutes=5)
_REPLY = "Re: "

_OUTCOMES = {
    Answer.ACCEPTED: Outcome.ACCEPTED,
    Answer.REFUSED: Outcome.REFUSED,
    Answer.NOT_SENT: Outcome.NOT_SENT,
    Answer.PUSHED_BACK: Outcome.NOT_SENT,
    Answer.ACCOUNT_BROKEN: Outcome.NOT_SENT,
    Answer.LOST: Outcome.LOST,
}


class Progress(StrEnum):
    """LOST_RACE: somebody else has it. WAITS: back in the queue. DONE: it ended, or is UNKNOWN."""

    LOST_RACE = "lost_race"
    WAITS = "waits"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """`account_wide` are reasons that hold every other action of this sender too."""

    progress: Progress
    account_wide: tuple[Reason, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Claim:
    """What one claim asks of the doors, and the doors as it wrote them; None where it did not."""

    ask: Ask
    recipient: RecipientGate | None = None
    account: AccountGate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendAction:
    """Take one due action as far as it goes: claim, rules, doors, arm, call, evidence, finish.

    Any process may die between any two lines (delivery.md 1.5). Before `arm` nothing left, and
    the next claim goes on. After it the attempt row says that a call may have been made, and only
    evidence moves the action: it is never sent again because nobody knows. The stop switches are
    read and the person's door is written once more as the last steps before the call, so a stop
    or an objection that was acknowledged holds it; the call's deadline counts from before that.
    Doors are freed only after the write that ends the claim has succeeded.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    actions: Actions
    sent: SentActions
    attempts: Attempts
    gate: SendGate
    keeper: GateKeeper
    courier: Courier
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    timing: Timing

    async def __call__(self, action: Action, owner: str) -> Step:
        action.claim(owner, wall=self.wall.now(), timing=self.timing)
        try:
            await self.actions.save(action)
        except StaleWrite:
            return Step(progress=Progress.LOST_RACE)
        claim = _Claim(ask=action.ask(self.wall.now(), self.timing))
        try:
            return await self._claimed(action, claim)
        except (StaleWrite, LeaseTooShort, GateBusy):
            # Cancelled, reaped, or too slow: whoever comes next reads the truth from the rows.
            return Step(progress=Progress.LOST_RACE)

    async def _claimed(self, action: Action, claim: _Claim) -> Step:
        dossier, verdict = await self.gate(action)
        full = await self.gate.place(action) if verdict.may_leave else None
        if full is not None or not verdict.may_leave:
            return await self._stop(action, claim, verdict.reasons if full is None else [full])
        passage = action.passage(self.wall.now(), self.timing)
        person = await self.keeper.enter_recipient(dossier.recipient_gate, passage)
        if isinstance(person, Reason):
            return await self._stop(action, claim, [person])
        claim.recipient = person
        full = await self._enter_caps(action, dossier)
        if full is not None:
            return await self._stop(action, claim, [full])
        account = await self.keeper.enter_account(
            dossier.account_gate, claim.ask, dossier.allowance, dossier.account_window
        )
        if not isinstance(account, AccountGate):
            return await self._stop(action, claim, account)
        claim.account = account
        order = await self._order(action, dossier)
        if not action.has_time(wall=self.wall.now(), timing=self.timing):
            # A slow claim is given back: left to its lease, it would count as a death.
            until = self.clock.now() + self.timing.backoff
            return await self._stop(action, claim, [Reason(code=ReasonCode.SPACING, until=until)])
        attempt = action.attempt(wall=self.wall.now(), at=self.clock.now(), timing=self.timing)
        await self.attempts.arm(attempt)
        action.arm(wall=self.wall.now(), timing=self.timing)
        await self.actions.save(action)
        return await self._armed(action, claim, person, order)

    async def _enter_caps(self, action: Action, dossier: Dossier) -> Reason | None:
        asked = dossier.cap_ask
        if asked is None:
            return None
        if action.company != asked.company:
            # Kept before its place is taken: whoever ends it knows where to give that back.
            action.company = asked.company
            await self.actions.save(action)
        return await self.keeper.enter_caps(dossier.cap_doors, asked, dossier.caps, dossier.window)

    async def _armed(
        self, action: Action, claim: _Claim, person: RecipientGate, order: SendOrder
    ) -> Step:
        shut = await self.gate.stopped(action)
        if shut is None:
            passage = action.passage(self.wall.now(), self.timing)
            entered = await self.keeper.enter_recipient(person, passage)
            if isinstance(entered, Reason):
                shut = entered
            else:
                claim.recipient = entered
        if shut is not None:
            answer = CourierAnswer(answer=Answer.NOT_SENT, code=shut.code.value)
        else:
            answer = await self.courier.send(order)
        await self.attempts.record(
            action.workspace_id,
            claim.ask.attempt_id,
            _OUTCOMES[answer.answer],
            code=answer.code,
            receipt=answer.receipt,
        )
        return await self._conclude(action, claim, order, answer, shut)

    # --- before the call -------------------------------------------------------------------

    async def _order(self, action: Action, dossier: Dossier) -> SendOrder:
        letter, sender, recipient = dossier.letter, dossier.sender, dossier.recipient
        if letter is None or sender is None or recipient is None:
            raise StaleWrite("the rules let an incomplete action pass")
        return SendOrder(
            action_id=action.id,
            key=action.id,
            kind=action.kind,
            account_ref=sender.account_ref,
            from_name=sender.display_name,
            to_name=recipient.full_name,
            to_email=recipient.email,
            to_linkedin=recipient.linkedin,
            letter=letter,
            reply_ref=await self._reply_ref(action, letter.subject),
            chat_ref=action.chat_ref,
            deadline=self.wall.now() + self.timing.call,
            repeated=action.repeats > 0,
        )

    async def _reply_ref(self, action: Action, subject: str) -> str:
        """The mail a follow-up belongs under; the vendor wants the subject to say so too."""
        if action.kind is not ActionKind.EMAIL or action.enrolment_id is None:
            return action.reply_ref
        if not subject.startswith(_REPLY):
            return ""
        before = await self.sent.last_mail(action.workspace_id, action.enrolment_id)
        return "" if before is None else before.receipt.provider_ref

    async def _stop(self, action: Action, claim: _Claim, reasons: Sequence[Reason]) -> Step:
        """The rules or a door refuse: nothing left, nothing is held."""
        verdict = Verdict.of(reasons)
        now, final = self.clock.now(), verdict.final
        if final is not None:
            action.end(final, at=now, reasons=verdict.reasons)
        else:
            action.wait(verdict.reasons, next_at=verdict.next_at(otherwise=now + _RECHECK))
            action.give_back(verdict.reasons, at=now)
        await self._keep(action)
        await self.keeper.free(action, claim.ask, unused=True, recipient=claim.recipient)
        shared = tuple(reason for reason in verdict.reasons if reason.account_wide)
        return Step(
            progress=Progress.DONE if final else Progress.WAITS,
            account_wide=() if action.kind.by_hand else shared,
        )

    async def _keep(self, action: Action) -> None:
        events = action.take_events()

        async def work() -> None:
            await self.actions.save(action)
            await self.outbox.append(events)

        await self.transaction.run(work)

    # --- after the call --------------------------------------------------------------------

    async def _conclude(
        self,
        action: Action,
        claim: _Claim,
        order: SendOrder,
        answer: CourierAnswer,
        shut: Reason | None,
    ) -> Step:
        """Write the end of the claim onto what it wrote last or, when somebody wrote since, onto
        what is stored now; a newer claim is left alone.
        """
        epoch, seen = claim.ask.holder.epoch, [action]

        async def work() -> Action | None:
            stored = seen.pop() if seen else await self.actions.get(action.workspace_id, action.id)
            if stored.epoch != epoch or stored.state is not ActionState.SENDING:
                return None
            self._apply(stored, answer, shut, order)
            events = stored.take_events()
            await self.actions.save(stored)
            await self.outbox.append(events)
            return stored

        try:
            ended = await self.transaction.run(work)
        except StaleWrite:
            ended = await self.transaction.run(work)
        if ended is None:
            return Step(progress=Progress.LOST_RACE)
        wide = await self._hold_account(ended, answer)
        proven_absent = answer.answer not in {Answer.ACCEPTED, Answer.LOST}
        await self.keeper.free(
            ended,
            claim.ask,
            unused=proven_absent,
            account=claim.account,
            recipient=claim.recipient,
        )
        return Step(
            progress=Progress.WAITS if ended.state is ActionState.READY else Progress.DONE,
            account_wide=wide or self._spaced(ended, claim),
        )

    def _spaced(self, action: Action, claim: _Claim) -> tuple[Reason, ...]:
        """The gap this message leaves behind it: the next one of the account need not ask."""
        free_at = None if claim.account is None else claim.account.next_free_at
        if action.kind.touch is None or free_at is None or free_at <= self.clock.now():
            return ()
        return (Reason(code=ReasonCode.SPACING, until=free_at, account_wide=True),)

    def _apply(
        self, action: Action, answer: CourierAnswer, shut: Reason | None, order: SendOrder
    ) -> None:
        now, wall = self.clock.now(), self.wall.now()
        if answer.answer is Answer.ACCEPTED:
            action.subject = order.letter.subject
            action.accept(answer.receipt or Receipt(), at=now)
        elif answer.answer is Answer.LOST:
            action.subject = order.letter.subject
            action.lose(wall=wall, timing=self.timing)
        elif answer.answer is Answer.REFUSED:
            action.refuse(answer.code, at=now)
        elif action.honour_cancel(at=now):
            return
        elif shut is not None and shut.fate is not Fate.WAIT:
            action.end(shut, at=now)
        elif shut is not None:
            action.wait([shut], next_at=now + _SOON)
            action.give_back([shut], at=now)
        else:
            self._again(action, answer, now, wall)

    def _again(self, action: Action, answer: CourierAnswer, now: datetime, wall: datetime) -> None:
        """Nothing left and it may be tried again, less and less often (wall time)."""
        action.failures += 1
        wait = min(
            self.timing.backoff * 2 ** min(action.failures - 1, 10), self.timing.longest_backoff
        )
        code = {
            Answer.PUSHED_BACK: (
                ReasonCode.SENDER_PAUSED if action.kind.is_mail else ReasonCode.LINKEDIN_PUSH_BACK
            ),
            Answer.ACCOUNT_BROKEN: ReasonCode.SENDER_DISCONNECTED,
        }.get(answer.answer, ReasonCode.PROVIDER_UNAVAILABLE)
        action.wait([Reason(code=code)], next_at=now, not_before=wall + wait)
        if answer.answer is Answer.ACCOUNT_BROKEN:
            action.tell_troubled(at=now)

    async def _hold_account(self, action: Action, answer: CourierAnswer) -> tuple[Reason, ...]:
        """What the vendor said of the account holds all of its actions (delivery.md F16, F30)."""
        now = self.clock.now()

        def hold(gate: AccountGate) -> bool:
            if answer.answer is Answer.PUSHED_BACK:
                gate.push_back(is_linkedin=not action.kind.is_mail, at=now)
            else:
                gate.pause(ReasonCode.SENDER_DISCONNECTED, None)
            return True

        if answer.answer not in {Answer.PUSHED_BACK, Answer.ACCOUNT_BROKEN}:
            return ()
        await self.keeper.change_account(action.workspace_id, action.sender_id, hold)
        return _wide(action.reasons)


def _wide(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    return tuple(
        Reason(code=reason.code, until=reason.until, account_wide=True) for reason in reasons
    )
