"""What happened to drafts."""

from dataclasses import dataclass

from domain.shared.events import Event
from domain.shared.ids import CampaignId, DraftId, EnrolmentId, ProspectId, StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftEvent(Event):
    draft_id: DraftId
    campaign_id: CampaignId
    enrolment_id: EnrolmentId
    prospect_id: ProspectId
    step_id: StepId
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftGenerated(DraftEvent):
    """A version waits for a person; `state` says whether the gate lets it be approved."""

    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftApproved(DraftEvent):
    """A named person approved these exact bytes (obligation 70), or signed the mandate they left
    under.
    """

    sha256: str
    approved_by: str
    mandate_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSkipped(DraftEvent):
    """The sequence goes on as if sent; nothing leaves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDismissed(DraftEvent):
    """The person leaves the campaign, for one of the reasons of SCO-3."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftExpired(DraftEvent):
    """Nobody decided in time, or the prospect made the decision pointless."""

    reason: str
