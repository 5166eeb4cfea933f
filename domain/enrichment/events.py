"""What happened to enrichment requests."""

from dataclasses import dataclass

from domain.shared.events import Event
from domain.shared.ids import EnrichmentId, ProspectId


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrichmentRequested(Event):
    """One job waits to be handed to the provider."""

    batch_id: EnrichmentId
    job_id: EnrichmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFound(Event):
    """A usable value was stored on the prospect's card."""

    request_id: EnrichmentId
    prospect_id: ProspectId
    field: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactNotFound(Event):
    """Nothing usable; `outcome` says in which way."""

    request_id: EnrichmentId
    prospect_id: ProspectId
    field: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrichmentFinished(Event):
    batch_id: EnrichmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrichmentHandedOn(Event):
    """One provider is done; whoever it did not find is the next one's."""

    job_id: EnrichmentId
    provider: str
