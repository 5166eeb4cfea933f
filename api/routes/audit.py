"""Who did what: the audit log of the workspace (security.md 3.9)."""

import csv
import io
import json
from collections.abc import AsyncIterator
from typing import Annotated, Self

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from api.deps import App, CurrentActor, PageQuery
from api.models import Answer, Instant, ListOf
from api.problems import problems
from domain.audit.model import AUDITED, AuditEntry, AuditFilter
from domain.prospects.usecases.read_import import formula_safe
from domain.shared.errors import Forbidden, Unauthenticated
from domain.shared.events import Scalar

router = APIRouter(prefix="/api/v1/audit", tags=["audit"])

_COLUMNS = ("seq", "at", "actor_id", "action", "data", "previous_hash", "hash")


class AuditEntryView(Answer):
    seq: int
    at: Instant
    actor_id: str
    action: str
    data: dict[str, Scalar]
    hash: str

    @classmethod
    def of(cls, entry: AuditEntry) -> Self:
        return cls(
            seq=entry.seq,
            at=entry.at,
            actor_id=entry.actor_id,
            action=entry.action,
            data=entry.data,
            hash=entry.hash,
        )


class AuditVerdictView(Answer):
    """`broken_at` is the first number that does not fit, null when the log is whole; `actions` are
    the kinds of facts there can be.
    """

    entries: int
    broken_at: int | None
    actions: list[str]


@router.get("", responses=problems(Unauthenticated, Forbidden))
async def list_audit_entries(
    actor: CurrentActor,
    page: PageQuery,
    app: App,
    *,
    ref: Annotated[str, Query(max_length=64)] = "",
    action: Annotated[str, Query(max_length=64)] = "",
    who: Annotated[str, Query(max_length=64)] = "",
) -> ListOf[AuditEntryView]:
    """Newest first; `ref` leaves what names one thing (who ordered this send), `action` one kind of
    fact, `who` what one person or key did.
    """
    only = AuditFilter(ref=ref, action=action, actor_id=who)
    found = await app.audit.read(actor, page, only)
    return ListOf(items=[AuditEntryView.of(one) for one in found.items], next=found.next)


@router.get("/verification", responses=problems(Unauthenticated, Forbidden))
async def verify_audit_log(actor: CurrentActor, app: App) -> AuditVerdictView:
    """Walk the whole log and say whether it is whole."""
    verdict = await app.audit.verify(actor)
    return AuditVerdictView(
        entries=verdict.entries, broken_at=verdict.broken_at, actions=sorted(AUDITED)
    )


@router.get(
    "/export.csv",
    response_class=StreamingResponse,
    responses={
        200: {"description": "The whole log", "content": {"text/csv": {}}},
        **problems(Unauthenticated, Forbidden),
    },
)
async def export_audit_log(actor: CurrentActor, app: App) -> StreamingResponse:
    """The whole log in order, with its hashes, for a spreadsheet: formula-safe."""
    return StreamingResponse(
        _lines(app.audit.export(actor)),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="audit.csv"'},
    )


async def _lines(entries: AsyncIterator[AuditEntry]) -> AsyncIterator[str]:
    yield "\ufeff" + _line(_COLUMNS)
    async for entry in entries:
        yield _line(
            (
                str(entry.seq),
                entry.at.isoformat(timespec="milliseconds"),
                entry.actor_id,
                entry.action,
                json.dumps(entry.data, sort_keys=True),
                entry.previous_hash,
                entry.hash,
            )
        )


def _line(cells: tuple[str, ...]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerow([formula_safe(cell) for cell in cells])
    return text.getvalue()
