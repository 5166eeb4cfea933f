"""What other modules learn from prospects."""

from dataclasses import dataclass

from domain.shared.events import Event
from domain.shared.ids import ClearanceId, ImportId, ProspectId, SavedSearchId, UserId


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearchRan(Event):
    """A saved search looked again and showed so many people who are new to it."""

    saved_search_id: SavedSearchId
    shown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreviewed(Event):
    import_id: ImportId


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportUndone(Event):
    import_id: ImportId
    user_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProspectsRestored(Event):
    """People whom an undone import put back as they were; ids joined by commas."""

    prospect_ids: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProspectsMerged(Event):
    """`prospect_id` went on; `absorbed_id` is no longer there."""

    prospect_id: ProspectId
    absorbed_id: ProspectId
    user_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProspectsParted(Event):
    """A merge was undone: both are there again."""

    prospect_id: ProspectId
    other_id: ProspectId
    user_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompaniesChanged(Event):
    """Firms were learnt of, or people found their firm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCleared(Event):
    """A member said that a text speaks of no special category (obligation 53)."""

    clearance_id: ClearanceId
    category: str
    user_id: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class TextClearanceWithdrawn(Event):
    """The text is refused again."""

    clearance_id: ClearanceId
    category: str
    user_id: UserId
