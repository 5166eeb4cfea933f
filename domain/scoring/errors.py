"""What scoring refuses."""

from domain.shared.errors import Conflict, Invalid, NotFound, Unavailable


class FeatureNotAllowed(Invalid):
    """Scores are made from a closed list of professional features (obligation 52, A6)."""

    code = "feature-not-allowed"


class RescoringNotFound(NotFound):
    code = "rescoring-not-found"


class FeedbackNotFound(NotFound):
    code = "feedback-not-found"


class SignalNotFound(NotFound):
    code = "signal-not-found"


class PersonNotScorable(NotFound):
    """Nobody of that id is here, or their data is restricted."""

    code = "person-not-scorable"


class TooManySignals(Conflict):
    """Five that still count per person (SCO-2)."""

    code = "too-many-signals"


class SignalNotDated(Invalid):
    """A signal lies in the last ninety days (SCO-2)."""

    code = "signal-not-dated"


class SignalSensitive(Invalid):
    """The text speaks of something that no score may rest on (obligations 52, 53)."""

    code = "signal-sensitive"


class OpinionsOff(Conflict):
    """The workspace lets no model have an opinion (SCO-1)."""

    code = "opinions-off"


class NoPersonaYet(Conflict):
    """Without a persona there is no score to have an opinion on (SCO-1)."""

    code = "no-persona-yet"


class AdviserBusy(Unavailable):
    """No usable answer from a model; the score stays what the rules make it."""

    code = "adviser-busy"
