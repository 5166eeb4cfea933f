"""What campaigns refuses."""

from domain.shared.errors import Conflict, Invalid, NotFound


class CampaignNotFound(NotFound):
    code = "campaign-not-found"


class CampaignNotEditable(Conflict):
    """Once launched, a campaign's offer, persona, senders and sequence stay as they are."""

    code = "campaign-not-editable"


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
