"""A file that leaves the product, and the receipt that stays (obligations 132 to 134)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar, TypeAlias

from domain.privacy.errors import ExportGone, ExportNotReady
from domain.shared.ids import OperationId, WorkspaceId

Cell: TypeAlias = str | int | date | datetime | None
# One line of a table, by column.
TableRow: TypeAlias = Mapping[str, Cell]


class ExportScope(StrEnum):
    """WORKSPACE: everything at once, the archive of restitution (obligation 147). AUDIT: what shows
    that the promises are kept (obligation 135).
    """

    PROSPECTS = "prospects"
    MESSAGES = "messages"
    RESULTS = "results"
    WORKSPACE = "workspace"
    AUDIT = "audit"

    @property
    def is_archive(self) -> bool:
        """Comes as a ZIP and no other way."""
        return self in {ExportScope.WORKSPACE, ExportScope.AUDIT}


class ExportFormat(StrEnum):
    """CSV as a French Excel opens it; XLSX a workbook with a read-me; an archive is a ZIP."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"
    ZIP = "zip"


@dataclass(slots=True, kw_only=True)
class Export:
    """Who took what out, for which purpose, and the hash of the very bytes. The file goes after two
    days, the receipt stays. Times are wall time; `as_of` is when it was asked for in business time,
    and `made_at` is None until the file is there.
    """

    KEPT: ClassVar[timedelta] = timedelta(days=2)
    LINK_LIFE: ClassVar[timedelta] = timedelta(minutes=10)

    id: str
    workspace_id: WorkspaceId
    scope: ExportScope
    format: ExportFormat
    purpose: str
    ordered_by: str
    asked_at: datetime
    as_of: datetime
    operation_id: OperationId
    notice_version: str
    with_objectors: bool = False
    made_at: datetime | None = None
    counts: dict[str, int] = field(default_factory=dict)
    fields: tuple[str, ...] = ()
    size: int = 0
    sha256: str = ""
    blob_id: str = ""
    version: int = 0

    def made(
        self,
        *,
        counts: Mapping[str, int],
        fields: tuple[str, ...],
        size: int,
        sha256: str,
        at: datetime,
    ) -> None:
        self.counts, self.fields, self.size, self.sha256 = dict(counts), fields, size, sha256
        self.blob_id, self.made_at = self.id, at

    def is_there(self, at: datetime) -> bool:
        return self.made_at is not None and bool(self.blob_id) and at < self.made_at + self.KEPT

    def require_file(self, at: datetime) -> datetime:
        """When it was made. Raise ExportNotReady or ExportGone."""
        if self.made_at is None:
            raise ExportNotReady
        if not self.is_there(at):
            raise ExportGone
        return self.made_at

    @property
    def file_name(self) -> str:
        return f"leo-{self.scope.value}-{self.asked_at:%Y-%m-%d}.{self.format.value}"
