"""See WithdrawInvitations."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from domain.delivery.model.action import Action
from domain.delivery.model.gates import AccountGate, Ask
from domain.delivery.model.limits import BETWEEN_ANSWERS, LimitName, settled_limit
from domain.delivery.model.sender import Sender, SenderKind
from domain.delivery.model.stop import keys_over
from domain.delivery.model.timing import Timing
from domain.delivery.model.verdict import ReasonCode
from domain.delivery.ports import (
    Actions,
    Answer,
    CourierAnswer,
    Recipients,
    Senders,
    SendingRules,
    SentActions,
    WithdrawalOrder,
    Withdrawals,
)
from domain.delivery.usecases.gate_keeper import GateKeeper
from domain.delivery.usecases.send_gate import SendGate
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.ids import EnrolmentId, SenderId, StepId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_BATCH = 100
_CONNECTED = "already_connected"


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawInvitations:
    """Take back invitations that nobody answered in time (SND-2).

    One per account and run, within the account's hours, under no stop switch, and through the
    account's door, so that it keeps its distance from every other call. In assisted mode a person
    is asked instead. Safe to run twice, side by side, and after any death: each try is fenced
    before the call, and the next one, a day later, reads at the provider first what is pending.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    actions: Actions
    sent: SentActions
    senders: Senders
    recipients: Recipients
    rules: SendingRules
    withdrawals: Withdrawals
    gate: SendGate
    keeper: GateKeeper
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    timing: Timing

    async def __call__(self) -> int:
        """How many were taken back, or wait for a person to do it."""
        done, after = 0, SenderId("")
        while True:
            found = await self.senders.living(after or None, _BATCH)
            for sender in found:
                if sender.kind is SenderKind.LINKEDIN and sender.is_connected:
                    done += await self._of(sender)
            if len(found) < _BATCH:
                return done
            after = found[-1].id

    async def by_hand(
        self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId, step_id: StepId
    ) -> bool:
        """A person says they took it back. False when it was not pending."""
        action = await self.actions.of_intent(workspace_id, f"{enrolment_id}:{step_id}")
        if action is None:
            return False
        at = self.clock.now()
        return await self._change(action, lambda one: one.withdraw("by_hand", at=at))

    async def _of(self, sender: Sender) -> int:
        now = self.clock.now()
        rules = await self.rules.of(sender.workspace_id)
        days, _ = settled_limit(LimitName.WITHDRAW_AFTER_DAYS, sender.settings, rules.values)
        found = await self.sent.pending_invitations(
            sender.workspace_id, sender.id, before=now - timedelta(days=days), at=now, limit=_BATCH
        )
        if not sender.is_automated:
            return sum(
                [await self._change(one, lambda act: act.ask_withdrawal(at=now)) for one in found]
            )
        if self.gate.account_window(sender).refusal(now) is not None:
            return 0
        for action in found:
            if not await self.gate.stops.on(keys_over(action)):
                return await self._withdraw(sender, action)
        return 0

    async def _withdraw(self, sender: Sender, action: Action) -> bool:
        ask = self._ask(action)
        if not await self._enter(sender, ask):
            return False
        try:
            action.begin_withdrawal(at=self.clock.now())
            await self.actions.save(action)
        except StaleWrite:
            # Another run is at it under the same hold, which is the janitor's to free.
            return False
        order = await self._order(sender, action)
        answer = await self.withdrawals.withdraw(order)
        await self._conclude(action, answer)
        await self._leave(sender, ask, answer)
        return answer.answer is Answer.ACCEPTED

    async def _order(self, sender: Sender, action: Action) -> WithdrawalOrder:
        person = await self.recipients.of(action.workspace_id, action.prospect_id)
        return WithdrawalOrder(
            account_ref=sender.account_ref,
            to_linkedin=person.linkedin if person is not None else "",
            invitation_ref=action.receipt.provider_ref,
            recipient_ref=action.recipient_ref,
            deadline=self.wall.now() + self.timing.call,
        )

    async def _conclude(self, action: Action, answer: CourierAnswer) -> None:
        now = self.clock.now()

        def change(one: Action) -> bool:
            if answer.answer is Answer.ACCEPTED:
                ref = answer.receipt.provider_ref if answer.receipt is not None else ""
                return one.withdraw("withdrawn", ref=ref, at=now)
            if answer.answer is Answer.REFUSED and answer.code == _CONNECTED:
                return one.connection_accepted(at=now)
            if answer.answer is Answer.REFUSED:
                return one.withdraw("gone", at=now)
            if answer.answer is Answer.ACCOUNT_BROKEN:
                one.tell_troubled(at=now)
                return True
            return False

        await self._change(action, change)

    async def _change(self, seen: Action, change: Callable[[Action], bool]) -> bool:
        async def work() -> bool:
            action = await self.actions.get(seen.workspace_id, seen.id)
            if not change(action):
                return False
            events = action.take_events()
            await self.actions.save(action)
            await self.outbox.append(events)
            return True

        changed = await self.transaction.run(work)
        action = await self.actions.get(seen.workspace_id, seen.id)
        taken_back = action.withdrawn_at
        if taken_back is not None:
            await self.keeper.change_recipient(
                action.workspace_id,
                action.prospect_id,
                lambda gate: gate.note_withdrawal(at=taken_back),
            )
        return changed

    # --- the account's door ----------------------------------------------------------------

    def _ask(self, action: Action) -> Ask:
        """It takes no slot: it is no new contact. Its distance is that of any two calls."""
        return Ask(
            holder=action.holder,
            attempt_id=f"{action.id}:withdrawal",
            touch=None,
            gap=BETWEEN_ANSWERS,
            rest=BETWEEN_ANSWERS,
            look_at=self.wall.now() + self.timing.lease + self.timing.gate_look,
        )

    async def _enter(self, sender: Sender, ask: Ask) -> bool:
        window = self.gate.account_window(sender)
        rules = await self.rules.of(sender.workspace_id)
        now = self.clock.now()
        allowance = sender.allowance(window, rules.values, at=now)

        def enter(gate: AccountGate) -> bool:
            rests = gate.next_free_at is not None and now < gate.next_free_at
            if rests or gate.refusals(ask, allowance, window, at=now):
                return False
            gate.enter(ask, at=now)
            return True

        return await self.keeper.change_account(sender.workspace_id, sender.id, enter)

    async def _leave(self, sender: Sender, ask: Ask, answer: CourierAnswer) -> None:
        now = self.clock.now()

        def leave(gate: AccountGate) -> bool:
            if answer.answer is Answer.PUSHED_BACK:
                gate.push_back(is_linkedin=True, at=now)
            elif answer.answer is Answer.ACCOUNT_BROKEN:
                gate.pause(ReasonCode.SENDER_DISCONNECTED, None)
            gate.leave(ask, at=now)
            return True

        await self.keeper.change_account(sender.workspace_id, sender.id, leave)
