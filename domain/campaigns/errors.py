"""What campaigns refuses."""

from domain.shared.errors import Conflict, Invalid, NotFound


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
