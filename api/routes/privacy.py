"""The rights desk."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, Field

from api.deps import App, CurrentActor, ExpectedVersion, IfMatchNeeded, PageQuery
from api.letters import letter_of
from api.models import Answer, Ask, Count, Id, Instant, Line, ListOf, OptionalLine, Paragraph
from api.problems import problems
from domain.privacy.errors import (
    ExtensionTooLate,
    IdentityNotConfirmed,
    PersonNeeded,
    PersonNotHeld,
    ReasonNeeded,
    RequestSettled,
    RightsRequestNotFound,
)
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
