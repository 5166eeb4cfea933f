"""What enrichment refuses."""

from domain.shared.errors import Conflict, Invalid, NotFound, Unavailable


class EnrichmentNotFound(NotFound):
    code = "enrichment-not-found"


class EnrichmentNotAllowed(Conflict):
    """Nobody of the selection may be enriched; the faults say why, one per person."""

    code = "enrichment-not-allowed"


class AlreadyEnriching(Conflict):
    """One open request per prospect and field."""

    code = "already-enriching"


class NobodySelected(Invalid):
    code = "nobody-selected"


class TooManySelected(Invalid):
    code = "too-many-selected"


class EnrichmentCapReached(Conflict):
    """The workspace's cap of a day; the fault says when the order is possible, if it ever is."""

    code = "enrichment-cap-reached"


class EnrichmentCapInvalid(Invalid):
    code = "enrichment-cap-invalid"


class FinderBusy(Unavailable):
    """The provider did not take the order; it may be repeated."""

    code = "finder-unavailable"


class FinderSilent(Unavailable):
    """The order left and no answer came: it may have been taken, so it is not repeated."""

    code = "finder-silent"


class FinderRefused(Conflict):
    """The provider refused the order for good: a wrong key, or data it does not accept."""

    code = "finder-refused"


class JobForgotten(NotFound):
    """The provider no longer knows the job (vendors/fullenrich.md 4: after three months)."""

    code = "finder-forgot-job"


class UnreadableDelivery(Invalid):
    """A signed body that is not what the vendor sheet describes."""

    code = "unreadable-delivery"


class ProviderNotOffered(Invalid):
    """The order names every provider that is offered, each once, and no other."""

    code = "provider-not-offered"
