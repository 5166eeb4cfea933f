"""The register of breaches."""

import io
import zipfile
from datetime import datetime
from typing import Annotated, Self

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, Field
from starlette.responses import Response

from api.deps import App, CurrentActor, ExpectedVersion, IfMatchNeeded, PageQuery
from api.models import Answer, Ask, Count, Id, Instant, Line, ListOf, OptionalLine, Paragraph
from api.problems import problems
from domain.privacy.errors import IncidentNotFound, IncidentNoticeIncomplete
from domain.privacy.model.incidents import Findings, Incident, Nature, NoticeStage, Severity
from domain.shared.errors import Forbidden, StaleWrite, Unauthenticated

router = APIRouter(prefix="/api/v1", tags=["privacy"])


class FindingsBody(Ask):
    """What is known so far; a notice needs every text."""

    nature: Nature
    severity: Severity
    description: Paragraph = ""
    data_categories: Annotated[list[Line], Field(max_length=30, default_factory=list)]
    people_count: Count = 0
    record_count: Count = 0
    consequences: Paragraph = ""
    measures: Paragraph = ""
    contact: OptionalLine = ""

    def findings(self) -> Findings:
        return Findings(
            nature=self.nature,
            severity=self.severity,
            description=self.description,
            data_categories=tuple(self.data_categories),
            people_count=self.people_count,
            record_count=self.record_count,
            consequences=self.consequences,
            measures=self.measures,
            contact=self.contact,
        )


class DeclaredIncident(FindingsBody):
    detected_at: AwareDatetime
    aware_at: AwareDatetime


class IncidentNoticeBody(FindingsBody):
    is_final: bool = False


class ClosedIncident(Ask):
    effects: Paragraph
    remedies: Paragraph
    authority_decision: Paragraph = ""


class IncidentNoticeView(Answer):
    number: Count
    stage: NoticeStage
    sent_at: Instant
    description: str


class IncidentView(Answer):
    """`notify_by` is 48 hours after awareness; `authority_by` is the client's own 72 hours."""

    id: str
    nature: Nature
    severity: Severity
    description: str
    data_categories: list[str]
    people_count: Count
    record_count: Count
    consequences: str
    measures: str
    contact: str
    detected_at: Instant
    aware_at: Instant
    notify_by: Instant
    notified_at: Instant | None
    authority_by: Instant | None
    is_late: bool
    notices: list[IncidentNoticeView]
    effects: str
    remedies: str
    authority_decision: str
    closed_at: Instant | None
    version: Count

    @classmethod
    def of(cls, one: Incident, now: datetime) -> Self:
        found = one.findings
        return cls(
            id=one.id,
            nature=found.nature,
            severity=found.severity,
            description=found.description,
            data_categories=list(found.data_categories),
            people_count=found.people_count,
            record_count=found.record_count,
            consequences=found.consequences,
            measures=found.measures,
            contact=found.contact,
            detected_at=one.detected_at,
            aware_at=one.aware_at,
            notify_by=one.notify_by,
            notified_at=one.notified_at,
            authority_by=one.authority_by,
            is_late=one.is_late(now),
            notices=[
                IncidentNoticeView(
                    number=notice.number,
                    stage=notice.stage,
                    sent_at=notice.sent_at,
                    description=notice.findings.description,
                )
                for notice in one.notices
            ],
            effects=one.effects,
            remedies=one.remedies,
            authority_decision=one.authority_decision,
            closed_at=one.closed_at,
            version=one.version,
        )


_INCIDENT = problems(
    Unauthenticated,
    Forbidden,
    IncidentNotFound,
    IncidentNoticeIncomplete,
    StaleWrite,
    IfMatchNeeded,
)


@router.get("/incidents", responses=problems(Unauthenticated, Forbidden))
async def list_incidents(actor: CurrentActor, app: App, page: PageQuery) -> ListOf[IncidentView]:
    """The register of every breach, told to anybody or not (Art. 33(5))."""
    found = await app.privacy.incidents.page(actor, page)
    now = app.plumbing.wall.now()
    return ListOf(items=[IncidentView.of(one, now) for one in found.items], next=found.next)


@router.post("/incidents", status_code=201, responses=problems(Unauthenticated, Forbidden))
async def declare_incident(body: DeclaredIncident, actor: CurrentActor, app: App) -> IncidentView:
    """Open an incident: 48 hours run from awareness, not from this declaration."""
    made = await app.privacy.incidents.declare(
        actor,
        body.findings(),
        detected_at=body.detected_at,
        aware_at=body.aware_at,
    )
    return IncidentView.of(made, app.plumbing.wall.now())


@router.post("/incidents/{incident_id}/notices", responses=_INCIDENT)
async def send_incident_notice(
    incident_id: Id,
    body: IncidentNoticeBody,
    version: ExpectedVersion,
    actor: CurrentActor,
    app: App,
) -> IncidentView:
    """Tell what is known; a later notice completes the first, and all are kept."""
    made = await app.privacy.incidents.notify(
        actor, incident_id, body.findings(), is_final=body.is_final, version=version
    )
    return IncidentView.of(made, app.plumbing.wall.now())


@router.post("/incidents/{incident_id}/close", responses=_INCIDENT)
async def close_incident(
    incident_id: Id, body: ClosedIncident, version: ExpectedVersion, actor: CurrentActor, app: App
) -> IncidentView:
    """Close with effects and remedies; facts stay in the register."""
    made = await app.privacy.incidents.close(
        actor,
        incident_id,
        effects=body.effects,
        remedies=body.remedies,
        authority_decision=body.authority_decision,
        version=version,
    )
    return IncidentView.of(made, app.plumbing.wall.now())


class AffectedView(Answer):
    """For a notice: `people_count` counts different people, `record_count` rows."""

    data_categories: list[str]
    people_count: Count
    record_count: Count


@router.get("/incidents/affected", responses=problems(Unauthenticated, Forbidden))
async def count_affected(
    actor: CurrentActor,
    app: App,
    store: Annotated[list[Line], Query(min_length=1, max_length=60)],
) -> AffectedView:
    """What the inventory says of these stores, counted for this workspace."""
    found = await app.privacy.incidents.affected(actor, store)
    return AffectedView(
        data_categories=list(found.categories),
        people_count=found.people,
        record_count=found.records,
    )


class MailedNoticeView(Answer):
    number: Count
    user_id: str
    at: Instant


class MailedNotices(Answer):
    items: list[MailedNoticeView]


@router.get(
    "/incidents/{incident_id}/deliveries",
    responses=problems(Unauthenticated, Forbidden, IncidentNotFound),
)
async def list_incident_deliveries(incident_id: Id, actor: CurrentActor, app: App) -> MailedNotices:
    """Which member was mailed which notice, and when: the proof of the second channel."""
    found = await app.privacy.incidents.deliveries(actor, incident_id)
    return MailedNotices(
        items=[MailedNoticeView(number=one, user_id=user, at=at) for one, user, at in found]
    )


@router.get(
    "/incidents/{incident_id}/kit.zip",
    response_class=Response,
    responses=problems(Unauthenticated, Forbidden, IncidentNotFound)
    | {200: {"description": "The kit", "content": {"application/zip": {}}}},
)
async def download_incident_kit(incident_id: Id, actor: CurrentActor, app: App) -> Response:
    """Drafts for the authority and the people, a log of the decision: to be validated by you."""
    files = await app.privacy.incidents.kit(actor, incident_id)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in files.items():
            zipped.writestr(name, text)
    return Response(
        held.getvalue(),
        media_type="application/zip",
        headers={
            "Content-Disposition": 'attachment; filename="incident.zip"',
            "Cache-Control": "no-store",
        },
    )
