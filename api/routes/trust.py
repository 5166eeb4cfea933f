"""Registers: who processes for us, for anybody; the record of processing, for a workspace."""

import csv
import io
from datetime import date
from typing import Annotated, Literal, Self

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.deps import App, CurrentActor, PageQuery
from api.models import Answer, Ask, Instant, Paragraph
from api.problem_texts import text_of
from api.problems import language, problems
from domain.audit.model import AuditEntry, AuditFilter
from domain.delivery.model.sender import SenderKind
from domain.privacy.errors import ReasonNeeded
from domain.privacy.model.cooperation import AuditRequest, AuditState, HoldKind
from domain.privacy.model.measures import MEASURES, Aim
from domain.privacy.model.ropa import Activity, as_publisher
from domain.privacy.model.subprocessors import (
    SUB_PROCESSORS,
    Category,
    Mechanism,
    SubProcessor,
    TransferState,
)
from domain.shared.errors import Forbidden, Unauthenticated

router = APIRouter(prefix="/api/v1", tags=["trust"])

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
async def list_subprocessors(on: Annotated[date | None, Query()] = None) -> SubProcessorList:
    """Every provider that processes for us: what, where, on which ground. With `on`, the register
    as it was or will be on that day. For anybody.
    """
    shown = [one for one in SUB_PROCESSORS if on is None or one.is_in_force(on)]
    return SubProcessorList(items=[SubProcessorView.of(one) for one in shown])


class LegalEntity(Answer):
    """Who edits, builds and sells the service, and where to write about personal data."""

    name: str
    legal_form: str
    capital: str
    register_number: str
    address: str
    privacy_contact: str


@router.get("/legal/entity")
async def read_legal_entity(app: App) -> LegalEntity:
    """The publisher. For anybody."""
    one = app.plumbing.publisher
    return LegalEntity(
        name=one.name,
        legal_form=one.legal_form,
        capital=one.capital,
        register_number=one.register_number,
        address=one.address,
        privacy_contact=one.privacy_contact,
    )


class MeasureView(Answer):
    id: str
    aim: Aim
    text: str
    text_en: str
    proof: str


class MeasureList(Answer):
    items: list[MeasureView]


@router.get("/trust/measures")
async def list_measures() -> MeasureList:
    """The technical and organisational measures, for a machine (Art. 32). For anybody."""
    return MeasureList(
        items=[
            MeasureView(
                id=one.id, aim=one.aim, text=one.said[0], text_en=one.said[1], proof=one.proof
            )
            for one in MEASURES
        ]
    )


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


@router.get("/trust/activities")
async def list_own_activities(app: App) -> ProcessingRecord:
    """What the publisher processes for itself: seven activities, none with clients' data."""
    return ProcessingRecord(
        items=[ActivityView.of(one) for one in as_publisher(app.plumbing.publisher.name)]
    )


@router.get(
    "/registers/ropa.xlsx",
    responses=problems(Unauthenticated, Forbidden) | {200: {"content": {_XLSX: {}}}},
    response_class=Response,
)
async def download_ropa_workbook(
    actor: CurrentActor, app: App, role: Role = "controller"
) -> Response:
    """The record of processing as a workbook, nothing of which is a formula."""
    found = [ActivityView.of(one).model_dump() for one in await app.privacy.record(actor, role)]
    rows = [
        [", ".join(value) if isinstance(value, list) else str(value) for value in one.values()]
        for one in found
    ]
    return Response(
        app.privacy.record.workbooks.workbook(list(ActivityView.model_fields), rows),
        media_type=_XLSX,
        headers={"Content-Disposition": f'attachment; filename="registre-{role}.xlsx"'},
    )


class AuditAsk(Ask):
    wanted: Paragraph


class AuditRequestView(Answer):
    """Answered by `due_at`; `reason` says what was held back, and why."""

    id: str
    wanted: str
    asked_by: str
    asked_at: Instant
    due_at: Instant
    state: AuditState
    reason: str
    answered_at: Instant | None

    @classmethod
    def of(cls, one: AuditRequest) -> Self:
        return cls(
            id=one.id,
            wanted=one.wanted,
            asked_by=one.asked_by,
            asked_at=one.asked_at,
            due_at=one.due_at,
            state=one.state,
            reason=one.reason,
            answered_at=one.answered_at,
        )


class AuditRequestList(Answer):
    items: list[AuditRequestView]


@router.post(
    "/audits", status_code=201, responses=problems(Unauthenticated, Forbidden, ReasonNeeded)
)
async def ask_for_audit(body: AuditAsk, actor: CurrentActor, app: App) -> AuditRequestView:
    """Ask for what you need to check our compliance; answered within a month."""
    return AuditRequestView.of(await app.privacy.audits.ask(actor, body.wanted))


@router.get("/audits", responses=problems(Unauthenticated, Forbidden))
async def list_audits(actor: CurrentActor, app: App) -> AuditRequestList:
    """What was asked and what was answered, newest first."""
    found = await app.privacy.audits.list(actor)
    return AuditRequestList(items=[AuditRequestView.of(one) for one in found])


ServiceKind = Literal["mail", "linkedin", "payment", "hosting", "support", "ai", "enrichment"]
ServiceState = Literal["connected", "to_reconnect", "not_connected", "in_use", "not_switched_on"]
_OTHERS: dict[Category, ServiceKind] = {
    Category.PAYMENT: "payment",
    Category.HOSTING: "hosting",
    Category.SUPPORT: "support",
    Category.AI: "ai",
    Category.ENRICHMENT: "enrichment",
}
_MINE: dict[ServiceKind, SenderKind] = {"mail": SenderKind.MAILBOX, "linkedin": SenderKind.LINKEDIN}


class ServiceView(Answer):
    """A mail or LinkedIn account is connected and disconnected by its owner; the others serve every
    workspace, and `not_switched_on` says that nothing reaches them.
    """

    kind: ServiceKind
    provider: str
    state: ServiceState
    can_disconnect: bool


class ServiceList(Answer):
    items: list[ServiceView]


@router.get("/services", responses=problems(Unauthenticated, Forbidden))
async def list_services(actor: CurrentActor, app: App) -> ServiceList:
    """The third-party services the product works with, each with its state here."""
    items: list[ServiceView] = []
    senders = [use.sender for use in await app.delivery.list_senders(actor)]
    for kind, wanted in _MINE.items():
        mine = [one for one in senders if one.kind is wanted]
        well = [one for one in mine if one.state == "connected"]
        state: ServiceState = "connected" if well else "to_reconnect" if mine else "not_connected"
        items.append(
            ServiceView(kind=kind, provider="Unipile", state=state, can_disconnect=bool(mine))
        )
    items += [
        ServiceView(
            kind=_OTHERS[one.category],
            provider=one.name,
            state="in_use"
            if one.adapter or one.category is Category.HOSTING
            else "not_switched_on",
            can_disconnect=False,
        )
        for one in SUB_PROCESSORS
        if one.category in _OTHERS
    ]
    return ServiceList(items=items)


class AuthorityRequestView(Answer):
    id: str
    authority: str
    wanted: str
    received_at: Instant
    informed_at: Instant | None


class HoldView(Answer):
    """Nothing is purged before `until`."""

    id: str
    kind: HoldKind
    reason: str
    since: Instant
    until: Instant


class AuthorityRegister(Answer):
    requests: list[AuthorityRequestView]
    holds: list[HoldView]


@router.get("/registers/authorities", responses=problems(Unauthenticated, Forbidden))
async def list_authority_requests(actor: CurrentActor, app: App) -> AuthorityRegister:
    """What authorities asked about this workspace, and what keeps its data from deletion."""
    asked = await app.privacy.authorities.list(actor)
    return AuthorityRegister(
        requests=[
            AuthorityRequestView(
                id=one.id,
                authority=one.authority,
                wanted=one.wanted,
                received_at=one.received_at,
                informed_at=one.informed_at,
            )
            for one in asked
        ],
        holds=[
            HoldView(id=one.id, kind=one.kind, reason=one.reason, since=one.since, until=one.until)
            for one in await app.privacy.holds.list(actor)
        ],
    )


class AlertReason(Answer):
    code: str
    title: str
    fix: str


class InstructionAlertView(Answer):
    """`by` is the user whose order it was; nothing left."""

    id: str
    at: Instant
    campaign_id: str
    by: str
    reasons: list[AlertReason]

    @classmethod
    def of(cls, entry: AuditEntry, speech: str) -> Self:
        codes = str(entry.data["codes"]).split(",")
        return cls(
            id=entry.id,
            at=entry.at,
            campaign_id=str(entry.data["campaign_id"]),
            by=entry.actor_id,
            reasons=[
                AlertReason(code=code, title=title, fix=fix)
                for code, (title, fix) in ((code, text_of(code, speech)) for code in codes)
            ],
        )


class InstructionAlerts(Answer):
    items: list[InstructionAlertView]
    next: str | None


@router.get("/registers/instruction-alerts", responses=problems(Unauthenticated, Forbidden))
async def list_instruction_alerts(
    actor: CurrentActor, app: App, page: PageQuery, request: Request
) -> InstructionAlerts:
    """Orders that would have broken the law and were not carried out, newest first; from the
    chained log (Art. 28(3), last paragraph).
    """
    found = await app.audit.read(actor, page, AuditFilter(action="InstructionQuestioned"))
    speech = language(request)
    return InstructionAlerts(
        items=[InstructionAlertView.of(one, speech) for one in found.items], next=found.next
    )


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
