"""One intended message, its state machine and the proof of every attempt (delivery.md 1.4)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, TypedDict

from domain.delivery import events
from domain.delivery.errors import (
    ActionNotCancellable,
    ActionNotSettleable,
    IllegalTransition,
    LeaseTooShort,
)
from domain.delivery.model.caps import CapAsk
from domain.delivery.model.gates import Ask, Holder, Passage
from domain.delivery.model.limits import Touch
from domain.delivery.model.timing import Timing
from domain.delivery.model.verdict import UNCOVERED, Fate, Reason, ReasonCode
from domain.shared.events import Event
from domain.shared.ids import (
    ActionId,
    CampaignId,
    DraftId,
    EnrolmentId,
    MessageId,
    ProspectId,
    SenderId,
    StepId,
    UserId,
    WorkspaceId,
)


class ActionKind(StrEnum):
    """What leaves. Answers are written by a person, in a conversation that exists."""

    EMAIL = "email"
    INVITATION = "linkedin_invitation"
    EMAIL_ANSWER = "email_answer"
    LINKEDIN_ANSWER = "linkedin_answer"
    NOTICE = "email_notice"
    """The information of Art. 14 alone, ordered by the workspace (obligation 57)."""

    @property
    def is_mail(self) -> bool:
        return self in {ActionKind.EMAIL, ActionKind.EMAIL_ANSWER, ActionKind.NOTICE}

    @property
    def by_hand(self) -> bool:
        return self in {ActionKind.EMAIL_ANSWER, ActionKind.LINKEDIN_ANSWER}

    @property
    def is_step(self) -> bool:
        """Of a sequence, as opposed to an answer or a notice."""
        return self in {ActionKind.EMAIL, ActionKind.INVITATION}

    @property
    def channel(self) -> str:
        return "email" if self.is_mail else "linkedin"

    @property
    def touch(self) -> Touch | None:
        if self.by_hand:
            return None
        return Touch.MAIL if self.is_mail else Touch.INVITATION

    @property
    def may_be_repeated(self) -> bool:
        """After proven absence. A LinkedIn message never is (delivery.md 1.6)."""
        return self is not ActionKind.LINKEDIN_ANSWER


class ActionState(StrEnum):
    READY = "ready"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    UNCONFIRMED = "unconfirmed"
    SUPPRESSED = "suppressed"
    CANCELLED = "cancelled"
    QUARANTINED = "quarantined"


_S = ActionState
# SENT can follow anything: evidence found late wins over every earlier belief (delivery.md 1.6).
LEGAL: dict[ActionState, frozenset[ActionState]] = {
    # READY and CLAIMED become UNKNOWN only when a backup is restored (delivery.md 1.12).
    _S.READY: frozenset({_S.CLAIMED, _S.CANCELLED, _S.SUPPRESSED, _S.SENT, _S.UNKNOWN}),
    _S.CLAIMED: frozenset(
        {_S.READY, _S.SENDING, _S.SUPPRESSED, _S.CANCELLED, _S.FAILED, _S.QUARANTINED, _S.SENT}
        | {_S.UNKNOWN}
    ),
    _S.SENDING: frozenset({_S.SENT, _S.FAILED, _S.UNKNOWN, _S.READY, _S.SUPPRESSED, _S.CANCELLED}),
    _S.UNKNOWN: frozenset({_S.SENT, _S.READY, _S.UNCONFIRMED, _S.CANCELLED}),
    # By a person's decision only; an unconfirmed message is asked about, never sent, again.
    _S.UNCONFIRMED: frozenset({_S.SENT, _S.UNKNOWN, _S.CANCELLED}),
    _S.QUARANTINED: frozenset({_S.SENT, _S.READY, _S.CANCELLED}),
    _S.FAILED: frozenset({_S.SENT}),
    _S.SUPPRESSED: frozenset({_S.SENT}),
    _S.CANCELLED: frozenset({_S.SENT}),
    _S.SENT: frozenset(),
}
_ENDS = {
    Fate.SUPPRESS: ActionState.SUPPRESSED,
    Fate.CANCEL: ActionState.CANCELLED,
    Fate.FAIL: ActionState.FAILED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the provider says of a message that exists; empty where it says nothing."""

    provider_ref: str = ""
    message_ref: str = ""
    tracking_ref: str = ""
    thread_ref: str = ""
    recipient_ref: str = ""

    @property
    def refs(self) -> tuple[str, ...]:
        named = (self.provider_ref, self.message_ref, self.tracking_ref, self.thread_ref)
        return tuple(dict.fromkeys(ref for ref in named if ref))

    def joined(self, other: "Receipt") -> "Receipt":
        """Both, the first word kept where the two speak of the same thing."""
        return Receipt(
            provider_ref=self.provider_ref or other.provider_ref,
            message_ref=self.message_ref or other.message_ref,
            tracking_ref=self.tracking_ref or other.tracking_ref,
            thread_ref=self.thread_ref or other.thread_ref,
            recipient_ref=self.recipient_ref or other.recipient_ref,
        )


class Choice(StrEnum):
    """What a person can say of a message. RETRY: through every rule again. VERIFY: ask the
    provider again. DONE: they sent it themselves.
    """

    SENT = "sent"
    NOT_SENT = "not_sent"
    VERIFY = "verify"
    RETRY = "retry"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who decided what, why and when (business time); kept for good."""

    choice: Choice
    by: UserId
    at: datetime
    reason: str


class Outcome(StrEnum):
    """How an attempt ended, as far as is proven. ARMED and LOST prove nothing."""

    ARMED = "armed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    NOT_SENT = "not_sent"
    LOST = "lost"
    ABSENT = "absent"


@dataclass(slots=True, kw_only=True)
class Attempt:
    """Written before the vendor is called, and never removed: no effect without this row."""

    id: str
    workspace_id: WorkspaceId
    action_id: ActionId
    number: int
    epoch: int
    key: str
    request_hash: str
    armed_at: datetime
    deadline: datetime
    """Both wall time."""
    at: datetime
    """When it was armed, on the business clock."""
    outcome: Outcome = Outcome.ARMED
    code: str = ""
    receipt: Receipt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """Drawn once when the action is planned and stored: a restart does not redraw."""

    gap: timedelta
    rest: timedelta


class _Stamp(TypedDict):
    at: datetime
    workspace_id: WorkspaceId
    action_id: ActionId
    draft_id: DraftId
    campaign_id: CampaignId
    enrolment_id: EnrolmentId
    prospect_id: ProspectId
    step_id: StepId
    channel: str
    kind: str
    sender_id: SenderId


@dataclass(slots=True, kw_only=True)
class Action:
    """One intent, at most one effect, never silently lost.

    It ends as SENT, FAILED, SUPPRESSED or CANCELLED, or waits for a person as UNCONFIRMED or
    QUARANTINED. Only the transitions of `LEGAL` exist; `epoch` grows with every claim and is the
    fence of whoever works on it. Wall time: lease, deadline, armed_at, not_before, reconcile_at,
    lost_at. Business time: everything else.
    """

    TERMINAL: ClassVar[frozenset[ActionState]] = frozenset(
        {
            ActionState.SENT,
            ActionState.FAILED,
            ActionState.SUPPRESSED,
            ActionState.CANCELLED,
        }
    )
    HOLDS_PERSON: ClassVar[frozenset[ActionState]] = frozenset(
        {
            ActionState.CLAIMED,
            ActionState.SENDING,
            ActionState.UNKNOWN,
            ActionState.UNCONFIRMED,
            ActionState.QUARANTINED,
        }
    )
    MOST_DEATHS: ClassVar[int] = 3
    MOST_REPEATS: ClassVar[int] = 1
    FIRST_TOUCH: ClassVar[int] = 2

    id: ActionId
    workspace_id: WorkspaceId
    kind: ActionKind
    sender_id: SenderId
    prospect_id: ProspectId
    intent: str
    """What makes it unique: `<enrolment>:<step>`, or the id of the answer."""
    text_ref: str
    """Whose bytes leave: the draft, or the message that holds a written answer."""
    sha256: str
    planned_at: datetime
    since: datetime
    """When the sequence began for this person."""
    not_before: datetime
    next_at: datetime
    spacing: Spacing
    rank: int
    """Deeper conversation first (SEQ-6): 0 answers, 1 follow-ups, 2 first touches."""
    campaign_id: CampaignId | None = None
    enrolment_id: EnrolmentId | None = None
    step_id: StepId | None = None
    mandate_id: str = ""
    """What let it go without a click; "" where a person approved."""
    uncovered: bool = False
    """That mandate does not hold any more, so it waits until somebody approves it anew."""
    company: str = ""
    """A digest by which people of one company are counted together."""
    reply_ref: str = ""
    chat_ref: str = ""
    state: ActionState = ActionState.READY
    epoch: int = 0
    owner: str = ""
    lease_until: datetime | None = None
    deadline: datetime | None = None
    armed_at: datetime | None = None
    attempts: int = 0
    repeats: int = 0
    deaths: int = 0
    failures: int = 0
    reconcile_at: datetime | None = None
    lost_at: datetime | None = None
    looks: int = 0
    cancel_asked: str = ""
    reported: bool = False
    """A person's word stands for the send until the provider shows it."""
    decisions: tuple[Decision, ...] = ()
    reasons: tuple[Reason, ...] = ()
    code: str = ""
    subject: str = ""
    receipt: Receipt = field(default_factory=Receipt)
    refs: tuple[str, ...] = ()
    recipient_ref: str = ""
    sent_at: datetime | None = None
    seen_at: datetime | None = None
    bounced_at: datetime | None = None
    accepted_at: datetime | None = None
    withdraw_next_at: datetime | None = None
    """Of an invitation nobody answered: no further try to take it back before this."""
    withdrawn_at: datetime | None = None
    withdrawal_ref: str = ""
    """What the provider called the invitation that it took back."""
    opposed_at: datetime | None = None
    """When its reader objected, and `complained_at` when by an abuse report."""
    complained_at: datetime | None = None
    ended_at: datetime | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    # --- who it is -------------------------------------------------------------------------

    @property
    def is_final(self) -> bool:
        return self.state in self.TERMINAL

    @property
    def holder(self) -> Holder:
        return Holder(action_id=self.id, epoch=self.epoch)

    @property
    def attempt_id(self) -> str:
        """Of the attempt that comes next, or runs; a claim that died before arming left it."""
        running = self.state in {ActionState.SENDING, ActionState.UNKNOWN}
        return f"{self.id}:{self.attempts if running else self.attempts + 1}"

    def passage(self, wall: datetime, timing: Timing) -> Passage:
        return Passage(
            holder=self.holder,
            since=self.since,
            by_hand=self.kind.by_hand,
            is_mail=self.kind.is_mail,
            look_at=wall + timing.lease + timing.gate_look,
        )

    def ask(self, wall: datetime, timing: Timing) -> Ask:
        return Ask(
            holder=self.holder,
            attempt_id=self.attempt_id,
            touch=self.kind.touch,
            gap=self.spacing.gap,
            rest=self.spacing.rest,
            look_at=wall + timing.lease + timing.gate_look,
        )

    def cap_ask(self) -> CapAsk | None:
        """Of a company, a campaign and the workspace only steps of a sequence are counted."""
        if not self.kind.is_step:
            return None
        return CapAsk(
            workspace_id=self.workspace_id,
            campaign_id=self.campaign_id,
            company=self.company,
            prospect_id=self.prospect_id,
            attempt_id=self.attempt_id,
            epoch=self.epoch,
            first=self.rank == self.FIRST_TOUCH,
        )

    # --- transitions -----------------------------------------------------------------------

    def _move(self, to: ActionState) -> None:
        if to not in LEGAL[self.state]:
            raise IllegalTransition(f"{self.state.value} to {to.value}")
        self.state = to

    def claim(self, owner: str, *, wall: datetime, timing: Timing) -> None:
        """Take it for one try. Whoever held it before finds the fence in the way."""
        self._move(ActionState.CLAIMED)
        self.epoch += 1
        self.owner, self.lease_until = owner, wall + timing.lease

    def wait(
        self,
        reasons: Sequence[Reason],
        *,
        next_at: datetime | None = None,
        not_before: datetime | None = None,
    ) -> None:
        """Back to the queue with every reason; nothing left."""
        if self.cancel_asked:
            raise IllegalTransition("it was asked to end")
        self._move(ActionState.READY)
        self._put_down()
        self.reasons = tuple(reasons)
        self.next_at = next_at or self.next_at
        self.not_before = not_before or self.not_before

    def give_back(self, reasons: Sequence[Reason], *, at: datetime) -> None:
        """Its mandate does not hold any more: nothing leaves until it is approved anew (AUT-1).
        What a person approved just waits.
        """
        code = next((one.code for one in reasons if one.code in UNCOVERED), None)
        if code is None or self.uncovered or not self.mandate_id:
            return
        self.uncovered = True
        self.events.append(events.ActionUncovered(**self._stamp(at), code=code.value))

    def adopt(
        self, *, mandate_id: str, sha256: str, not_before: datetime, next_at: datetime
    ) -> bool:
        """It was approved anew. False for one that was not given back, or is not waiting."""
        if not self.uncovered or self.state is not ActionState.READY:
            return False
        self.uncovered, self.mandate_id, self.sha256 = False, mandate_id, sha256
        self.not_before, self.next_at, self.reasons = not_before, next_at, ()
        return True

    def has_time(self, *, wall: datetime, timing: Timing) -> bool:
        """Whether the lease outlasts a call that starts now."""
        needed = timing.call + timing.margin
        return self.lease_until is not None and self.lease_until >= wall + needed

    def arm(self, *, wall: datetime, timing: Timing) -> None:
        """The point of no return: from here on only evidence says what happened.

        Raise LeaseTooShort when the lease may end before the call does.
        """
        if not self.has_time(wall=wall, timing=timing):
            raise LeaseTooShort
        self._move(ActionState.SENDING)
        self.attempts += 1
        self.armed_at, self.deadline = wall, wall + timing.call

    def end(self, reason: Reason, *, at: datetime, reasons: Sequence[Reason] = ()) -> None:
        """The send rules end it before anything left."""
        self._finish(_ENDS[reason.fate], reason.code.value, at)
        self.reasons = tuple(reasons) or (reason,)

    def refuse(self, code: str, *, at: datetime) -> None:
        """The provider refused it for good."""
        self._finish(ActionState.FAILED, code, at)

    def cancel(self, code: str, *, at: datetime) -> bool:
        """End it if nothing can have left; else remember the wish for when that is known.

        False when it is over, or waits for a person.
        """
        if self.state is ActionState.READY:
            self._finish(ActionState.CANCELLED, code, at)
            return True
        if self.state in {ActionState.CLAIMED, ActionState.SENDING, ActionState.UNKNOWN}:
            self.cancel_asked = self.cancel_asked or code
            return True
        return False

    def undo(self, *, at: datetime) -> None:
        """A person takes it back in time. Raise ActionNotCancellable."""
        if self.state is not ActionState.READY:
            raise ActionNotCancellable
        self._finish(ActionState.CANCELLED, "undone", at)

    def honour_cancel(self, *, at: datetime) -> bool:
        """End an action that was asked to end and is proven not to have left."""
        if not self.cancel_asked:
            return False
        self._finish(ActionState.CANCELLED, self.cancel_asked, at)
        return True

    def lose(self, *, wall: datetime, timing: Timing) -> None:
        """Nobody knows whether it left. Only evidence moves it on."""
        self._move(ActionState.UNKNOWN)
        self._put_down()
        self.lost_at, self.looks = wall, 0
        self.reconcile_at = wall + timing.first_look

    def begin_look(self, *, wall: datetime, timing: Timing) -> None:
        """Take it for one look at the evidence, with a lease and a fence of its own."""
        if self.state is not ActionState.UNKNOWN:
            raise IllegalTransition(f"{self.state.value} is not looked at")
        self.epoch += 1
        self.looks += 1
        self.reconcile_at = wall + timing.lease

    def look_again(self, *, wall: datetime, timing: Timing) -> None:
        """Nothing is proven yet: later, less and less often."""
        wait = min(timing.first_look * 2 ** min(self.looks, 10), timing.longest_backoff)
        self.reconcile_at = wall + wait

    def horizon(self, timing: Timing) -> timedelta:
        return timing.mail_horizon if self.kind.is_mail else timing.linkedin_horizon

    def may_repeat(self) -> bool:
        return self.kind.may_be_repeated and self.repeats < self.MOST_REPEATS

    def repeat(self, *, wall: datetime, never_left: bool) -> None:
        """Proven absent: once more, with the same key, through every rule again.

        `never_left`: our own record says so, which uses up no repetition.
        """
        if self.state is not ActionState.UNKNOWN:
            raise IllegalTransition(f"{self.state.value} is not repeated")
        self._move(ActionState.READY)
        self.repeats += not never_left
        self.not_before, self.reconcile_at, self.lost_at = wall, None, None

    def give_to_person(self, *, at: datetime) -> None:
        """Not decidable by machine: the product never sends it again."""
        self._move(ActionState.UNCONFIRMED)
        self._put_down()
        self.reconcile_at, self.code = None, "unconfirmed"
        self.reasons = (Reason(code=ReasonCode.UNCONFIRMED),)
        if not self.kind.is_step:
            self._tell_failed(at, "unconfirmed")
        else:
            self.events.append(events.SendUnconfirmed(**self._stamp(at)))

    def reap(self, *, wall: datetime, at: datetime, timing: Timing) -> bool:
        """What a silent owner left behind; False while the owner may still be alive.

        Before arming it goes back to the queue; after arming it is UNKNOWN. The third process
        that died over it puts it aside.
        """
        if self.state is ActionState.SENDING and self.deadline is not None:
            if wall < self.deadline + timing.margin:
                return False
            self.deaths += 1
            self.lose(wall=wall, timing=timing)
            return True
        if self.state is not ActionState.CLAIMED or self.lease_until is None:
            return False
        if wall < self.lease_until:
            return False
        self.deaths += 1
        if not self.honour_cancel(at=at):
            self._go_on_or_aside(at)
        return True

    def _go_on_or_aside(self, at: datetime) -> None:
        if self.deaths < self.MOST_DEATHS:
            self.wait(self.reasons)
            return
        self._move(ActionState.QUARANTINED)
        self._put_down()
        self.code, self.ended_at = "quarantined", at
        if not self.kind.is_step:
            self._tell_failed(at, "quarantined")
        else:
            self.events.append(events.ActionQuarantined(**self._stamp(at)))

    def accept(self, receipt: Receipt, *, at: datetime) -> None:
        """It exists at the provider: said by its answer, or found there later."""
        self._move(ActionState.SENT)
        self._put_down()
        self.sent_at = self.ended_at = at
        self.reasons, self.code, self.reconcile_at = (), "", None
        self._join(receipt)
        if self.kind.by_hand:
            self.events.append(
                events.AnswerSent(
                    at=at,
                    workspace_id=self.workspace_id,
                    action_id=self.id,
                    message_id=MessageId(self.text_ref),
                    prospect_id=self.prospect_id,
                    channel=self.kind.channel,
                    sender_id=self.sender_id,
                )
            )
        elif self.kind.is_step:
            self.events.append(events.MessageSent(**self._stamp(at)))
        else:
            self.events.append(
                events.NoticeSent(
                    at=at,
                    workspace_id=self.workspace_id,
                    action_id=self.id,
                    notice_id=self.text_ref,
                    prospect_id=self.prospect_id,
                    channel=self.kind.channel,
                )
            )

    # --- by hand ---------------------------------------------------------------------------

    def report(self, by: UserId, *, at: datetime, wall: datetime, timing: Timing) -> None:
        """A person sent the prepared message themselves. Raise ActionNotSettleable."""
        if self.state is not ActionState.READY:
            raise ActionNotSettleable
        self._decide(Decision(choice=Choice.DONE, by=by, at=at, reason=""))
        self.reported = True
        self.accept(Receipt(), at=at)
        self.armed_at, self.looks = wall, 0
        self.reconcile_at = wall + timing.first_look

    def settle(self, decision: Decision, *, wall: datetime) -> None:
        """A person decides what no machine may. Raise ActionNotSettleable.

        What waits can only be looked at again at once; what is quarantined never left, so it may
        be tried again; what is unconfirmed may have left, so it is never sent again (SND-5).
        """
        allowed = {
            ActionState.READY: {Choice.RETRY},
            ActionState.QUARANTINED: {Choice.RETRY, Choice.SENT, Choice.NOT_SENT},
            ActionState.UNCONFIRMED: {Choice.VERIFY, Choice.SENT, Choice.NOT_SENT},
        }
        if decision.choice not in allowed.get(self.state, set()):
            raise ActionNotSettleable
        self._decide(decision)
        if decision.choice is Choice.SENT:
            self.reported = True
            self.accept(Receipt(), at=decision.at)
        elif decision.choice is Choice.NOT_SENT:
            self._finish(ActionState.CANCELLED, "settled_not_sent", decision.at)
        elif decision.choice is Choice.VERIFY:
            self._move(ActionState.UNKNOWN)
            self.lost_at = self.reconcile_at = wall
            self.looks, self.repeats = 0, self.MOST_REPEATS
        else:
            if self.state is not ActionState.READY:
                self._move(ActionState.READY)
            self.deaths, self.code, self.ended_at = 0, "", None
            self.next_at = min(self.next_at, decision.at)

    def _decide(self, decision: Decision) -> None:
        self.decisions = (*self.decisions, decision)

    def doubt(self, *, since: datetime, wall: datetime) -> bool:
        """A backup of `since` (wall) was restored: whatever could have left after it counts as
        maybe left, until the provider was asked. False when nothing can have.
        """
        if self.state not in {ActionState.READY, ActionState.CLAIMED, ActionState.SENDING}:
            return False
        self._move(ActionState.UNKNOWN)
        self._put_down()
        self.epoch += 1
        self.armed_at = self.armed_at or since
        self.lost_at = self.reconcile_at = wall
        self.looks = 0
        return True

    def see(self, receipt: Receipt, *, at: datetime) -> bool:
        """Take in evidence from the provider; False when it says nothing new.

        A second message under the mark of this action is an incident, and said so.
        """
        if self.state is not ActionState.SENT:
            self.accept(receipt, at=at)
        known = self.receipt
        other = known.message_ref and receipt.message_ref not in {"", known.message_ref}
        if other:
            if receipt.message_ref in self.refs:
                return False
            self.refs = (*self.refs, receipt.message_ref)
            if self.kind.is_step:
                self.events.append(events.DuplicateSuspected(**self._stamp(at)))
            return True
        before = (self.receipt, self.seen_at)
        self._join(receipt)
        if self.seen_at is None:
            self.seen_at = at
            if self.kind.is_step:
                self.events.append(events.MessageAccepted(**self._stamp(at)))
        return (self.receipt, self.seen_at) != before

    def bounce(self, code: str, *, permanent: bool, at: datetime) -> bool:
        """A report says it did not arrive; False when that was known."""
        if self.state is not ActionState.SENT or self.bounced_at is not None:
            return False
        self.bounced_at, self.code = at, code
        if self.kind.is_step:
            self.events.append(
                events.MessageBounced(**self._stamp(at), permanent=permanent, code=code)
            )
        elif not self.kind.by_hand:
            self._tell_failed(at, code)
        return True

    def oppose(self, *, complaint: bool, at: datetime) -> bool:
        """Its reader wants no more of it; False when that was known."""
        if self.state is not ActionState.SENT or self.opposed_at is not None:
            return False
        self.opposed_at = at
        self.complained_at = at if complaint else None
        return True

    def complain(self, *, at: datetime) -> bool:
        """An abuse report is about this very mail; False when that was known."""
        if self.state is not ActionState.SENT or self.complained_at is not None:
            return False
        self.complained_at, self.opposed_at = at, self.opposed_at or at
        return True

    def connection_accepted(self, *, at: datetime) -> bool:
        if self.kind is not ActionKind.INVITATION or self.accepted_at is not None:
            return False
        if self.state is not ActionState.SENT:
            self.accept(Receipt(), at=at)
        self.accepted_at = at
        self.events.append(events.ConnectionAccepted(**self._stamp(at)))
        return True

    # --- taking an invitation back ----------------------------------------------------------

    WITHDRAW_AGAIN: ClassVar[timedelta] = timedelta(days=1)

    @property
    def is_pending_invitation(self) -> bool:
        """As far as is known: it left, and was neither accepted nor taken back."""
        is_ours = self.kind is ActionKind.INVITATION and self.state is ActionState.SENT
        return is_ours and self.accepted_at is None and self.withdrawn_at is None

    def begin_withdrawal(self, *, at: datetime) -> bool:
        """Fence one try: whoever comes beside it, or after its death, waits a day. False when
        there is nothing to take back.
        """
        if not self.is_pending_invitation:
            return False
        self.withdraw_next_at = at + self.WITHDRAW_AGAIN
        return True

    def ask_withdrawal(self, *, at: datetime) -> bool:
        """A person has to do it; they are asked once. False when there is nothing to take back."""
        is_asked = self.withdraw_next_at is not None
        if not self.begin_withdrawal(at=at):
            return False
        if not is_asked:
            self.events.append(events.WithdrawalDue(**self._stamp(at)))
        return True

    def withdraw(self, code: str, *, ref: str = "", at: datetime) -> bool:
        """It is not pending any more; False when that was known, or it was accepted."""
        if not self.is_pending_invitation:
            return False
        self.withdrawn_at, self.withdrawal_ref, self.withdraw_next_at = at, ref, None
        self.events.append(events.InvitationWithdrawn(**self._stamp(at), code=code))
        return True

    # --- small things ----------------------------------------------------------------------

    def _put_down(self) -> None:
        self.owner, self.lease_until, self.deadline = "", None, None

    def _join(self, receipt: Receipt) -> None:
        self.receipt = self.receipt.joined(receipt)
        self.recipient_ref = self.receipt.recipient_ref
        self.refs = tuple(dict.fromkeys((*self.refs, *self.receipt.refs)))

    def _finish(self, to: ActionState, code: str, at: datetime) -> None:
        self._move(to)
        self._put_down()
        self.code, self.ended_at, self.reconcile_at = code, at, None
        if not self.kind.is_step:
            self._tell_failed(at, code)
            return
        stamp = self._stamp(at)
        if to is ActionState.FAILED:
            self.events.append(events.DeliveryFailed(**stamp, code=code))
        elif to is ActionState.SUPPRESSED:
            self.events.append(events.ActionSuppressed(**stamp, code=code))
        else:
            self.events.append(events.ActionCancelled(**stamp, code=code))

    def _tell_failed(self, at: datetime, code: str) -> None:
        if not self.kind.by_hand:
            self.events.append(
                events.NoticeFailed(
                    at=at,
                    workspace_id=self.workspace_id,
                    notice_id=self.text_ref,
                    prospect_id=self.prospect_id,
                    code=code,
                )
            )
            return
        self.events.append(
            events.AnswerFailed(
                at=at,
                workspace_id=self.workspace_id,
                action_id=self.id,
                message_id=MessageId(self.text_ref),
                prospect_id=self.prospect_id,
                channel=self.kind.channel,
                sender_id=self.sender_id,
                code=code,
            )
        )

    def tell_planned(self) -> None:
        if self.kind.is_step:
            self.events.append(events.ActionPlanned(**self._stamp(self.planned_at)))

    def tell_troubled(self, *, at: datetime) -> None:
        """The vendor says the account behind this message is broken: somebody must ask it."""
        self.events.append(
            events.SenderTroubled(
                at=at,
                workspace_id=self.workspace_id,
                sender_id=self.sender_id,
                kind="mailbox" if self.kind.is_mail else "linkedin",
            )
        )

    def _stamp(self, at: datetime) -> _Stamp:
        return _Stamp(
            at=at,
            workspace_id=self.workspace_id,
            action_id=self.id,
            draft_id=DraftId(self.text_ref),
            campaign_id=self.campaign_id or CampaignId(""),
            enrolment_id=self.enrolment_id or EnrolmentId(""),
            prospect_id=self.prospect_id,
            step_id=self.step_id or StepId(""),
            channel=self.kind.channel,
            kind=self.kind.value,
            sender_id=self.sender_id,
        )

    def attempt(self, *, wall: datetime, at: datetime, timing: Timing) -> Attempt:
        """The row that must be durable before the call; the key is the same for every attempt."""
        return Attempt(
            id=self.attempt_id,
            workspace_id=self.workspace_id,
            action_id=self.id,
            number=self.attempts + 1,
            epoch=self.epoch,
            key=self.id,
            request_hash=self.sha256,
            armed_at=wall,
            deadline=wall + timing.call,
            at=at,
        )

    def take_events(self) -> list[Event]:
        taken, self.events = self.events, []
        return taken


def settled(attempt: Attempt, outcome: Outcome, code: str, receipt: Receipt | None) -> Attempt:
    """The attempt with its end; a proof of acceptance is never replaced by anything else."""
    if attempt.outcome is Outcome.ACCEPTED:
        return attempt
    return replace(attempt, outcome=outcome, code=code, receipt=receipt)
