"""One uploaded file, from check to result (SRC-1, obligation 17)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from domain.prospects.errors import (
    AudienceNotDeclared,
    ImportAlreadyStarted,
    NoUsableColumn,
    SourceMissing,
    UnknownColumn,
)
from domain.prospects.events import ImportFinished
from domain.prospects.model.columns import NAMING, Target
from domain.prospects.model.prospect import LegalBasis
from domain.prospects.model.table import Layout
from domain.shared.errors import FieldFault
from domain.shared.events import Event
from domain.shared.ids import BlobId, ImportId, OperationId, UserId, WorkspaceId


class ImportState(StrEnum):
    CHECKED = "checked"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Every row of the file is in exactly one of these."""

    created: int = 0
    updated: int = 0
    skipped: int = 0
    opposed: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        return self.created + self.updated + self.skipped + self.opposed + self.failed

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            created=self.created + other.created,
            updated=self.updated + other.updated,
            skipped=self.skipped + other.skipped,
            opposed=self.opposed + other.opposed,
            failed=self.failed + other.failed,
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

    def map_columns(self, mapping: Mapping[str, Target | None]) -> None:
        """A person's correction; columns that are not named keep their meaning."""
        if self.state is not ImportState.CHECKED:
            raise ImportAlreadyStarted
        columns = self.columns
        if not set(mapping) <= set(columns):
            raise UnknownColumn
        self.mapping = list((columns | dict(mapping)).values())

    def start(self, declaration: Declaration, operation_id: OperationId, *, at: datetime) -> None:
        if self.state is not ImportState.CHECKED:
            raise ImportAlreadyStarted
        if not NAMING & {target for target in self.mapping if target}:
            raise NoUsableColumn
        self.declaration, self.operation_id = declaration, operation_id
        self.state, self.started_at = ImportState.RUNNING, at

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
        "Ni e-mail, ni profil, ni nom avec entreprise",
        "No e-mail, no profile, no name with a company",
    ),
    "two-known-people": (
        "L’e-mail et le profil désignent deux prospects différents",
        "The e-mail and the profile belong to two different prospects",
    ),
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
