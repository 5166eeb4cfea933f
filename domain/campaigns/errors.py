"""What campaigns refuses."""

from domain.shared.errors import Conflict, Invalid, NotFound, PaymentNeeded


class CampaignNotFound(NotFound):
    code = "campaign-not-found"


class OfferUnknown(NotFound):
    code = "offer-not-found"


class PersonaUnknown(NotFound):
    code = "persona-not-found"


class SenderUnknown(NotFound):
    """No such account here, or one of another channel."""

    code = "sender-not-found"


class CampaignNotEditable(Conflict):
    """Once launched, a campaign's offer, persona, senders and sequence stay as they are."""

    code = "campaign-not-editable"


class TooManyRevisions(Conflict):
    """A running sequence was changed too often to keep who follows which."""

    code = "too-many-revisions"


class CampaignNotInState(Conflict):
    """It cannot be launched, paused or resumed from where it is."""

    code = "campaign-not-in-state"


class PreflightIncomplete(Conflict):
    """The faults name every missing item at once (SEQ-8)."""

    code = "preflight-incomplete"


class SequenceRefused(Invalid):
    """The faults name every step that is wrong."""

    code = "sequence-refused"


class EnrolmentNotFound(NotFound):
    code = "enrolment-not-found"


class AlreadyEnrolled(Conflict):
    """The person is in an active campaign of this workspace, or was in this one before."""

    code = "already-enrolled"


class LiaIncomplete(Invalid):
    """A balancing test says who gains what, why it is needed, and what it means for people."""

    code = "lia-incomplete"


class RevisionScopeNeeded(Conflict):
    """A change of a running sequence says whom it is for (SEQ-4)."""

    code = "revision-scope-needed"


class TaskNotFound(NotFound):
    code = "task-not-found"


class TaskOver(Conflict):
    """It was done, passed over, or its person left the sequence."""

    code = "task-over"


class OutcomeNotOfTask(Invalid):
    """A visit is done or passed over; the other outcomes are those of a call."""

    code = "outcome-not-of-task"


class CallBackNotAhead(Invalid):
    """A call-back needs a date, after now and within 60 days."""

    code = "call-back-not-ahead"


class NotACall(Conflict):
    """Only a call has a script."""

    code = "not-a-call"


class TaskExists(Conflict):
    """One task per step of an enrolment."""

    code = "task-exists"


class CalendarRefused(Invalid):
    """The faults name every closure that is wrong."""

    code = "calendar-refused"


class EnrolmentNotHeld(Conflict):
    """Nothing holds this person back that a person could lift."""

    code = "enrolment-not-held"


class SimulationNotFound(NotFound):
    code = "simulation-not-found"


class SimulationTooOld(Conflict):
    """A simulation counts for seven days (AUT-1)."""

    code = "simulation-too-old"


class PlanDrift(Conflict):
    """Something the plan was computed from has changed since (AUT-6)."""

    code = "plan-drift"


class MandateNotFound(NotFound):
    code = "mandate-not-found"


class MandateRefused(Invalid):
    """The faults name every field, with the largest value that would pass (AUT-12)."""

    code = "mandate-refused"


class MandateExists(Conflict):
    """Another one of this campaign was signed at the same time."""

    code = "mandate-exists"


class AutopilotNotInPlan(PaymentNeeded):
    code = "autopilot-not-in-plan"


class LevelNotEarned(Conflict):
    """The faults name what is missing; levels are taken one by one (AUT-2)."""

    code = "level-not-earned"


class StepUnknown(NotFound):
    """No such step here, or one that only a person can take."""

    code = "step-not-found"
