"""What a named person lets LEO do alone, and what was drawn from it (AUT-1)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from domain.campaigns.errors import MandateRefused
from domain.campaigns.events import MandateEnded, MandateExpiring, MandateSigned
from domain.campaigns.model.campaign import Campaign
from domain.shared.errors import FieldFault
from domain.shared.events import Event
from domain.shared.ids import (
    CampaignId,
    DraftId,
    MandateId,
    ProspectId,
    SenderId,
    SimulationId,
    StepId,
    UserId,
    WorkspaceId,
)


class TouchKind(StrEnum):
    FIRST = "first_touch"
    FOLLOW_UP = "follow_up"


class MandateState(StrEnum):
    ACTIVE = "active"
    EXPIRED = "expired"
    ENDED = "ended"


class MandateEnd(StrEnum):
    """Why one ended before its time, or at it."""

    REVOKED = "revoked"
    RENEWED = "renewed"
    EXPIRED = "expired"
    SIGNATORY_LEFT = "signatory_left"
    ROLE_LOST = "role_lost"
    PLAN_DRIFT = "plan_drift"


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateScope:
    """What may leave without a click, how much of it, and until when (business time)."""

    DEFAULT_LIFE: ClassVar[timedelta] = timedelta(days=30)
    LONGEST_LIFE: ClassVar[timedelta] = timedelta(days=90)
    MOST_PER_DAY: ClassVar[int] = 200
    MOST_IN_TOTAL: ClassVar[int] = 1000
    MOST_CREDITS: ClassVar[int] = 10_000
    MOST_PER_COMPANY: ClassVar[int] = 2

    step_ids: tuple[StepId, ...]
    kinds: tuple[TouchKind, ...]
    sender_ids: tuple[SenderId, ...]
    per_day: int
    in_total: int
    credit_cap: int
    per_company: int
    """People of one company within fourteen days (AUT-7)."""
    expires_at: datetime

    def require_valid(self, campaign: Campaign, *, at: datetime) -> None:
        """Raise MandateRefused with every field that asks for something that is not there, or for
        more than can be given; the detail is the largest value that passes (AUT-12).
        """
        faults = [*self._scope_faults(campaign), *self._amount_faults()]
        if self.expires_at <= at:
            faults.append(FieldFault("/expires_at", "mandate-expiry-past"))
        elif self.expires_at > at + self.LONGEST_LIFE:
            latest = (at + self.LONGEST_LIFE).date().isoformat()
            faults.append(FieldFault("/expires_at", "mandate-expiry-too-late", latest))
        if faults:
            raise MandateRefused(faults=faults)

    def _scope_faults(self, campaign: Campaign) -> Sequence[FieldFault]:
        mine = {campaign.mailbox_id, campaign.linkedin_id}
        lone = {
            step.id for step in campaign.sequence.steps if step.is_written and not step.is_by_hand
        }
        faults = []
        if not self.step_ids or not lone.issuperset(self.step_ids):
            faults.append(FieldFault("/step_ids", "mandate-step-unknown"))
        if not self.kinds:
            faults.append(FieldFault("/kinds", "mandate-kind-missing"))
        if not self.sender_ids or not mine.issuperset(self.sender_ids):
            faults.append(FieldFault("/sender_ids", "mandate-sender-unknown"))
        return faults

    def _amount_faults(self) -> Sequence[FieldFault]:
        bounds = {
            "per_day": (self.per_day, 1, self.MOST_PER_DAY),
            "in_total": (self.in_total, 1, self.MOST_IN_TOTAL),
            "credit_cap": (self.credit_cap, 0, self.MOST_CREDITS),
            "per_company": (self.per_company, 1, self.MOST_PER_COMPANY),
        }
        return [
            FieldFault(f"/{name}", "mandate-amount-refused", str(most))
            for name, (value, least, most) in bounds.items()
            if not least <= value <= most
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """One message that was let go. `leaves_on` is the day whose place it holds."""

    draft_id: DraftId
    prospect_id: ProspectId
    company: str
    credits: int
    at: datetime
    day: date
    leaves_on: date | None = None


@dataclass(slots=True, kw_only=True)
class Mandate:
    """Signed by one person for one campaign, and acted on as that person (AUT-1).

    It counts by itself: what was drawn is part of it, so whoever reads, checks and replaces the
    version that was read never lets one message too many go. A renewal is another mandate.
    """

    REMIND_BEFORE: ClassVar[timedelta] = timedelta(days=3)
    COMPANY_WINDOW: ClassVar[timedelta] = timedelta(days=14)
    NEAR_CAP: ClassVar[float] = 0.8

    id: MandateId
    workspace_id: WorkspaceId
    campaign_id: CampaignId
    scope: MandateScope
    signed_by: UserId
    signed_name: str
    signed_at: datetime
    simulation_id: SimulationId
    frame_hash: str
    """Over everything the plan was computed from but the people: another one is a drift."""
    active_key: str
    """The campaign until it ended, "" afterwards: one at a time."""
    draws: list[Draw] = field(default_factory=list)
    ended_at: datetime | None = None
    ended_by: str = ""
    end: MandateEnd | None = None
    reminded_at: datetime | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    def state(self, at: datetime) -> MandateState:
        if self.end is not None:
            expired = self.end is MandateEnd.EXPIRED
            return MandateState.EXPIRED if expired else MandateState.ENDED
        return MandateState.EXPIRED if at >= self.scope.expires_at else MandateState.ACTIVE

    @property
    def credits(self) -> int:
        return sum(one.credits for one in self.draws)

    @property
    def is_near_cap(self) -> bool:
        """Whether a person should think of the next one: most of what may leave, or may be spent,
        is used.
        """
        cap = self.scope.credit_cap
        spent = bool(cap) and self.credits >= cap * self.NEAR_CAP
        return spent or len(self.draws) >= self.scope.in_total * self.NEAR_CAP

    def drawn_on(self, day: date) -> int:
        return sum(one.day == day for one in self.draws)

    def covers(self, step_id: StepId, sender_id: SenderId, kind: TouchKind) -> bool:
        scope = self.scope
        return step_id in scope.step_ids and sender_id in scope.sender_ids and kind in scope.kinds

    def draw(self, asked: Draw) -> str:
        """Count one message in; "" when it may go, else the code of the cap that is reached.

        Asking for the same draft again is the same draw.
        """
        if any(one.draft_id == asked.draft_id for one in self.draws):
            return ""
        if len(self.draws) >= self.scope.in_total:
            return "mandate_used_up"
        if self.drawn_on(asked.day) >= self.scope.per_day:
            return "daily_limit"
        if self.credits + asked.credits > self.scope.credit_cap:
            return "spend_cap_reached"
        if asked.company and len(self._people(asked)) > self.scope.per_company:
            return "company_cap"
        self.draws.append(asked)
        return ""

    def _people(self, asked: Draw) -> set[ProspectId]:
        """Of the company, within the window, the one who is asked for among them."""
        since = asked.at - self.COMPANY_WINDOW
        return {asked.prospect_id} | {
            one.prospect_id for one in self.draws if one.company == asked.company and one.at > since
        }

    def leave_on(self, draft_id: DraftId, day: date) -> bool | None:
        """Take a place of the day on which it really leaves: what piled up over a weekend does
        not leave at once. False when the day is full, None for a message never drawn.
        """
        for place, one in enumerate(self.draws):
            if one.draft_id != draft_id:
                continue
            if one.leaves_on == day:
                return True
            if sum(other.leaves_on == day for other in self.draws) >= self.scope.per_day:
                return False
            self.draws[place] = replace(one, leaves_on=day)
            return True
        return None

    def tell_signed(self) -> None:
        self.events.append(
            MandateSigned(
                at=self.signed_at,
                workspace_id=self.workspace_id,
                campaign_id=self.campaign_id,
                mandate_id=self.id,
                by=self.signed_by,
            )
        )

    def finish(self, end: MandateEnd, *, by: str, at: datetime) -> bool:
        """From here on nothing more leaves under it. False when it was over already."""
        if self.end is not None:
            return False
        self.end, self.ended_at, self.ended_by, self.active_key = end, at, by, ""
        self.events.append(
            MandateEnded(
                at=at,
                workspace_id=self.workspace_id,
                campaign_id=self.campaign_id,
                mandate_id=self.id,
                reason=end.value,
                by=by,
            )
        )
        return True

    def remind(self, *, at: datetime) -> bool:
        """Once, from three days before the end on (AUT-1)."""
        if self.reminded_at is not None or at < self.scope.expires_at - self.REMIND_BEFORE:
            return False
        self.reminded_at = at
        self.events.append(
            MandateExpiring(
                at=at,
                workspace_id=self.workspace_id,
                campaign_id=self.campaign_id,
                mandate_id=self.id,
                by=self.signed_by,
            )
        )
        return True

    def take_events(self) -> list[Event]:
        taken, self.events = self.events, []
        return taken
