"""What other modules learn from scoring."""

from dataclasses import dataclass

from domain.shared.events import Event
from domain.shared.ids import ProspectId


@dataclass(frozen=True, slots=True, kw_only=True)
class ProspectScored(Event):
    """One person's score is another than before (obligation 25)."""

    prospect_id: ProspectId
    score: int
    band: str
    verdict: str
    model_version: str
