"""The third door: how much reaches one company, leaves one campaign, leaves the workspace.

Product.md AUT-7 and "effective limit = the lowest of" (SND-3). Like the other doors each is one
small document, changed only by reading it and replacing the version that was read, so fifty
workers never let one too many through. Nobody stands in these doors: a slot is taken or not.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.delivery.model.limits import LIMITS, LimitName, Origin
from domain.delivery.model.slots import Taken, beside, given_back, taken
from domain.delivery.model.verdict import Reason, ReasonCode
from domain.delivery.model.window import SendWindow
from domain.shared.ids import CampaignId, ProspectId, WorkspaceId

COMPANY_SPAN = timedelta(days=14)
COMPANY_LONG_SPAN, COMPANY_LONG_PEOPLE = timedelta(days=90), 3
BETWEEN_FIRST_TOUCHES = 3
"""Working days, at one company."""
_DAY = timedelta(hours=25)


class CapScope(StrEnum):
    COMPANY = "company"
    CAMPAIGN = "campaign"
    WORKSPACE = "workspace"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """The values that hold now."""

    company_people: int
    campaign_per_day: int
    workspace_per_day: int

    @classmethod
    def of(
        cls, rules: Mapping[str, int], campaigns: Mapping[str, int], campaign_id: str | None
    ) -> "Caps":
        """The campaign's own value, else the workspace's rule, else the default."""
        settled = {name: rules.get(name, LIMITS[name].default) for name in CAP_NAMES}
        per_campaign = settled[LimitName.CAMPAIGN_PER_DAY]
        return cls(
            company_people=settled[LimitName.COMPANY_PEOPLE],
            campaign_per_day=campaigns.get(campaign_id or "", per_campaign),
            workspace_per_day=settled[LimitName.WORKSPACE_PER_DAY],
        )


CAP_NAMES = (
    LimitName.COMPANY_PEOPLE,
    LimitName.CAMPAIGN_PER_DAY,
    LimitName.WORKSPACE_PER_DAY,
)


def digest_of(text: str) -> str:
    """Enough to count by, and nothing to read."""
    return hashlib.sha256(text.encode()).hexdigest()[:24] if text else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CapSlot(Taken):
    """One attempt of one step. `person` and `first` are kept for companies alone."""

    person: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CapAsk:
    """What an action asks of these doors. `company` is a digest, "" where it is unknown."""

    workspace_id: WorkspaceId
    campaign_id: CampaignId | None
    company: str
    prospect_id: ProspectId
    attempt_id: str
    epoch: int
    """Of the claim that asks."""
    first: bool

    @property
    def keys(self) -> Sequence[tuple[CapScope, str]]:
        """The doors it passes, in the order in which they are taken."""
        found = [(CapScope.WORKSPACE, "")]
        if self.campaign_id is not None:
            found.append((CapScope.CAMPAIGN, self.campaign_id))
        if self.company:
            found.append((CapScope.COMPANY, self.company))
        return found


@dataclass(slots=True, kw_only=True)
class CapDoor:
    id: str
    workspace_id: WorkspaceId
    scope: CapScope
    slots: list[CapSlot] = field(default_factory=list)
    version: int = 0

    @classmethod
    def key(cls, workspace_id: WorkspaceId, scope: CapScope, target: str) -> str:
        return ":".join(filter(None, (workspace_id, scope.value, target)))

    @classmethod
    def open_for(cls, workspace_id: WorkspaceId, scope: CapScope, target: str) -> "CapDoor":
        return cls(id=cls.key(workspace_id, scope, target), workspace_id=workspace_id, scope=scope)

    def refusal(
        self, ask: CapAsk, caps: Caps, window: SendWindow, *, at: datetime
    ) -> Reason | None:
        """Why this door lets no more through, and until when. `window` is that of the message."""
        others = beside(self.slots, ask.attempt_id)
        if self.scope is CapScope.COMPANY:
            return _company_refusal(others, ask, caps, window, at)
        most = caps.campaign_per_day if self.scope is CapScope.CAMPAIGN else caps.workspace_per_day
        midnight = window.midnight(at)
        if sum(slot.at >= midnight for slot in others) < most:
            return None
        opens = window.next_opening(window.midnight(midnight + timedelta(hours=36)))
        origin = Origin(self.scope.value)
        return Reason(code=ReasonCode.DAILY_LIMIT, until=opens, origin=origin.value)

    def enter(self, ask: CapAsk, *, at: datetime) -> bool:
        """Take the slot, from now on; False when this very instant took it."""
        for_company = self.scope is CapScope.COMPANY
        slot = CapSlot(
            attempt_id=ask.attempt_id,
            at=at,
            epoch=ask.epoch,
            person=digest_of(ask.prospect_id) if for_company else "",
            first=for_company and ask.first,
        )
        if slot in self.slots:
            return False
        self.slots = taken(self.slots, slot, kept=COMPANY_LONG_SPAN if for_company else _DAY)
        return True

    def leave(self, attempt_id: str, epoch: int) -> bool:
        """Give the slot of an attempt back that is proven not to have happened."""
        had = len(self.slots)
        self.slots = given_back(self.slots, attempt_id, epoch)
        return len(self.slots) != had


def _company_refusal(
    others: Sequence[CapSlot], ask: CapAsk, caps: Caps, window: SendWindow, at: datetime
) -> Reason | None:
    mine = digest_of(ask.prospect_id)
    last: dict[str, datetime] = {}
    for slot in sorted(others, key=lambda one: one.at):
        last[slot.person] = slot.at
    waits = [
        _room_at(mine, last, span, most, at)
        for span, most in (
            (COMPANY_SPAN, caps.company_people),
            (COMPANY_LONG_SPAN, COMPANY_LONG_PEOPLE),
        )
    ]
    firsts = [slot.at for slot in others if slot.first and slot.person != mine]
    if ask.first and firsts:
        waits.append(window.after_working_days(max(firsts), BETWEEN_FIRST_TOUCHES))
    until = max((one for one in waits if one is not None and one > at), default=None)
    if until is None:
        return None
    opens = window.next_opening(until)
    return Reason(code=ReasonCode.COMPANY_CAP, until=opens, origin=CapScope.COMPANY.value)


def _room_at(
    mine: str, last: Mapping[str, datetime], span: timedelta, most: int, at: datetime
) -> datetime | None:
    """When few enough others were written to within the span; None when that is so now."""
    others = sorted(when for who, when in last.items() if who != mine and when > at - span)
    too_many = len(others) + 1 - most
    known = mine in last and last[mine] > at - span
    if too_many <= 0 or known:
        return None
    return others[min(too_many, len(others)) - 1] + span
