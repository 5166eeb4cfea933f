"""The rights desk, the clocks of people, retention and incidents."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal, Self

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, Field
from starlette.responses import Response

from api.deps import App, CurrentActor, ExpectedVersion, IfMatchNeeded, PageQuery
from api.letters import letter_of
from api.models import Answer, Ask, Count, Id, Instant, Line, ListOf, OptionalLine, Paragraph
from api.problems import problems
from domain.privacy.errors import (
    ExtensionTooLate,
    IdentityNotConfirmed,
    IncidentNotFound,
    IncidentNoticeIncomplete,
    MailboxNeeded,
    PersonNeeded,
    PersonNotHeld,
    ReasonNeeded,
    RequestSettled,
    RightsRequestNotFound,
)
from domain.privacy.model.clocks import PersonClock
from domain.privacy.model.durations import DURATIONS, Keeper
from domain.privacy.model.erasure import DeletionReceipt, ProviderAnswer, Trigger
from domain.privacy.model.incidents import Findings, Incident, Nature, NoticeStage, Severity
from domain.privacy.model.pilot import AtDayThirty, Pilot
from domain.privacy.model.requests import (
    IdentityCheck,
    RefusalReason,
    RequestState,
    RightsChannel,
    RightsKind,
    RightsRequest,
)
from domain.privacy.ports import PersonShown
from domain.shared.errors import Forbidden, NotFound, StaleWrite, Unauthenticated
from domain.shared.ids import ProspectId

router = APIRouter(prefix="/api/v1", tags=["privacy"])

_DECIDING = problems(
    Unauthenticated,
    Forbidden,
    RightsRequestNotFound,
    RequestSettled,
    IdentityNotConfirmed,
    StaleWrite,
    IfMatchNeeded,
)


class ConcernedPersonView(Answer):
    full_name: str
    job_title: str
    company: str

    @classmethod
    def of(cls, person: PersonShown) -> Self:
        return cls(full_name=person.full_name, job_title=person.job_title, company=person.company)


class RightsStepView(Answer):
    at: Instant
    what: str
    by: str
    note: str


class RightsRequestView(Answer):
    """`letter` is the answer to send, ready to copy; empty while nothing is decided. `person` is
    null when nobody is named, or when the person is erased.
    """

    id: str
    kind: RightsKind
    channel: RightsChannel
    state: RequestState
    identity: IdentityCheck
    prospect_id: str | None
    person: ConcernedPersonView | None
    requester: str
    message: str
    language: str
    received_at: Instant
    due_at: Instant
    extended_because: str
    refused_because: str
    settled_at: Instant | None
    receipt_id: str
    has_copy: bool
    letter: str
    steps: list[RightsStepView]
    version: Count

    @classmethod
    def of(cls, one: RightsRequest, person: PersonShown | None) -> Self:
        return cls(
            id=one.id,
            kind=one.kind,
            channel=one.channel,
            state=one.state,
            identity=one.identity,
            prospect_id=one.prospect_id,
            person=None if person is None else ConcernedPersonView.of(person),
            requester=one.requester,
            message=one.message,
            language=one.language,
            received_at=one.received_at,
            due_at=one.due_at,
            extended_because=one.extended_because,
            refused_because=one.refused_because,
            settled_at=one.settled_at,
            receipt_id=one.receipt_id,
            has_copy=bool(one.package_id),
            letter=letter_of(one),
            steps=[
                RightsStepView(at=step.at, what=step.what, by=step.by, note=step.note)
                for step in one.steps
            ],
            version=one.version,
        )


class HeardRequest(Ask):
    """A request that reached the team by mail, post or phone; `received_at` is when it did."""

    kind: RightsKind
    channel: Literal["email", "post", "phone"]
    prospect_id: Id | None = None
    requester: OptionalLine = ""
    message: Paragraph = ""
    language: Literal["fr", "en"] = "fr"
    received_at: AwareDatetime | None = None


class ConfirmedIdentity(Ask):
    check: Literal["known_address", "called_back", "signed_link"]


class ExtendedRequest(Ask):
    reason: Line


class RefusedRequest(Ask):
    reason: RefusalReason
    note: OptionalLine = ""


class GrantedRequest(Ask):
    """`corrections`: the right values, for a rectification."""

    corrections: Annotated[
        dict[
            Literal[
                "first_name",
                "last_name",
                "job_title",
                "company",
                "location",
                "country",
                "language",
                "email",
            ],
            Line,
        ],
        Field(max_length=8, default_factory=dict),
    ]


@router.get("/rights-requests", responses=problems(Unauthenticated, Forbidden))
async def list_rights_requests(
    actor: CurrentActor,
    app: App,
    page: PageQuery,
    is_open: Annotated[bool | None, Query(description="Only open, or only settled ones")] = None,
) -> ListOf[RightsRequestView]:
    """Requests of people about their data, newest first, each with its legal date."""
    found, people = await app.privacy.requests(actor, page, is_open=is_open)
    return ListOf(
        items=[
            RightsRequestView.of(one, people.get(one.prospect_id) if one.prospect_id else None)
            for one in found.items
        ],
        next=found.next,
    )


@router.post(
    "/rights-requests",
    status_code=201,
    responses=problems(Unauthenticated, Forbidden, PersonNotHeld),
)
async def record_rights_request(
    body: HeardRequest, actor: CurrentActor, app: App
) -> RightsRequestView:
    """Write down a request that the team heard; the month runs from when it was received."""
    request = await app.privacy.receive.typed(
        actor,
        kind=body.kind,
        channel=RightsChannel(body.channel),
        prospect_id=None if body.prospect_id is None else ProspectId(body.prospect_id),
        requester=body.requester,
        message=body.message,
        language=body.language,
        received_at=body.received_at,
    )
    return await _view(actor, app, request.id)


@router.get(
    "/rights-requests/{request_id}",
    responses=problems(Unauthenticated, Forbidden, RightsRequestNotFound),
)
async def get_rights_request(request_id: Id, actor: CurrentActor, app: App) -> RightsRequestView:
    """One request with every step that was taken."""
    return await _view(actor, app, request_id)


@router.post("/rights-requests/{request_id}/identity", responses=_DECIDING)
async def confirm_identity(
    request_id: Id, body: ConfirmedIdentity, version: ExpectedVersion, actor: CurrentActor, app: App
) -> RightsRequestView:
    """Say how the person's identity was settled: the least that is needed, never a card."""
    await app.privacy.handle.confirm_identity(
        actor, request_id, IdentityCheck(body.check), version=version
    )
    return await _view(actor, app, request_id)


@router.post(
    "/rights-requests/{request_id}/extend",
    responses=_DECIDING | problems(ExtensionTooLate, ReasonNeeded),
)
async def extend_rights_request(
    request_id: Id, body: ExtendedRequest, version: ExpectedVersion, actor: CurrentActor, app: App
) -> RightsRequestView:
    """Take two more months, once, inside the first one, with the reason the person is told."""
    await app.privacy.handle.extend(actor, request_id, body.reason, version=version)
    return await _view(actor, app, request_id)


@router.post("/rights-requests/{request_id}/refuse", responses=_DECIDING)
async def refuse_rights_request(
    request_id: Id, body: RefusedRequest, version: ExpectedVersion, actor: CurrentActor, app: App
) -> RightsRequestView:
    """Refuse for one of the reasons the law knows; the letter names the way to complain."""
    await app.privacy.handle.refuse(actor, request_id, body.reason, body.note, version=version)
    return await _view(actor, app, request_id)


@router.post(
    "/rights-requests/{request_id}/grant", responses=_DECIDING | problems(PersonNeeded, NotFound)
)
async def grant_rights_request(
    request_id: Id, body: GrantedRequest, version: ExpectedVersion, actor: CurrentActor, app: App
) -> RightsRequestView:
    """Do what the person asks: copy, erase, correct, restrict or stop. Erasure is final."""
    corrections: Mapping[str, str] = {str(name): text for name, text in body.corrections.items()}
    await app.privacy.handle.grant(actor, request_id, corrections=corrections, version=version)
    return await _view(actor, app, request_id)


async def _view(actor: CurrentActor, app: App, request_id: str) -> RightsRequestView:
    request, person = await app.privacy.requests.one(actor, request_id)
    return RightsRequestView.of(request, person)


class PersonClockView(Answer):
    """`inform_by` is null once the person knows; `keep_until` is when they are let go."""

    prospect_id: str
    person: ConcernedPersonView | None
    obtained_at: Instant
    inform_by: Instant | None
    keep_until: Instant

    @classmethod
    def of(cls, clock: PersonClock, people: Mapping[ProspectId, PersonShown]) -> Self:
        person = people.get(clock.id)
        return cls(
            prospect_id=clock.id,
            person=None if person is None else ConcernedPersonView.of(person),
            obtained_at=clock.obtained_at,
            inform_by=clock.inform_by,
            keep_until=clock.keep_until,
        )


class WaitingPeople(Answer):
    """At most 200 of each, the most urgent first."""

    to_inform: list[PersonClockView]
    leaving: list[PersonClockView]


@router.get("/person-clocks", responses=problems(Unauthenticated, Forbidden))
async def list_person_clocks(actor: CurrentActor, app: App) -> WaitingPeople:
    """Whom to inform within ten days, and who leaves within a month."""
    waiting = await app.privacy.waiting(actor)
    return WaitingPeople(
        to_inform=[PersonClockView.of(one, waiting.people) for one in waiting.to_inform],
        leaving=[PersonClockView.of(one, waiting.people) for one in waiting.leaving],
    )


@router.post(
    "/person-clocks/{prospect_id}/told",
    status_code=204,
    responses=problems(Unauthenticated, Forbidden, PersonNotHeld),
)
async def record_told_elsewhere(prospect_id: Id, actor: CurrentActor, app: App) -> None:
    """Say that this person was informed by other means; the workspace answers for it."""
    await app.privacy.waiting.told_elsewhere(actor, ProspectId(prospect_id))


class NoticePilotView(Answer):
    """What happens on day 30 to people nobody informed; `mailbox_id` is empty with `let_go`."""

    choice: AtDayThirty
    mailbox_id: str
    chosen_by: str
    chosen_at: Instant | None

    @classmethod
    def of(cls, pilot: Pilot) -> Self:
        return cls(
            choice=pilot.choice,
            mailbox_id=pilot.mailbox_id,
            chosen_by=pilot.chosen_by,
            chosen_at=pilot.chosen_at,
        )


class ChosenPilot(Ask):
    """With `inform` a notice leaves from this mailbox three days before the month ends."""

    choice: AtDayThirty
    mailbox_id: OptionalLine = ""


@router.get("/notice-pilot", responses=problems(Unauthenticated, Forbidden))
async def read_notice_pilot(actor: CurrentActor, app: App) -> NoticePilotView:
    """What the workspace ordered for people nobody has informed within a month (Art. 14)."""
    return NoticePilotView.of(await app.privacy.choose_pilot.read(actor))


@router.put("/notice-pilot", responses=problems(Unauthenticated, Forbidden, MailboxNeeded))
async def choose_notice_pilot(body: ChosenPilot, actor: CurrentActor, app: App) -> NoticePilotView:
    """Inform by a message of its own, through every rule of sending, or let people go."""
    return NoticePilotView.of(await app.privacy.choose_pilot(actor, body.choice, body.mailbox_id))


class ErasedStoreView(Answer):
    name: str
    erased: Count
    left: Count
    kept_because: str


class ToldProviderView(Answer):
    name: str
    answer: ProviderAnswer
    asked_at: Instant
    confirmed_at: Instant | None


class DeletionReceiptView(Answer):
    """`signature` opens only with our key and covers `sha256`, which covers the rest (L8)."""

    id: str
    scope: str
    trigger: Trigger
    ordered_by: str
    started_at: Instant
    finished_at: Instant
    stores: list[ErasedStoreView]
    providers: list[ToldProviderView]
    backups_expire_at: Instant
    is_clean: bool
    sha256: str
    signature: str

    @classmethod
    def of(cls, receipt: DeletionReceipt) -> Self:
        return cls(
            id=receipt.id,
            scope=receipt.scope,
            trigger=receipt.trigger,
            ordered_by=receipt.ordered_by,
            started_at=receipt.started_at,
            finished_at=receipt.finished_at,
            stores=[
                ErasedStoreView(
                    name=one.name, erased=one.erased, left=one.left, kept_because=one.kept_because
                )
                for one in receipt.stores
            ],
            providers=[
                ToldProviderView(
                    name=one.name,
                    answer=one.answer,
                    asked_at=one.asked_at,
                    confirmed_at=one.confirmed_at,
                )
                for one in receipt.providers
            ],
            backups_expire_at=receipt.backups_expire_at,
            is_clean=receipt.is_clean,
            sha256=receipt.sha256,
            signature=receipt.signature,
        )


@router.post(
    "/person-clocks/{prospect_id}/let-go", responses=problems(Unauthenticated, Forbidden, NotFound)
)
async def let_person_go(prospect_id: Id, actor: CurrentActor, app: App) -> DeletionReceiptView:
    """Erase this person now, everywhere. Final."""
    return DeletionReceiptView.of(await app.privacy.waiting.let_go(actor, ProspectId(prospect_id)))


@router.get("/deletion-receipts", responses=problems(Unauthenticated, Forbidden))
async def list_deletion_receipts(
    actor: CurrentActor, app: App, page: PageQuery
) -> ListOf[DeletionReceiptView]:
    """What was deleted, where, why and when: signed, and without the person."""
    found = await app.privacy.waiting.receipts_page(actor, page)
    return ListOf(items=[DeletionReceiptView.of(one) for one in found.items], next=found.next)


class DurationView(Answer):
    """`due` counts rows a sweep would remove now, over all workspaces; null where none sweeps."""

    name: str
    trigger: str
    duration: str
    then: str
    trigger_en: str
    duration_en: str
    then_en: str
    legal_ref: str
    keeper: Keeper
    due: Count | None


class RetentionView(Answer):
    items: list[DurationView]


@router.get("/retention", responses=problems(Unauthenticated, Forbidden))
async def read_retention(actor: CurrentActor, app: App) -> RetentionView:
    """The duration register, and what the next sweep would remove: a dry run."""
    due = {one.name: one.due for one in await app.privacy.retention.dry_run(actor)}
    return RetentionView(
        items=[
            DurationView(
                name=one.name,
                trigger=one.trigger[0],
                duration=one.said[0],
                then=one.then[0],
                trigger_en=one.trigger[1],
                duration_en=one.said[1],
                then_en=one.then[1],
                legal_ref=one.legal_ref,
                keeper=one.keeper,
                due=due.get(one.name),
            )
            for one in DURATIONS
        ]
    )


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
