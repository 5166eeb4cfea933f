"""Files of prospects: check, mapping, import, report."""

from datetime import date
from typing import Annotated, Literal, Self

from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import StreamingResponse
from pydantic import Field, StringConstraints

from api.deps import App, CurrentActor, PageQuery
from api.models import Answer, Ask, Count, Id, Instant, Line, ListOf
from api.problem_texts import text_of
from api.problems import language, problems
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
    SourceMissing,
    SpreadsheetNotRead,
    TooManyColumns,
    TooManyRows,
    UnknownColumn,
)
from domain.prospects.model.batch import Declaration, FileWarning, ImportBatch, shown
from domain.prospects.model.columns import Target
from domain.prospects.model.prospect import LegalBasis
from domain.prospects.model.table import MAX_BYTES
from domain.shared.errors import Forbidden, Unauthenticated
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
    encoding: str
    delimiter: str
    format: str
    header: list[str]
    mapping: dict[str, Target | None]
    row_count: Count
    sample: list[dict[str, str]]
    warnings: list[FileWarningView]
    already_imported: AlreadyImported | None
    counts: ImportCounts
    operation_id: str | None
    created_at: Instant
    finished_at: Instant | None

    @classmethod
    def of(cls, batch: ImportBatch, speech: str, earlier: ImportBatch | None = None) -> Self:
        counts = batch.counts
        return cls(
            id=batch.id,
            state=batch.state.value,
            file_name=batch.file_name,
            size=batch.size,
            encoding=batch.layout.encoding,
            delimiter=batch.layout.delimiter,
            format=batch.format,
            header=list(batch.layout.header),
            mapping=batch.columns,
            row_count=batch.row_count,
            sample=list(shown(batch)),
            warnings=[FileWarningView.of(one, speech) for one in batch.warnings],
            already_imported=AlreadyImported(
                import_id=earlier.id, at=earlier.started_at or earlier.uploaded_at
            )
            if earlier
            else None,
            counts=ImportCounts(
                created=counts.created,
                updated=counts.updated,
                skipped=counts.skipped,
                opposed=counts.opposed,
                failed=counts.failed,
            ),
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
    ),
)
async def upload_import(
    file: Annotated[UploadFile, File(description="CSV, at most 50 MB and 50,000 rows")],
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
    return ImportView.of(checked.batch, language(request), checked.earlier)


@router.get("", responses=problems(Unauthenticated, Forbidden))
async def list_imports(
    request: Request, actor: CurrentActor, app: App, ask: PageQuery
) -> ListOf[ImportView]:
    """Imports of the workspace, newest first."""
    page = await app.prospects.read_import.page(actor, ask)
    speech = language(request)
    return ListOf(items=[ImportView.of(one, speech) for one in page.items], next=page.next)


@router.get("/{import_id}", responses=problems(Unauthenticated, Forbidden, ImportNotFound))
async def get_import(import_id: Id, request: Request, actor: CurrentActor, app: App) -> ImportView:
    """One import with its counts so far."""
    batch = await app.prospects.read_import(actor, ImportId(import_id))
    return ImportView.of(batch, language(request))


@router.put(
    "/{import_id}/mapping",
    responses=problems(
        Unauthenticated, Forbidden, ImportNotFound, ImportAlreadyStarted, UnknownColumn
    ),
)
async def map_import(
    import_id: Id, body: MappingAsk, request: Request, actor: CurrentActor, app: App
) -> ImportView:
    """Correct what the columns mean, before the import starts."""
    batch = await app.prospects.map_columns(actor, ImportId(import_id), body.mapping)
    return ImportView.of(batch, language(request))


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
    return StreamingResponse(
        parts,
        media_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="import-{import_id}-report.csv"',
            "Cache-Control": "no-store",
        },
    )
