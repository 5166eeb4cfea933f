"""What other modules learn from campaigns."""

from dataclasses import dataclass

from domain.shared.events import Event
from domain.shared.ids import (
    CampaignId,
    EnrolmentId,
    HumanTaskId,
    MandateId,
    ProspectId,
    StepId,
)


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
class InstructionQuestioned(CampaignEvent):
    """An order that would break the law was not carried out; `codes` say why (obligation 21)."""

    codes: str
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
class SequenceRevised(CampaignEvent):
    """A running campaign has other steps; `scope` and `gone` say for whom and what of the rest."""

    revision: int
    scope: str
    gone: str


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
    """A message has to be written for this step, or a person has to act."""

    step_id: StepId
    step_index: int
    channel: str
    written: bool


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


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEvent(EnrolmentEvent):
    task_id: HumanTaskId
    step_id: StepId
    kind: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskOpened(TaskEvent):
    """A person has something to do by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTried(TaskEvent):
    """A call that is to be made again, at another time."""

    user_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEnded(TaskEvent):
    """It was done, passed over, or is pointless now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentHeld(EnrolmentEvent):
    """It goes on when a person has decided something; `reason` says what."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentReleased(EnrolmentEvent):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateEvent(CampaignEvent):
    """`by` is who signed or ended it, "" where time or a rule did."""

    mandate_id: MandateId
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateSigned(MandateEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateExpiring(MandateEvent):
    """Three days are left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateEnded(MandateEvent):
    """What it let go and has not left goes back to a person."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChanged(CampaignEvent):
    """`reason` says what took a level away; "" when `by` chose it."""

    step_id: StepId
    level: str
    reason: str
    by: str
