"""What other modules learn from prospects."""

from dataclasses import dataclass

from domain.shared.events import Event
from domain.shared.ids import ImportId, ProspectId


@dataclass(frozen=True, slots=True, kw_only=True)
class ProspectAdded(Event):
    prospect_id: ProspectId
    user_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProspectsImported(Event):
    """Up to a hundred people created or changed by one import; ids joined by commas."""

    import_id: ImportId
    prospect_ids: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFinished(Event):
    import_id: ImportId
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProspectCorrected(Event):
    prospect_id: ProspectId
    user_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageChanged(Event):
    prospect_id: ProspectId
    stage: str
    before: str
    user_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProspectTagged(Event):
    prospect_id: ProspectId
    tag: str
    user_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProspectUntagged(Event):
    prospect_id: ProspectId
    tag: str
    user_id: str
