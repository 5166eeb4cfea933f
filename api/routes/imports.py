"""Files of prospects: check, mapping, import, report."""

from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import Annotated, Literal, Self

from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import StreamingResponse
from pydantic import Field, StringConstraints

from api.deps import App, CurrentActor, PageQuery
from api.models import Answer, Ask, Count, Id, Instant, Line, ListOf
from api.problem_texts import text_of
from api.problems import language, problems
from domain.application import Application
from domain.prospects.errors import (
    AudienceNotDeclared,
    FileEmpty,
    FileProtected,
    FileTooLarge,
    HeaderNotFound,
    ImportAlreadyStarted,
    ImportNotFound,
    NotATable,
    NoUsableColumn,
    ReasonMissing,
    SensitiveColumn,
    SheetNotFound,
    SourceMissing,
    SpreadsheetNotRead,
    TooManyColumns,
    TooManyRows,
    UndoNotPossible,
    UnknownColumn,
)
from domain.prospects.model.batch import (
    Counts,
    Declaration,
    FieldDiff,
    FileWarning,
    ImportBatch,
    Preview,
    RowDiff,
    Undo,
    reason_in,
    shown,
)
from domain.prospects.model.columns import Target
from domain.prospects.model.prospect import LegalBasis
from domain.prospects.model.sensitive import CATEGORIES
from domain.prospects.model.table import MAX_BYTES
from domain.shared.errors import Forbidden, Unauthenticated, WorkspaceReadOnly
from domain.shared.ids import ImportId

router = APIRouter(prefix="/api/v1/imports", tags=["imports"])

StateName = Literal["checked", "running", "done", "failed", "cancelled"]
_READ = 1024 * 1024


class AlreadyImported(Answer):
    import_id: str
    at: Instant


class ImportCounts(Answer):
    """Every row is in exactly one: `skipped` said nothing new, `opposed` asked to be left alone."""

    created: Count
    updated: Count
    skipped: Count
    opposed: Count
    failed: Count
    companies: Count

    @classmethod
    def of(cls, counts: Counts) -> Self:
        return cls(
            created=counts.created,
            updated=counts.updated,
            skipped=counts.skipped,
            opposed=counts.opposed,
            failed=counts.failed,
            companies=counts.companies,
        )


class FieldDiffView(Answer):
    """`held`: the known value stays; the other is kept beside it until a person chooses."""

    field: str
    before: str
    after: str
    held: bool

    @classmethod
    def of(cls, diff: FieldDiff) -> Self:
        return cls(field=diff.field, before=diff.before, after=diff.after, held=diff.held)


class RowDiffView(Answer):
    """One row of the file, or one person of the workspace (then `line` is 0)."""

    line: Count
    outcome: Literal["created", "updated", "skipped", "opposed", "failed", "companies"]
    name: str
    prospect_id: str | None
    changes: list[FieldDiffView]
    reason: str

    @classmethod
    def of(cls, diff: RowDiff, speech: str) -> Self:
        return cls.model_validate(
            {
                "line": diff.line,
                "outcome": diff.outcome,
                "name": diff.name,
                "prospect_id": diff.prospect_id,
                "changes": [FieldDiffView.of(one) for one in diff.changes],
                "reason": reason_in(speech, diff.code) if diff.code else "",
            }
        )


class FieldCount(Answer):
    field: str
    values: Count


class PreviewView(Answer):
    """The whole file tried, nobody stored. `rows` are up to twenty, a few of each outcome."""

    operation_id: str
    is_done: bool
    counts: ImportCounts
    fields: list[FieldCount]
    rows: list[RowDiffView]

    @classmethod
    def of(cls, preview: Preview, speech: str) -> Self:
        return cls(
            operation_id=preview.operation_id,
            is_done=preview.is_done,
            counts=ImportCounts.of(preview.counts),
            fields=[FieldCount(field=name, values=n) for name, n in preview.fields.items()],
            rows=[RowDiffView.of(one, speech) for one in preview.rows],
        )


class UndoView(Answer):
    """`kept`: people who stay, wholly or in part; the report says why."""

    operation_id: str
    asked_at: Instant
    finished_at: Instant | None
    removed: Count
    restored: Count
    kept: Count

    @classmethod
    def of(cls, undo: Undo) -> Self:
        return cls(
            operation_id=undo.operation_id,
            asked_at=undo.at,
            finished_at=undo.finished_at,
            removed=undo.removed,
            restored=undo.restored,
            kept=undo.kept,
        )


class SensitiveView(Answer):
    """A column that stays out until somebody clears it."""

    column: str
    category: str


class FileWarningView(Answer):
    code: str
    title: str
    rows: Count

    @classmethod
    def of(cls, warning: FileWarning, speech: str) -> Self:
        return cls(code=warning.code, title=text_of(warning.code, speech)[0], rows=warning.count)


class ImportView(Answer):
    """`mapping` says what each column is read as; null columns are not stored."""

    id: str
    state: StateName
    file_name: str
    size: Count
    container: Literal["text", "workbook", "vcard"]
    sheets: list[str]
    sheet: str
    encoding: str
    delimiter: str
    format: str
    header: list[str]
    mapping: dict[str, Target | None]
    row_count: Count
    sample: list[dict[str, str]]
    warnings: list[FileWarningView]
    sensitive: list[SensitiveView]
    cleared: list[str]
    preview: PreviewView | None
    may_undo: bool
    undo: UndoView | None
    already_imported: AlreadyImported | None
    counts: ImportCounts
    operation_id: str | None
    created_at: Instant
    finished_at: Instant | None

    @classmethod
    def of(
        cls, batch: ImportBatch, speech: str, now: datetime, earlier: ImportBatch | None = None
    ) -> Self:
        english = speech == "en"
        return cls(
            id=batch.id,
            state=batch.state.value,
            file_name=batch.file_name,
            size=batch.size,
            container=batch.container.value,
            sheets=batch.sheets,
            sheet=batch.sheet,
            encoding=batch.layout.encoding,
            delimiter=batch.layout.delimiter,
            format=batch.format,
            header=list(batch.layout.header),
            mapping=batch.columns,
            row_count=batch.row_count,
            sample=list(shown(batch)),
            warnings=[FileWarningView.of(one, speech) for one in batch.warnings],
            sensitive=[
                SensitiveView(column=column, category=CATEGORIES[one][english])
                for column, one in batch.sensitive.items()
            ],
            cleared=sorted(batch.cleared_columns),
            preview=PreviewView.of(batch.preview, speech) if batch.preview else None,
            may_undo=batch.may_undo(now),
            undo=UndoView.of(batch.undo) if batch.undo else None,
            already_imported=AlreadyImported(
                import_id=earlier.id, at=earlier.started_at or earlier.uploaded_at
            )
            if earlier
            else None,
            counts=ImportCounts.of(batch.counts),
            operation_id=batch.operation_id,
            created_at=batch.uploaded_at,
            finished_at=batch.finished_at,
        )


class MappingAsk(Ask):
    """Columns by name; those left out keep their meaning."""

    mapping: Annotated[
        dict[Annotated[str, StringConstraints(max_length=120)], Target | None],
        Field(max_length=200),
    ]


class DeclarationAsk(Ask):
    """What the importer vouches for: where the people come from, and why they may be written to."""

    source: Line
    legal_basis: Literal["legitimate_interest", "consent", "contract"]
    collected_on: date
    professional_audience: bool


class ClearAsk(Ask):
    """Why the column is no special category, or what lets it be kept (obligation 53)."""

    column: Annotated[str, StringConstraints(max_length=120)]
    reason: Line


class SheetAsk(Ask):
    sheet: Annotated[str, StringConstraints(max_length=100)]


class OperationStarted(Answer):
    operation_id: str


@router.post(
    "",
    status_code=201,
    responses=problems(
        Unauthenticated,
        Forbidden,
        FileEmpty,
        FileTooLarge,
        NotATable,
        SpreadsheetNotRead,
        FileProtected,
        HeaderNotFound,
        TooManyColumns,
        TooManyRows,
        WorkspaceReadOnly,
    ),
)
async def upload_import(
    file: Annotated[
        UploadFile, File(description="CSV, TSV, XLSX or vCard; at most 50 MB and 50,000 rows")
    ],
    request: Request,
    actor: CurrentActor,
    app: App,
) -> ImportView:
    """Upload a file of prospects: it is recognised and checked, nobody is stored yet."""
    content = bytearray()
    while part := await file.read(_READ):
        content += part
        if len(content) > MAX_BYTES:
            raise FileTooLarge
    checked = await app.prospects.check_import(actor, file.filename or "", bytes(content))
    return ImportView.of(checked.batch, language(request), _now(app), checked.earlier)


@router.get("", responses=problems(Unauthenticated, Forbidden))
async def list_imports(
    request: Request, actor: CurrentActor, app: App, ask: PageQuery
) -> ListOf[ImportView]:
    """Imports of the workspace, newest first."""
    page = await app.prospects.read_import.page(actor, ask)
    speech, now = language(request), _now(app)
    return ListOf(items=[ImportView.of(one, speech, now) for one in page.items], next=page.next)


@router.get("/{import_id}", responses=problems(Unauthenticated, Forbidden, ImportNotFound))
async def get_import(import_id: Id, request: Request, actor: CurrentActor, app: App) -> ImportView:
    """One import with its counts so far."""
    batch = await app.prospects.read_import(actor, ImportId(import_id))
    return ImportView.of(batch, language(request), _now(app))


@router.put(
    "/{import_id}/mapping",
    responses=problems(
        Unauthenticated,
        Forbidden,
        ImportNotFound,
        ImportAlreadyStarted,
        UnknownColumn,
        SensitiveColumn,
    ),
)
async def map_import(
    import_id: Id, body: MappingAsk, request: Request, actor: CurrentActor, app: App
) -> ImportView:
    """Correct what the columns mean, before the import starts."""
    batch = await app.prospects.map_columns(actor, ImportId(import_id), body.mapping)
    return ImportView.of(batch, language(request), _now(app))


@router.post(
    "/{import_id}/cleared-columns",
    responses=problems(
        Unauthenticated,
        Forbidden,
        ImportNotFound,
        ImportAlreadyStarted,
        UnknownColumn,
        ReasonMissing,
    ),
)
async def clear_import_column(
    import_id: Id, body: ClearAsk, request: Request, actor: CurrentActor, app: App
) -> ImportView:
    """Say that a column was taken for sensitive data by mistake; who said so, and why, is kept."""
    batch = await app.prospects.map_columns.clear(
        actor, ImportId(import_id), body.column, body.reason
    )
    return ImportView.of(batch, language(request), _now(app))


@router.put(
    "/{import_id}/sheet",
    responses=problems(
        Unauthenticated,
        Forbidden,
        ImportNotFound,
        ImportAlreadyStarted,
        SheetNotFound,
        FileEmpty,
        HeaderNotFound,
        TooManyColumns,
        TooManyRows,
    ),
)
async def choose_import_sheet(
    import_id: Id, body: SheetAsk, request: Request, actor: CurrentActor, app: App
) -> ImportView:
    """Read another sheet of the same workbook."""
    batch = await app.prospects.check_import.choose_sheet(actor, ImportId(import_id), body.sheet)
    return ImportView.of(batch, language(request), _now(app))


@router.post(
    "/{import_id}/preview",
    status_code=202,
    responses=problems(
        Unauthenticated, Forbidden, ImportNotFound, ImportAlreadyStarted, NoUsableColumn
    ),
)
async def preview_import(
    import_id: Id, request: Request, actor: CurrentActor, app: App
) -> ImportView:
    """Try the whole file in the background: what it would create and change; nobody is stored."""
    batch = await app.prospects.preview_import.ask(actor, ImportId(import_id))
    return ImportView.of(batch, language(request), _now(app))


@router.post(
    "/{import_id}/undo",
    status_code=202,
    responses=problems(Unauthenticated, Forbidden, ImportNotFound, UndoNotPossible),
)
async def undo_import(import_id: Id, actor: CurrentActor, app: App) -> OperationStarted:
    """Take an import back within thirty days; oppositions it brought stay."""
    operation = await app.prospects.undo_import.ask(actor, ImportId(import_id))
    return OperationStarted(operation_id=operation.id)


@router.get("/{import_id}/changes", responses=problems(Unauthenticated, Forbidden, ImportNotFound))
async def list_import_changes(
    import_id: Id, request: Request, actor: CurrentActor, app: App, ask: PageQuery
) -> ListOf[RowDiffView]:
    """What the import changed on people known before, field by field."""
    page = await app.prospects.read_import.changes(actor, ImportId(import_id), ask)
    speech = language(request)
    return ListOf(items=[RowDiffView.of(one, speech) for one in page.items], next=page.next)


@router.get(
    "/{import_id}/kept.csv",
    response_class=StreamingResponse,
    responses={
        200: {"content": {"text/csv": {"schema": {"type": "string"}}}},
        **problems(Unauthenticated, Forbidden, ImportNotFound),
    },
)
async def get_undo_report(
    import_id: Id, request: Request, actor: CurrentActor, app: App
) -> StreamingResponse:
    """Whom an undo left, and why; for French Excel."""
    parts = await app.prospects.read_import.kept(actor, ImportId(import_id), language(request))
    return _csv(parts, f"import-{import_id}-kept.csv")


@router.post(
    "/{import_id}/start",
    status_code=202,
    responses=problems(
        Unauthenticated,
        Forbidden,
        ImportNotFound,
        ImportAlreadyStarted,
        NoUsableColumn,
        SourceMissing,
        AudienceNotDeclared,
        WorkspaceReadOnly,
    ),
)
async def start_import(
    import_id: Id, body: DeclarationAsk, actor: CurrentActor, app: App
) -> OperationStarted:
    """Import the rows in the background, once their source and legal basis are declared."""
    declaration = Declaration(
        source=body.source,
        legal_basis=LegalBasis(body.legal_basis),
        collected_on=body.collected_on,
        professional_audience=body.professional_audience,
    )
    operation = await app.prospects.start_import(actor, ImportId(import_id), declaration)
    return OperationStarted(operation_id=operation.id)


@router.get(
    "/{import_id}/report.csv",
    response_class=StreamingResponse,
    responses={
        200: {"content": {"text/csv": {"schema": {"type": "string"}}}},
        **problems(Unauthenticated, Forbidden, ImportNotFound),
    },
)
async def get_import_report(
    import_id: Id, request: Request, actor: CurrentActor, app: App
) -> StreamingResponse:
    """Rows kept out or not read in full: line, column, masked value, reason; for French Excel."""
    parts = await app.prospects.read_import.report(actor, ImportId(import_id), language(request))
    return _csv(parts, f"import-{import_id}-report.csv")


def _csv(parts: AsyncIterator[bytes], name: str) -> StreamingResponse:
    return StreamingResponse(
        parts,
        media_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )


def _now(app: Application) -> datetime:
    return app.plumbing.clock.now()
