"""One uploaded file, from check to result (SRC-1, obligation 17)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.prospects.errors import (
    AudienceNotDeclared,
    ImportAlreadyStarted,
    NoUsableColumn,
    ReasonMissing,
    SensitiveColumn,
    SourceMissing,
    UndoNotPossible,
    UnknownColumn,
)
from domain.prospects.events import ImportFinished, ImportUndone
from domain.prospects.model.columns import NAMING, Target
from domain.prospects.model.prospect import Change, LegalBasis
from domain.prospects.model.sensitive import CATEGORIES, sensitive_column
from domain.prospects.model.table import Container, Layout
from domain.shared.errors import FieldFault
from domain.shared.events import Event
from domain.shared.ids import (
    BlobId,
    CompanyId,
    ImportId,
    OperationId,
    ProspectId,
    UserId,
    WorkspaceId,
)

UNDO_WITHIN = timedelta(days=30)


class ImportState(StrEnum):
    CHECKED = "checked"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Every row of the file is in exactly one of these. `companies` are rows about a firm alone."""

    created: int = 0
    updated: int = 0
    skipped: int = 0
    opposed: int = 0
    failed: int = 0
    companies: int = 0

    @property
    def total(self) -> int:
        people = self.created + self.updated + self.skipped + self.opposed
        return people + self.failed + self.companies

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            created=self.created + other.created,
            updated=self.updated + other.updated,
            skipped=self.skipped + other.skipped,
            opposed=self.opposed + other.opposed,
            failed=self.failed + other.failed,
            companies=self.companies + other.companies,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What the importer vouches for (obligation 17)."""

    source: str
    legal_basis: LegalBasis
    collected_on: date
    professional_audience: bool

    def __post_init__(self) -> None:
        if not self.source.strip():
            raise SourceMissing(faults=[FieldFault("/source", SourceMissing.code)])
        if not self.professional_audience:
            raise AudienceNotDeclared(
                faults=[FieldFault("/professional_audience", AudienceNotDeclared.code)]
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class FileWarning:
    code: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFault:
    """One line of the report: where, what (masked) and why."""

    id: str
    workspace_id: WorkspaceId
    import_id: ImportId
    line: int
    column: str
    masked: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearedColumn:
    """A person's word that a column is no special category, or may be kept (obligation 53)."""

    column: str
    reason: str
    by: UserId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDiff:
    """`held`: the known value stays, the new one is kept beside it."""

    field: str
    before: str
    after: str
    held: bool

    @classmethod
    def of(cls, change: Change) -> "FieldDiff":
        after = change.after
        return cls(
            field=change.field,
            before=change.before.value if change.before else "",
            after=after.rivals[0].value if change.held else after.value,
            held=change.held,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDiff:
    """What one row of the file would do, or did."""

    line: int
    outcome: str
    name: str
    prospect_id: ProspectId | None
    changes: tuple[FieldDiff, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The whole file, tried without storing anybody. `rows` are a few of each outcome; `fields`
    says how many values of each field would change. `seen` rows of the file are tried.
    """

    operation_id: OperationId
    counts: Counts = field(default_factory=Counts)
    seen: int = 0
    is_done: bool = False
    rows: tuple[RowDiff, ...] = ()
    fields: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPerson:
    """Whom an undo left, or some of whose fields it left, and why."""

    prospect_id: ProspectId
    code: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedChange:
    prospect_id: ProspectId
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedCompany:
    """A firm that rows about firms brought in, or changed."""

    company_id: CompanyId
    changes: tuple[Change, ...] = ()


@dataclass(slots=True, kw_only=True)
class ImportTrace:
    """What one stored batch of rows did, so that it can be told and undone."""

    id: str
    workspace_id: WorkspaceId
    import_id: ImportId
    created: list[ProspectId] = field(default_factory=list)
    changed: list[TracedChange] = field(default_factory=list)
    noted: list[ProspectId] = field(default_factory=list)
    companies: list[TracedCompany] = field(default_factory=list)
    kept: list[KeptPerson] = field(default_factory=list)
    version: int = 0

    @property
    def people(self) -> list[ProspectId]:
        touched = (one.prospect_id for one in self.changed)
        return list(dict.fromkeys([*self.created, *touched, *self.noted]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """How far taking an import back is. `before` is the id of the last trace undone."""

    operation_id: OperationId
    by: UserId
    at: datetime
    before: str = ""
    removed: int = 0
    restored: int = 0
    kept: int = 0
    finished_at: datetime | None = None


@dataclass(slots=True, kw_only=True)
class ImportBatch:
    """Rows are stored in batches, each with its checkpoint in the same transaction: after a crash
    the import goes on from `checkpoint` rows, and the result is the same.
    """

    id: ImportId
    workspace_id: WorkspaceId
    blob_id: BlobId
    file_name: str
    file_hash: str
    size: int
    uploaded_by: UserId
    uploaded_at: datetime
    layout: Layout
    format: str
    mapping: list[Target | None]
    row_count: int
    container: Container = Container.TEXT
    sheets: list[str] = field(default_factory=list)
    sheet: str = ""
    workbook_id: BlobId | None = None
    cleared: list[ClearedColumn] = field(default_factory=list)
    preview: Preview | None = None
    undo: Undo | None = None
    sample: list[list[str]] = field(default_factory=list)
    warnings: list[FileWarning] = field(default_factory=list)
    declaration: Declaration | None = None
    state: ImportState = ImportState.CHECKED
    operation_id: OperationId | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    checkpoint: int = 0
    counts: Counts = field(default_factory=Counts)
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    @property
    def columns(self) -> dict[str, Target | None]:
        return dict(zip(self.layout.header, self.mapping, strict=True))

    @property
    def cleared_columns(self) -> frozenset[str]:
        return frozenset(one.column for one in self.cleared)

    @property
    def sensitive(self) -> dict[str, str]:
        """Columns of a special category that nobody cleared, with their category."""
        found = {name: sensitive_column(name) for name in self.layout.header}
        cleared = self.cleared_columns
        return {name: one for name, one in found.items() if one and name not in cleared}

    def map_columns(self, mapping: Mapping[str, Target | None]) -> None:
        """A person's correction; columns that are not named keep their meaning."""
        self.require_open()
        columns = self.columns
        if not set(mapping) <= set(columns):
            raise UnknownColumn
        wall = self.sensitive
        if any(target is not None and name in wall for name, target in mapping.items()):
            raise SensitiveColumn
        self.mapping = list((columns | dict(mapping)).values())
        self.preview = None

    def clear_column(self, column: str, reason: str, *, by: UserId, at: datetime) -> None:
        """Lift the wall for one column: by name, and for what its cells say (obligation 53)."""
        self.require_open()
        if column not in self.columns:
            raise UnknownColumn
        if not reason.strip():
            raise ReasonMissing(faults=[FieldFault("/reason", ReasonMissing.code)])
        others = [one for one in self.cleared if one.column != column]
        self.cleared = [*others, ClearedColumn(column=column, reason=reason, by=by, at=at)]
        self.preview = None

    def require_open(self) -> None:
        """Raise ImportAlreadyStarted once it was started."""
        if self.state is not ImportState.CHECKED:
            raise ImportAlreadyStarted

    def require_usable(self) -> None:
        self.require_open()
        if not NAMING & {target for target in self.mapping if target}:
            raise NoUsableColumn

    def start(self, declaration: Declaration, operation_id: OperationId, *, at: datetime) -> None:
        self.require_usable()
        self.declaration, self.operation_id = declaration, operation_id
        self.state, self.started_at = ImportState.RUNNING, at

    def may_undo(self, now: datetime) -> bool:
        """Within thirty days of its end, once."""
        over = self.state in {ImportState.DONE, ImportState.CANCELLED, ImportState.FAILED}
        return bool(
            over and self.undo is None and self.finished_at and now - self.finished_at < UNDO_WITHIN
        )

    def ask_undo(self, operation_id: OperationId, *, by: UserId, at: datetime) -> None:
        if not self.may_undo(at):
            raise UndoNotPossible
        self.undo = Undo(operation_id=operation_id, by=by, at=at)

    def finish_undo(self, *, at: datetime) -> None:
        assert self.undo is not None  # noqa: S101 - only a running undo ends
        self.undo = replace(self.undo, finished_at=at)
        self.events.append(
            ImportUndone(
                at=at,
                workspace_id=self.workspace_id,
                import_id=self.id,
                user_id=self.undo.by,
            )
        )

    def go_on(self) -> None:
        """Take up again what was cancelled or broke."""
        self.state, self.finished_at = ImportState.RUNNING, None

    def advance(self, counts: Counts) -> None:
        self.counts = self.counts + counts
        self.checkpoint += counts.total

    def finish(self, state: ImportState, *, at: datetime) -> None:
        self.state, self.finished_at = state, at
        self.events.append(
            ImportFinished(
                at=at, workspace_id=self.workspace_id, import_id=self.id, state=state.value
            )
        )

    def add_warning(self, code: str, count: int) -> None:
        known = {one.code: one for one in self.warnings}
        before = known.get(code, FileWarning(code=code, count=0))
        known[code] = replace(before, count=before.count + count)
        self.warnings = list(known.values())

    def take_events(self) -> list[Event]:
        taken, self.events = self.events, []
        return taken


# Why a row was kept out or not read in full: French, English.
REASONS: Mapping[str, tuple[str, str]] = {
    "not-an-email-address": ("Adresse e-mail non valide", "Not a valid e-mail address"),
    "not-a-linkedin-profile": (
        "Adresse de profil LinkedIn non reconnue",
        "Not a known LinkedIn profile address",
    ),
    "not-a-phone-number": ("Numéro de téléphone non reconnu", "Not a known phone number"),
    "nobody-named": (
        "Ni e-mail, ni profil, ni nom avec entreprise, ni entreprise seule",
        "No e-mail, no profile, no name with a company, no company alone",
    ),
    "two-known-people": (
        "L’e-mail et le profil désignent deux prospects différents",
        "The e-mail and the profile belong to two different prospects",
    ),
    "auto-collected-contact": (
        "Contact collecté automatiquement par Google, jamais choisi",
        "Contact collected by Google, never chosen",
    ),
    "not-distributed": (
        "Entreprise non diffusible au registre public",
        "Company that the public register does not distribute",
    ),
    "precision-lost": (
        "Précision perdue : un tableur a arrondi ce numéro",
        "Precision lost: a spreadsheet rounded this number",
    ),
    "not-a-register-number": (
        "Numéro SIREN ou SIRET non valide",
        "Not a valid SIREN or SIRET number",
    ),
    "person-restricted": ("Données gelées à la demande de la personne", "Restricted data"),
    **{
        f"sensitive-{category}": (
            f"Donnée sensible non enregistrée ({french})",
            f"Sensitive data not stored ({english})",
        )
        for category, (french, english) in CATEGORIES.items()
    },
    "kept-rights": ("Gardé : droits exercés par la personne", "Kept: the person used their rights"),
    "kept-contacted": ("Gardé : déjà contacté ou avancé", "Kept: contacted or moved on already"),
    "kept-in-campaign": ("Gardé : inscrit dans une campagne", "Kept: enrolled in a campaign"),
    "kept-tagged": ("Gardé : porte une étiquette", "Kept: carries a tag"),
    "kept-other-import": ("Gardé : vient aussi d’un autre import", "Kept: in another import too"),
    "kept-completed": ("Gardé : complété depuis", "Kept: completed since"),
    "kept-fields": ("Champs gardés : modifiés depuis", "Fields kept: changed since"),
    "line-too-long": ("Ligne trop longue", "Line too long"),
    "cell-too-long": ("Cellule trop longue", "Cell too long"),
    "too-many-cells": ("Trop de cellules", "Too many cells"),
    "quote-not-closed": ("Guillemet non refermé", "Quote not closed"),
}


def reason_in(language: str, code: str) -> str:
    french, english = REASONS.get(code, (code, code))
    return english if language == "en" else french


def shown(batch: ImportBatch) -> Sequence[dict[str, str]]:
    """Sample rows by column name."""
    return [dict(zip(batch.layout.header, row, strict=False)) for row in batch.sample]
