"""The two doors every message passes: the person's and the account's (delivery.md 1.5).

Each is one small document, changed only by reading it and replacing the version that was read.
So the database orders an objection and a send for one person, and two sends of one account.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.delivery.errors import SenderNotResumable
from domain.delivery.model.limits import (
    BETWEEN_ANSWERS,
    MAIL_PUSH_BACK_PAUSE,
    PUSH_BACK_HALVED,
    PUSH_BACK_PAUSE,
    RUN,
    Allowance,
    Touch,
)
from domain.delivery.model.slots import Taken, beside, given_back, taken
from domain.delivery.model.verdict import Reason, ReasonCode
from domain.delivery.model.window import SendWindow
from domain.shared.ids import ActionId, ProspectId, SenderId, UserId, WorkspaceId

_HOUR, _WEEK, _KEPT = timedelta(hours=1), timedelta(days=7), timedelta(days=8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who stands in the door: an action, and the fence of its claim."""

    action_id: ActionId
    epoch: int

    def may_follow(self, other: "Holder | None") -> bool:
        """The same action may come back under a later claim; nobody else passes a holder."""
        return other is None or (other.action_id == self.action_id and other.epoch <= self.epoch)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What an action brings to the person's door."""

    holder: Holder
    since: datetime
    """When the sequence began for this person: a later reply or bounce closes it (business)."""
    by_hand: bool
    is_mail: bool
    look_at: datetime
    """Wall time at which the janitor asks what became of the holder."""


@dataclass(slots=True, kw_only=True)
class RecipientGate:
    """At most one message is under way to one person, and none after their no.

    An objection never opens again. A reply or a bounce ends the sequences that began before it,
    not an answer that a person writes.
    """

    id: str
    workspace_id: WorkspaceId
    prospect_id: ProspectId
    opposed_at: datetime | None = None
    replied_at: datetime | None = None
    bounced_at: datetime | None = None
    last_mail_at: datetime | None = None
    withdrawn_at: datetime | None = None
    """When an invitation to them was last taken back."""
    holder: Holder | None = None
    look_at: datetime | None = None
    version: int = 0

    @classmethod
    def key(cls, workspace_id: WorkspaceId, prospect_id: ProspectId) -> str:
        return f"{workspace_id}:{prospect_id}"

    @classmethod
    def open_for(cls, workspace_id: WorkspaceId, prospect_id: ProspectId) -> "RecipientGate":
        return cls(
            id=cls.key(workspace_id, prospect_id),
            workspace_id=workspace_id,
            prospect_id=prospect_id,
        )

    def refusal(self, passage: Passage) -> Reason | None:
        """Why this door is shut for that passage."""
        if self.opposed_at is not None:
            return Reason(code=ReasonCode.SUPPRESSED)
        if not passage.by_hand:
            if self.replied_at is not None and self.replied_at >= passage.since:
                return Reason(code=ReasonCode.REPLIED)
            bounced = self.bounced_at is not None and self.bounced_at >= passage.since
            if bounced and passage.is_mail:
                return Reason(code=ReasonCode.ADDRESS_BOUNCED)
        if not passage.holder.may_follow(self.holder):
            return Reason(code=ReasonCode.UNCONFIRMED)
        return None

    def enter(self, passage: Passage) -> None:
        self.holder, self.look_at = passage.holder, passage.look_at

    def leave(self, holder: Holder, *, mail_at: datetime | None = None) -> bool:
        """Free the door if this claim, or an older one of the same action, holds it.

        `mail_at` is when a mail left, for the distance to the next one; it is kept whoever holds.
        """
        changed = False
        if mail_at is not None and (self.last_mail_at is None or mail_at > self.last_mail_at):
            self.last_mail_at, changed = mail_at, True
        if self.holder is not None and holder.may_follow(self.holder):
            self.holder, self.look_at, changed = None, None, True
        return changed

    def close(self, *, at: datetime) -> bool:
        """The person objected. False when it was known."""
        if self.opposed_at is not None:
            return False
        self.opposed_at = at
        return True

    def note_reply(self, *, at: datetime) -> bool:
        if self.replied_at is not None and self.replied_at >= at:
            return False
        self.replied_at = at
        return True

    def note_withdrawal(self, *, at: datetime) -> bool:
        if self.withdrawn_at is not None and self.withdrawn_at >= at:
            return False
        self.withdrawn_at = at
        return True

    def note_bounce(self, *, at: datetime) -> bool:
        if self.bounced_at is not None and self.bounced_at >= at:
            return False
        self.bounced_at = at
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot(Taken):
    """One unit of the allowance."""

    touch: Touch


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What an action asks of the account's door."""

    holder: Holder
    attempt_id: str
    touch: Touch | None
    """None for an answer written by a person: not counted, never held back by limits."""
    gap: timedelta
    rest: timedelta
    look_at: datetime
    """Wall time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """Who let a held account go on, and why; kept for good."""

    by: UserId
    at: datetime
    reason: str


@dataclass(slots=True, kw_only=True)
class AccountGate:
    """One call at a time per account, never more than its allowance, never too close together.

    The allowance is a set of attempt ids: it survives restarts, a repeat takes no second slot,
    and a slot comes back only when its attempt is proven not to have happened.
    """

    id: SenderId
    workspace_id: WorkspaceId
    holder: Holder | None = None
    look_at: datetime | None = None
    slots: list[Slot] = field(default_factory=list)
    next_free_at: datetime | None = None
    last_at: datetime | None = None
    run: int = 0
    paused_for: ReasonCode | None = None
    paused_until: datetime | None = None
    halved_until: datetime | None = None
    pushed_back_at: datetime | None = None
    health: str = ""
    """What its health was held for: bounces, complaints or acceptance."""
    rested: timedelta = timedelta()
    """How long it has to rest for that."""
    rest_until: datetime | None = None
    """No person lifts a health stop before this."""
    judged_from: datetime | None = None
    """What happened before a person resumed it is not held against it again."""
    resumes: tuple[Resume, ...] = ()
    version: int = 0

    @classmethod
    def open_for(cls, workspace_id: WorkspaceId, sender_id: SenderId) -> "AccountGate":
        return cls(id=sender_id, workspace_id=workspace_id)

    def pause_reason(self, at: datetime) -> Reason | None:
        """Why the account is held, if it is; a dated pause ends by itself."""
        if self.paused_for is None or (self.paused_until is not None and at >= self.paused_until):
            return None
        return Reason(code=self.paused_for, until=self.paused_until, account_wide=True)

    def used(self, touch: Touch, since: datetime, *, but: str = "") -> int:
        """Slots taken since then, without that of the attempt `but`."""
        return sum(slot.touch is touch and slot.at >= since for slot in beside(self.slots, but))

    def refusals(
        self, ask: Ask, allowance: Allowance, window: SendWindow, *, at: datetime
    ) -> Sequence[Reason]:
        """Every reason of the account, with the instant each clears. `window` is its own hours."""
        found = [reason] if (reason := self.pause_reason(at)) else []
        if not ask.holder.may_follow(self.holder):
            found.append(
                Reason(code=ReasonCode.SPACING, until=at + timedelta(seconds=30), account_wide=True)
            )
        found += self._too_close(ask, at)
        if ask.touch is not None:
            found += self._used_up(ask.touch, ask, allowance, window, at)
        return found

    def _too_close(self, ask: Ask, at: datetime) -> list[Reason]:
        """Also asked when the slot was taken before: a slot once taken says nothing of the gap."""
        free_at = self.next_free_at
        if ask.touch is None:
            free_at = None if self.last_at is None else self.last_at + BETWEEN_ANSWERS
        # Whoever still holds the door never left it: nobody can have sent in between.
        stayed = self.holder is not None and self.holder.action_id == ask.holder.action_id
        if free_at is None or at >= free_at or stayed:
            return []
        return [Reason(code=ReasonCode.SPACING, until=free_at, account_wide=True)]

    def _used_up(
        self, touch: Touch, ask: Ask, allowance: Allowance, window: SendWindow, at: datetime
    ) -> list[Reason]:
        mine = ask.attempt_id
        if self.halved_until is not None and at < self.halved_until:
            allowance = allowance.halved()
        found = []
        midnight = window.midnight(at)
        if self.used(touch, midnight, but=mine) >= allowance.per_day:
            code = ReasonCode.RAMP_UP if allowance.ramp else ReasonCode.DAILY_LIMIT
            tomorrow = window.midnight(midnight + timedelta(hours=36))
            opens = window.next_opening(tomorrow)
            origin = allowance.origin.value
            found.append(Reason(code=code, until=opens, account_wide=True, origin=origin))
        for code, span, most in (
            (ReasonCode.HOURLY_LIMIT, _HOUR, allowance.per_hour),
            (ReasonCode.WEEKLY_LIMIT, _WEEK, allowance.per_week),
        ):
            if most is None or self.used(touch, at - span, but=mine) < most:
                continue
            past = sorted(one.at for one in beside(self.slots, mine) if one.touch is touch)
            # One more fits when the `most`-th slot from the end is older than the span.
            freed = past[-most] + span if most else at + span
            until = max(freed, at) + timedelta(milliseconds=1)
            found.append(Reason(code=code, until=until, account_wide=True))
        return found

    def enter(self, ask: Ask, *, at: datetime) -> None:
        """Take the slot and the door; call it only when `refusals` has none."""
        if ask.touch is not None:
            if not self._knows(ask):
                rested = self.last_at is None or at - self.last_at >= ask.rest
                self.run = 1 if rested else self.run + 1
            self._take(ask, ask.touch, at)
        self.holder, self.look_at = ask.holder, ask.look_at
        self._space(ask, at)

    def count(self, ask: Ask, *, at: datetime) -> bool:
        """What a person did by hand counts like any other, and is never refused (SND-2)."""
        if ask.touch is None or self._knows(ask):
            return False
        self._take(ask, ask.touch, at)
        self._space(ask, at)
        return True

    def _knows(self, ask: Ask) -> bool:
        return any(slot.attempt_id == ask.attempt_id for slot in self.slots)

    def _take(self, ask: Ask, touch: Touch, at: datetime) -> None:
        slot = Slot(attempt_id=ask.attempt_id, at=at, epoch=ask.holder.epoch, touch=touch)
        self.slots = taken(self.slots, slot, kept=_KEPT)

    def leave(self, ask: Ask, *, at: datetime, unused: bool = False) -> bool:
        """Free the door, with the gap counted anew from now; False when another claim holds it.

        `unused`: the attempt is proven not to have happened, so its slot comes back.
        """
        had = len(self.slots)
        if unused:
            self.slots = given_back(self.slots, ask.attempt_id, ask.holder.epoch)
        held = self.holder is not None and ask.holder.may_follow(self.holder)
        if held:
            self.holder, self.look_at = None, None
            self._space(ask, at)
        return held or len(self.slots) != had

    def _space(self, ask: Ask, at: datetime) -> None:
        """Every path that takes or frees the door leaves the same distance behind it."""
        self.last_at = at if self.last_at is None else max(self.last_at, at)
        gap = BETWEEN_ANSWERS
        if ask.touch is not None:
            resting = ask.touch is Touch.INVITATION and self.run >= RUN
            gap = ask.rest if resting else ask.gap
        free_at = at + gap
        if self.next_free_at is None or free_at > self.next_free_at:
            self.next_free_at = free_at

    def pause(self, code: ReasonCode, until: datetime | None) -> None:
        """Hold the account; a pause without end is never shortened by one with an end."""
        if self.paused_for is not None and self.paused_until is None and until is not None:
            return
        self.paused_for, self.paused_until = code, until

    def resume(self) -> bool:
        """Lift a pause for a broken connection; one that LinkedIn asked for runs its time."""
        if self.paused_for not in {ReasonCode.SENDER_DISCONNECTED, ReasonCode.PROVIDER_UNAVAILABLE}:
            return False
        self.paused_for = self.paused_until = None
        return True

    def hold_for_health(self, cause: str, rest: timedelta, *, at: datetime) -> bool:
        """Hold the account until a person has read the cause, and at least `rest` long (SND-4).

        False when it is held for that already; only a graver finding makes it longer.
        """
        is_held = self.health == cause and self.paused_for is ReasonCode.SENDER_PAUSED
        if is_held and rest <= self.rested:
            return False
        self.health, self.rested = cause, rest
        self.rest_until = max(self.rest_until or at, at + rest)
        self.pause(ReasonCode.SENDER_PAUSED, None)
        return True

    def halve(self, *, until: datetime, at: datetime) -> bool:
        """Half the cap for a while; False when that holds already."""
        if self.halved_until is not None and self.halved_until > at + _HOUR:
            return False
        self.halved_until = until
        return True

    def resume_by_hand(self, *, by: UserId, reason: str, at: datetime) -> None:
        """A person read the cause. Raise SenderNotResumable."""
        held = {ReasonCode.SENDER_PAUSED, ReasonCode.LINKEDIN_PUSH_BACK}
        resting = self.rest_until is not None and at < self.rest_until
        dated = self.paused_until is not None
        if self.paused_for not in held or resting or dated:
            raise SenderNotResumable
        self.paused_for = self.paused_until = self.rest_until = None
        self.health, self.rested, self.judged_from = "", timedelta(), at
        self.resumes = (*self.resumes, Resume(by=by, at=at, reason=reason))

    def push_back(self, *, is_linkedin: bool, at: datetime) -> None:
        """The provider refuses more for now (SND-2): a day's rest and half the cap for a week;
        a second time within that week holds the account until a person restarts it.
        """
        if not is_linkedin:
            self.pause(ReasonCode.SENDER_PAUSED, at + MAIL_PUSH_BACK_PAUSE)
            return
        again = self.pushed_back_at is not None and at - self.pushed_back_at < PUSH_BACK_HALVED
        self.pushed_back_at, self.halved_until = at, at + PUSH_BACK_HALVED
        self.pause(ReasonCode.LINKEDIN_PUSH_BACK, None if again else at + PUSH_BACK_PAUSE)
