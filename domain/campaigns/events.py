"""What other modules learn from campaigns."""

from dataclasses import dataclass

from domain.shared.events import Event
from domain.shared.ids import CampaignId, EnrolmentId, ProspectId, StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignEvent(Event):
    campaign_id: CampaignId


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignDrafted(CampaignEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignLaunched(CampaignEvent):
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignPaused(CampaignEvent):
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignResumed(CampaignEvent):
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignFinished(CampaignEvent):
    """Nobody in it has a step left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaSigned(CampaignEvent):
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentEvent(CampaignEvent):
    enrolment_id: EnrolmentId
    prospect_id: ProspectId


@dataclass(frozen=True, slots=True, kw_only=True)
class ProspectEnrolled(EnrolmentEvent):
    user_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDue(EnrolmentEvent):
    """A message has to be written for this step."""

    step_id: StepId
    step_index: int
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPassed(EnrolmentEvent):
    """The sequence went over this step: it was sent, skipped, or could not be done."""

    step_id: StepId
    step_index: int
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentEnded(EnrolmentEvent):
    """`reason` is finished, replied, opted_out, bounced, dismissed or the code of a refusal."""

    reason: str
