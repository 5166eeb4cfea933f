"""Registers: who processes for us, for anybody; the record of processing, for a workspace."""

import csv
import io
from datetime import date
from typing import Annotated, Literal, Self

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.deps import App, CurrentActor
from api.models import Answer
from api.problems import problems
from domain.privacy.model.ropa import Activity
from domain.privacy.model.subprocessors import (
    SUB_PROCESSORS,
    Category,
    Mechanism,
    SubProcessor,
    TransferState,
)
from domain.shared.errors import Forbidden, Unauthenticated

router = APIRouter(prefix="/api/v1", tags=["trust"])


class SubProcessorView(Answer):
    """`transfer_state` is null for a provider inside the EEA."""

    id: str
    name: str
    category: Category
    services: str
    services_en: str
    country: str
    data: str
    data_en: str
    location: str
    mechanism: Mechanism
    scc_module: int | None
    transfer_state: TransferState | None
    trains_on_data: bool
    retention: str
    deletion: str
    sees_prospects: bool
    website: str
    effective_on: date

    @classmethod
    def of(cls, one: SubProcessor) -> Self:
        return cls(
            id=one.id,
            name=one.name,
            category=one.category,
            services=one.services,
            services_en=one.services_en,
            country=one.country,
            data=one.data,
            data_en=one.data_en,
            location=one.location,
            mechanism=one.mechanism,
            scc_module=one.scc_module,
            transfer_state=one.transfer_state,
            trains_on_data=one.trains_on_data,
            retention=one.retention,
            deletion=one.deletion,
            sees_prospects=one.sees_prospects,
            website=one.website,
            effective_on=one.effective_on,
        )


class SubProcessorList(Answer):
    items: list[SubProcessorView]


@router.get("/trust/subprocessors")
async def list_subprocessors() -> SubProcessorList:
    """Every provider that processes for us: what, where, on which ground. For anybody."""
    return SubProcessorList(items=[SubProcessorView.of(one) for one in SUB_PROCESSORS])


class ActivityView(Answer):
    """One line of the record of processing (Art. 30)."""

    record_id: str
    role: Literal["controller", "processor"]
    on_behalf_of: str
    activity: str
    purposes: list[str]
    legal_basis: str
    data_subjects: list[str]
    data_categories: list[str]
    recipients: list[str]
    transfers: list[str]
    retention: list[str]
    security_measures: list[str]

    @classmethod
    def of(cls, one: Activity) -> Self:
        return cls(
            record_id=one.record_id,
            role=one.role.value,
            on_behalf_of=one.on_behalf_of,
            activity=one.activity,
            purposes=list(one.purposes),
            legal_basis=one.legal_basis,
            data_subjects=list(one.data_subjects),
            data_categories=list(one.data_categories),
            recipients=list(one.recipients),
            transfers=list(one.transfers),
            retention=list(one.retention),
            security_measures=list(one.security_measures),
        )


class ProcessingRecord(Answer):
    items: list[ActivityView]


Role = Annotated[Literal["controller", "processor"], Query()]


@router.get("/registers/ropa", responses=problems(Unauthenticated, Forbidden))
async def read_ropa(actor: CurrentActor, app: App, role: Role = "controller") -> ProcessingRecord:
    """The record of processing: the workspace's own, or ours for it. To be validated by you."""
    found = await app.privacy.record(actor, role)
    return ProcessingRecord(items=[ActivityView.of(one) for one in found])


@router.get(
    "/registers/ropa.csv",
    responses=problems(Unauthenticated, Forbidden) | {200: {"content": {"text/csv": {}}}},
    response_class=Response,
)
async def download_ropa(actor: CurrentActor, app: App, role: Role = "controller") -> Response:
    """The same as a file for a spreadsheet: semicolons, UTF-8 with its mark, formula-safe."""
    found = [ActivityView.of(one) for one in await app.privacy.record(actor, role)]
    held = io.StringIO()
    table = csv.writer(held, delimiter=";", lineterminator="\r\n")
    table.writerow(ActivityView.model_fields)
    for one in found:
        told = one.model_dump()
        table.writerow(
            _safe(", ".join(value) if isinstance(value, list) else str(value))
            for value in told.values()
        )
    return Response(
        held.getvalue().encode("utf-8-sig"),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="registre-{role}.csv"'},
    )


def _safe(cell: str) -> str:
    """A cell that a spreadsheet would compute begins with an apostrophe (A27)."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
