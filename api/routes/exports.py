"""Files that leave the product, their receipts, and what remains of a closed workspace."""

from typing import Annotated, Self

from fastapi import APIRouter, Path
from pydantic import Field
from starlette.responses import Response

from api.deps import App, CurrentActor, PageQuery
from api.models import Answer, Ask, Count, Id, Instant, Line, ListOf
from api.problems import problems
from api.routes.retention import DeletionReceiptView
from domain.privacy.errors import (
    ClosureNotKnown,
    ExportGone,
    ExportNotFound,
    ExportNotPossible,
    ExportNotReady,
    WorkspacePurged,
)
from domain.privacy.model.exports import Export, ExportFormat, ExportScope
from domain.shared.errors import Forbidden, Unauthenticated

router = APIRouter(prefix="/api/v1", tags=["exports"])

Token = Annotated[str, Path(min_length=1, max_length=2000)]
_TYPES = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportFormat.JSONL: "application/jsonl",
    ExportFormat.ZIP: "application/zip",
}


class ExportView(Answer):
    """The receipt: `sha256` is of the very bytes; `rows` counts lines, `counts` by store."""

    id: str
    scope: ExportScope
    format: ExportFormat
    purpose: str
    ordered_by: str
    notice_version: str
    with_objectors: bool
    operation_id: str
    asked_at: Instant
    made_at: Instant | None
    fields: list[str]
    rows: Count
    counts: dict[str, int]
    size: Count
    sha256: str
    has_file: bool

    @classmethod
    def of(cls, one: Export) -> Self:
        return cls(
            id=one.id,
            scope=one.scope,
            format=one.format,
            purpose=one.purpose,
            ordered_by=one.ordered_by,
            notice_version=one.notice_version,
            with_objectors=one.with_objectors,
            operation_id=one.operation_id,
            asked_at=one.asked_at,
            made_at=one.made_at,
            fields=list(one.fields),
            rows=sum(one.counts.values()),
            counts=one.counts,
            size=one.size,
            sha256=one.sha256,
            has_file=bool(one.blob_id),
        )


class OrderedExport(Ask):
    """`acknowledged`: from the download on the workspace alone answers for the file. `workspace`
    comes as a ZIP, everything else as CSV, XLSX or JSONL.
    """

    scope: ExportScope
    format: ExportFormat
    purpose: Line
    acknowledged: bool
    with_objectors: bool = False


class ExportLinkView(Answer):
    """`path` opens without a session until `ends_at`."""

    path: str
    ends_at: Instant


class ObjectorView(Answer):
    prospect_id: str
    objected_at: Instant


class ObjectionDelta(Answer):
    """To be taken out of the exported file."""

    items: Annotated[list[ObjectorView], Field(max_length=100_000)]


class PurgedWorkspaceView(Answer):
    name: str
    purged_at: Instant
    receipt: DeletionReceiptView


@router.post(
    "/exports",
    status_code=202,
    responses=problems(Unauthenticated, Forbidden, ExportNotPossible),
)
async def order_export(body: OrderedExport, actor: CurrentActor, app: App) -> ExportView:
    """Have a file made; needs a second factor. Who objected is left out unless asked for."""
    return ExportView.of(
        await app.privacy.exports.order(
            actor,
            body.scope,
            body.format,
            reason=body.purpose,
            acknowledged=body.acknowledged,
            with_objectors=body.with_objectors,
        )
    )


@router.get("/exports", responses=problems(Unauthenticated, Forbidden))
async def list_exports(actor: CurrentActor, app: App, page: PageQuery) -> ListOf[ExportView]:
    """Receipts of what was taken out, newest first; they stay when the file is gone."""
    found = await app.privacy.exports.page(actor, page)
    return ListOf(items=[ExportView.of(one) for one in found.items], next=found.next)


@router.get("/exports/{export_id}", responses=problems(Unauthenticated, Forbidden, ExportNotFound))
async def get_export(export_id: Id, actor: CurrentActor, app: App) -> ExportView:
    """One receipt."""
    return ExportView.of(await app.privacy.exports.get(actor, export_id))


@router.post(
    "/exports/{export_id}/link",
    responses=problems(Unauthenticated, Forbidden, ExportNotFound, ExportNotReady, ExportGone),
)
async def link_export(export_id: Id, actor: CurrentActor, app: App) -> ExportLinkView:
    """A signed link to the file, for ten minutes."""
    link = await app.privacy.exports.link(actor, export_id)
    return ExportLinkView(path=f"/api/v1/downloads/{link.token}", ends_at=link.ends_at)


@router.get(
    "/exports/{export_id}/delta", responses=problems(Unauthenticated, Forbidden, ExportNotFound)
)
async def read_objection_delta(export_id: Id, actor: CurrentActor, app: App) -> ObjectionDelta:
    """Who of the people held at the export objected since: take them out of the file."""
    found = await app.privacy.exports.delta(actor, export_id)
    return ObjectionDelta(
        items=[ObjectorView(prospect_id=one, objected_at=at) for one, at in found[:100_000]]
    )


@router.get(
    "/downloads/{token}",
    response_class=Response,
    responses=problems(ExportNotFound, ExportGone, WorkspacePurged)
    | {200: {"description": "The file", "content": {"application/octet-stream": {}}}},
)
async def download_export(token: Token, app: App) -> Response:
    """The file behind a signed link; 410 once it, or the whole workspace, is deleted."""
    export, content = await app.privacy.exports.download(token)
    return Response(
        content,
        media_type=_TYPES[export.format],
        headers={
            "Content-Disposition": f'attachment; filename="{export.file_name}"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


@router.get("/closures/{token}", responses=problems(ClosureNotKnown))
async def read_purge_receipt(token: Token, app: App) -> PurgedWorkspaceView:
    """The signed receipt of a deleted workspace, for whoever holds the link of the last letters."""
    closed, receipt = await app.privacy.certificate(token)
    return PurgedWorkspaceView(
        name=closed.name,
        purged_at=closed.purged_at,
        receipt=DeletionReceiptView.of(receipt),
    )
