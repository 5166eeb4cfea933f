"""What scoring refuses."""

from domain.shared.errors import Conflict, Invalid, NotFound


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
