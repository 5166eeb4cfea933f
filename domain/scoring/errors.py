"""What scoring refuses."""

from domain.shared.errors import Invalid, NotFound


class FeatureNotAllowed(Invalid):
    """Scores are made from a closed list of professional features (obligation 52, A6)."""

    code = "feature-not-allowed"


class RescoringNotFound(NotFound):
    code = "rescoring-not-found"
