"""People: the list, the card, and what may be changed on it."""

import json
from datetime import date, datetime
from typing import Annotated, Literal, Self

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from api.deps import App, CurrentActor, ExpectedVersion, IfMatchNeeded, PageQuery
from api.models import (
    Answer,
    Ask,
    Count,
    Id,
    Instant,
    Line,
    ListOf,
    OptionalLine,
    Paragraph,
    zulu,
)
from api.problems import language, problems
from domain.prospects.errors import (
    CursorNotKnown,
    FilterInvalid,
    NotALinkedinProfile,
    NotAPhoneNumber,
    NothingToIdentify,
    ProspectAlreadyExists,
    ProspectNotFound,
    ProspectOptedOut,
    SensitiveText,
    SourceMissing,
    StageNotKnown,
    TooManyTags,
)
from domain.prospects.model.audience import Group, read_filter
from domain.prospects.model.contact_points import ContactPoint, PointKind
from domain.prospects.model.person import DetailKind
from domain.prospects.model.prospect import (
    Detail,
    LegalBasis,
    Prospect,
    confidence_of,
    freshness,
)
from domain.prospects.model.stage import Stage
from domain.prospects.ports import ProspectRow, Search, Sort, Total
from domain.prospects.usecases.change_prospects import Changed
from domain.scoring.model import words
from domain.scoring.model.matching import Outcome
from domain.scoring.model.opinion import Opinion
from domain.scoring.model.score import Fit, Score, Side
from domain.shared.email_address import NotAnEmailAddress
from domain.shared.errors import (
    FieldFault,
    Forbidden,
    NotFound,
    StaleWrite,
    Unauthenticated,
    WorkspaceReadOnly,
)
from domain.shared.ids import CampaignId, ProspectId

router = APIRouter(prefix="/api/v1", tags=["prospects"])

StageName = Literal[
    "new", "contacted", "in_conversation", "interested", "meeting_booked", "won", "lost"
]
BandName = Literal["very_good", "good", "to_check", "weak"]
VerdictName = Literal["kept", "to_check", "dismissed"]
ConfidenceName = Literal["confirmed", "found", "stated", "disputed"]
FreshnessName = Literal["fresh", "ageing", "stale"]
LegalBasisName = Literal["legitimate_interest", "consent", "contract"]
Tag = Annotated[Line, Field(max_length=50, pattern=r"^[^\r\n\t]+$")]
Profile = Annotated[Paragraph, Field(max_length=500)]


class ProspectRowView(Answer):
    id: str
    full_name: str
    first_name: str
    last_name: str
    job_title: str
    company: str
    email: str | None
    email_status: str | None
    linkedin_url: str | None
    stage: StageName
    score: int | None
    band: BandName | None
    verdict: VerdictName | None
    tags: list[str]
    opted_out: bool
    source: str
    added_at: Instant
    last_activity_at: Instant


def _shown(row: ProspectRow) -> dict[str, object]:
    """A ProspectRowView without the model: a page holds up to two hundred of them."""
    return {
        "id": row.id,
        "full_name": row.full_name,
        "first_name": row.first_name,
        "last_name": row.last_name,
        "job_title": row.job_title,
        "company": row.company,
        "email": row.email,
        "email_status": row.email_status,
        "linkedin_url": row.linkedin_url,
        "stage": row.stage,
        "score": row.score,
        "band": row.band,
        "verdict": row.verdict,
        "tags": row.tags,
        "opted_out": row.opted_out,
        "source": row.source,
        "added_at": zulu(row.added_at),
        "last_activity_at": zulu(row.last_activity_at),
    }


class ProspectTotal(Answer):
    """Of all pages; `capped` when there are more than the ten thousand counted."""

    count: Count
    capped: bool

    @classmethod
    def of(cls, total: Total) -> Self:
        return cls(count=total.count, capped=total.capped)


class ProspectsPage(Answer):
    """One page. `next` is the cursor of the following page, null on the last. `total` is null
    where the page alone does not tell it: ask for it apart.
    """

    items: list[ProspectRowView]
    next: str | None
    total: ProspectTotal | None


class ContactPointView(Answer):
    """`locked`: a person typed it, so nothing automatic replaces it."""

    id: str
    kind: Literal["email", "linkedin", "phone"]
    value: str
    source: str
    provider: str | None
    obtained_at: Instant
    verified_at: Instant | None
    status: str
    confidence: ConfidenceName
    freshness: FreshnessName
    locked: bool
    professional: bool

    @classmethod
    def of(cls, point: ContactPoint, now: datetime) -> Self:
        return cls(
            confidence=confidence_of(point).value,
            freshness=freshness(point.verified_at or point.obtained_at, now).value,
            id=point.id,
            kind=point.kind.value,
            value=point.value,
            source=point.source,
            provider=point.provider or None,
            obtained_at=point.obtained_at,
            verified_at=point.verified_at,
            status=point.status.value,
            locked=point.locked,
            professional=point.professional,
        )


class ScoreLineView(Answer):
    """One criterion: its points, what it asks, the evidence and when that was seen."""

    criterion_id: str
    outcome: Literal["met", "not_met", "unknown"]
    points: int
    label: str
    evidence: str
    source: str
    observed_at: Instant | None
    stale: bool


class SignalLineView(Answer):
    """One dated event: the points left of it, and where it can be read. `muted` by the caller."""

    id: str
    points: int
    label: str
    text: str
    source_url: str
    seen_at: Instant
    strength: Literal["strong", "medium", "weak"]
    muted: bool


class OpinionReasonView(Answer):
    """The words of a stored fact, and the points they brought or cost before the bound."""

    label: str
    quote: str
    points: int


class OpinionView(Answer):
    """What a model made of the facts. `points` is its part of the score. `suspect`: a fact reads
    like an order, so that no model was asked and it counts nothing.
    """

    points: int
    suspect: bool
    reasons: list[OpinionReasonView]
    model: str
    given_at: Instant

    @classmethod
    def of(cls, opinion: Opinion | None, points: int, speech: str) -> Self | None:
        if opinion is None:
            return None
        return cls(
            points=points,
            suspect=opinion.is_suspect,
            reasons=[
                OpinionReasonView(
                    label=words.feature_name(one.feature, speech),
                    quote=one.quote,
                    points=one.points,
                )
                for one in opinion.reasons
            ],
            model=opinion.model,
            given_at=opinion.given_at,
        )


class FitView(Answer):
    points: Count
    most: Count

    @classmethod
    def of(cls, fit: Fit | None) -> Self | None:
        return None if fit is None else cls(points=fit.points, most=fit.most)


class ScoreView(Answer):
    """In the caller's language. `lines`, `signals` and `opinion` add up to `value`; `missing` is
    what unknown data cost. `company_fit` and `person_fit` share the points of the criteria.
    `exclusion` is the line of the feedback that keeps the person out.
    """

    value: int
    band: BandName
    verdict: VerdictName
    persona_id: str
    reason: str
    company_fit: FitView | None
    person_fit: FitView | None
    lines: list[ScoreLineView]
    signals: list[SignalLineView]
    opinion: OpinionView | None
    exclusion: str | None
    missing: list[str]
    counterfactuals: list[str]
    model_version: str
    salesbook_revision: Count
    computed_at: Instant

    @classmethod
    def of(cls, score: Score, speech: str) -> Self:
        best = score.best
        return cls(
            value=best.value,
            band=best.band.value,
            verdict=best.verdict.value,
            persona_id=best.persona_id,
            reason=words.reason(best, speech),
            company_fit=FitView.of(best.fit(Side.COMPANY)),
            person_fit=FitView.of(best.fit(Side.PERSON)),
            lines=[
                ScoreLineView(
                    criterion_id=line.criterion_id,
                    outcome=line.outcome.value,
                    points=line.points,
                    label=words.label(line, speech),
                    evidence=line.evidence,
                    source=line.source,
                    observed_at=line.observed_at,
                    stale=line.is_stale,
                )
                for line in best.lines
            ],
            signals=[
                SignalLineView(
                    id=line.signal_id,
                    points=line.points,
                    label=words.signal(line, speech),
                    text=line.text,
                    source_url=line.source_url,
                    seen_at=line.seen_at,
                    strength=line.strength.value,
                    muted=line.is_muted,
                )
                for line in score.signals
            ],
            opinion=OpinionView.of(
                score.opinion if score.opinion_is_of(best) else None, best.opinion, speech
            ),
            exclusion=words.exclusion(score.exclusion, speech) if score.exclusion else None,
            missing=[
                words.missing(line, speech)
                for line in best.lines
                if line.outcome is Outcome.UNKNOWN
            ],
            counterfactuals=[words.counterfactual(one, speech) for one in best.counterfactuals],
            model_version=score.model_version,
            salesbook_revision=score.revision,
            computed_at=score.computed_at,
        )


class OriginView(Answer):
    """Where the first knowledge of the person comes from (Art. 14(2)(f))."""

    kind: str
    source: str
    legal_basis: LegalBasisName
    collected_on: date
    import_id: str | None


class RightsView(Answer):
    opted_out_at: Instant | None
    restricted_at: Instant | None


class RivalView(Answer):
    """What another source says about the same thing."""

    value: str
    source: str
    observed_at: Instant


class DetailView(Answer):
    """One known value with its evidence. `observed_at`: when the source saw it; `obtained_at`: when
    it came in here. `rivals` say something else, until a person chooses.
    """

    field: str
    value: str
    source: str
    provider: str | None
    observed_at: Instant
    obtained_at: Instant | None
    import_id: str | None
    confidence: ConfidenceName
    freshness: FreshnessName
    locked: bool
    rivals: list[RivalView]

    @classmethod
    def of(cls, kind: DetailKind, detail: Detail, now: datetime) -> Self:
        return cls(
            field=kind.value,
            value=detail.value,
            source=detail.source,
            provider=detail.provider or None,
            observed_at=detail.observed_at,
            obtained_at=detail.obtained_at,
            import_id=detail.import_id,
            confidence=detail.confidence.value,
            freshness=freshness(detail.observed_at, now).value,
            locked=detail.locked,
            rivals=[
                RivalView(value=one.value, source=one.source, observed_at=one.observed_at)
                for one in detail.rivals
            ],
        )


class ProspectCard(Answer):
    id: str
    full_name: str
    first_name: str
    last_name: str
    job_title: str
    company: str
    email: str | None
    email_status: str | None
    linkedin_url: str | None
    phone: str | None
    stage: StageName
    band: BandName | None
    verdict: VerdictName | None
    tags: list[str]
    opted_out: bool
    source: str
    added_at: Instant
    last_activity_at: Instant
    industry: str | None
    location: str | None
    country: str | None
    domain: str | None
    seniority: str | None
    head_count: str | None
    details: list[DetailView]
    contact_points: list[ContactPointView]
    score: ScoreView | None
    origin: OriginView
    rights: RightsView
    version: Count

    @classmethod
    def of(cls, prospect: Prospect, score: Score | None, speech: str, now: datetime) -> Self:
        email, profile = prospect.point(PointKind.EMAIL), prospect.point(PointKind.LINKEDIN)
        phone, origin = prospect.point(PointKind.PHONE), prospect.origin
        shown = ScoreView.of(score, speech) if score else None
        return cls(
            id=prospect.id,
            full_name=prospect.full_name,
            first_name=prospect.detail(DetailKind.FIRST_NAME),
            last_name=prospect.detail(DetailKind.LAST_NAME),
            job_title=prospect.detail(DetailKind.JOB_TITLE),
            company=prospect.detail(DetailKind.COMPANY),
            email=email.value if email else None,
            email_status=email.status.value if email else None,
            linkedin_url=profile.value if profile else None,
            phone=phone.value if phone else None,
            stage=prospect.stage.value,
            band=shown.band if shown else None,
            verdict=shown.verdict if shown else None,
            tags=prospect.tags,
            opted_out=prospect.opted_out_at is not None,
            source=origin.source,
            added_at=prospect.added_at,
            last_activity_at=prospect.last_activity_at,
            industry=prospect.detail(DetailKind.INDUSTRY) or None,
            location=prospect.detail(DetailKind.LOCATION) or None,
            country=prospect.detail(DetailKind.COUNTRY) or None,
            domain=prospect.detail(DetailKind.DOMAIN) or None,
            seniority=prospect.detail(DetailKind.SENIORITY) or None,
            head_count=prospect.detail(DetailKind.HEAD_COUNT) or None,
            details=[DetailView.of(kind, one, now) for kind, one in prospect.details.items()],
            contact_points=[ContactPointView.of(one, now) for one in prospect.points],
            score=shown,
            origin=OriginView(
                kind=origin.kind.value,
                source=origin.source,
                legal_basis=origin.legal_basis.value,
                collected_on=origin.collected_on,
                import_id=origin.import_id,
            ),
            rights=RightsView(
                opted_out_at=prospect.opted_out_at, restricted_at=prospect.restricted_at
            ),
            version=prospect.version,
        )


class NewProspect(Ask):
    """A name, an address or a profile is needed; source, basis and date always (obligation 8)."""

    first_name: OptionalLine = ""
    last_name: OptionalLine = ""
    company: OptionalLine = ""
    job_title: OptionalLine = ""
    email: Annotated[OptionalLine, Field(max_length=254)] = ""
    linkedin_url: Profile = ""
    phone: Annotated[OptionalLine, Field(max_length=50)] = ""
    source: Line
    legal_basis: LegalBasisName
    collected_on: date


class ProspectCorrection(Ask):
    """Fields that are left out stay; an empty text takes a detail away. An address is added."""

    first_name: OptionalLine | None = None
    last_name: OptionalLine | None = None
    company: OptionalLine | None = None
    job_title: OptionalLine | None = None
    industry: OptionalLine | None = None
    location: OptionalLine | None = None
    country: OptionalLine | None = None
    domain: OptionalLine | None = None
    seniority: OptionalLine | None = None
    head_count: OptionalLine | None = None
    email: Annotated[OptionalLine, Field(max_length=254)] | None = None
    linkedin_url: Profile | None = None
    phone: Annotated[OptionalLine, Field(max_length=50)] | None = None


class TagAsk(Ask):
    tag: Tag


class StageAsk(Ask):
    stage: StageName


class BulkAsk(Ask):
    """`value` is the tag, or the stage."""

    ids: Annotated[list[Id], Field(min_length=1, max_length=500)]
    action: Literal["tag", "untag", "stage"]
    value: Tag


class BulkSkipped(Answer):
    id: str
    code: str


class BulkAnswer(Answer):
    """`changed` counts those that were not so already; who could not be changed is named."""

    changed: Count
    skipped: list[BulkSkipped]

    @classmethod
    def of(cls, done: Changed) -> Self:
        return cls(
            changed=done.changed,
            skipped=[BulkSkipped(id=one.prospect_id, code=one.code) for one in done.skipped],
        )


class TagCount(Answer):
    tag: str
    count: Count


_DETAIL_FIELDS = tuple(kind.value for kind in DetailKind if kind is not DetailKind.LANGUAGE)
_ADDRESSES = ("email", "linkedin_url", "phone")
_WRITE = (Unauthenticated, Forbidden, ProspectNotFound)
_ADDRESS_FAULTS = (NotAnEmailAddress, NotALinkedinProfile, NotAPhoneNumber)


async def wanted_people(
    *,
    app: App,
    stage: StageName | None = None,
    tag: Annotated[Tag | None, Query()] = None,
    q: Annotated[
        OptionalLine | None, Query(description="first letters of name, company, title, e-mail")
    ] = None,
    score_min: Annotated[int | None, Query(ge=0, le=100)] = None,
    score_max: Annotated[int | None, Query(ge=0, le=100)] = None,
    verdict: VerdictName | None = None,
    campaign_id: Annotated[Id | None, Query()] = None,
    filter: Annotated[  # noqa: A002 - the word of the API
        Paragraph | None, Query(max_length=4_000, description="the filter language, as JSON")
    ] = None,
    sort: Sort = Sort.SCORE_DOWN,
) -> Search:
    """The filters of the list as they stand in an address."""
    return Search(
        stage=Stage(stage) if stage else None,
        tag=tag or "",
        words=q or "",
        score_min=score_min,
        score_max=score_max,
        verdict=verdict or "",
        campaign_id=CampaignId(campaign_id) if campaign_id else None,
        filter=_filter(filter) if filter else None,
        at=app.plumbing.clock.now(),
        sort=sort,
    )


Wanted = Annotated[Search, Depends(wanted_people)]


@router.get(
    "/prospects",
    response_model=ProspectsPage,
    responses=problems(Unauthenticated, Forbidden, NotFound, CursorNotKnown, FilterInvalid),
)
async def list_prospects(actor: CurrentActor, app: App, ask: PageQuery, wanted: Wanted) -> Response:
    """People that match all filters, in the order asked for."""
    page, total = await app.prospects.search(actor, wanted, ask)
    answer = {
        "items": [_shown(row) for row in page.items],
        "next": page.next,
        "total": ProspectTotal.of(total).model_dump() if total else None,
    }
    return JSONResponse(answer)


@router.get(
    "/prospects/total",
    responses=problems(Unauthenticated, Forbidden, NotFound, FilterInvalid),
)
async def count_prospects(actor: CurrentActor, app: App, wanted: Wanted) -> ProspectTotal:
    """How many people match all filters; the order changes nothing."""
    return ProspectTotal.of(await app.prospects.count(actor, wanted))


@router.post(
    "/prospects",
    status_code=201,
    responses=problems(
        Unauthenticated,
        Forbidden,
        ProspectAlreadyExists,
        ProspectOptedOut,
        NothingToIdentify,
        SourceMissing,
        WorkspaceReadOnly,
        SensitiveText,
        *_ADDRESS_FAULTS,
    ),
)
async def add_prospect(
    body: NewProspect, request: Request, response: Response, actor: CurrentActor, app: App
) -> ProspectCard:
    """Add one person, with where they come from; whoever objected does not come in again."""
    said = body.model_dump(include={*_DETAIL_FIELDS, *_ADDRESSES})
    prospect = await app.prospects.add(
        actor,
        app.prospects.typed.person(said),
        source=body.source,
        legal_basis=LegalBasis(body.legal_basis),
        collected_on=body.collected_on,
    )
    return _card(prospect, None, request, response, app)


@router.get(
    "/prospects/{prospect_id}", responses=problems(Unauthenticated, Forbidden, ProspectNotFound)
)
async def get_prospect(
    prospect_id: Id, request: Request, response: Response, actor: CurrentActor, app: App
) -> ProspectCard:
    """Everything known about one person, each value with source and date."""
    prospect = await app.prospects.read(actor, ProspectId(prospect_id))
    score = await app.scoring.explain(actor, prospect.id)
    return _card(prospect, score, request, response, app)


@router.patch(
    "/prospects/{prospect_id}",
    responses=problems(
        *_WRITE,
        StaleWrite,
        ProspectAlreadyExists,
        ProspectOptedOut,
        NothingToIdentify,
        SensitiveText,
        IfMatchNeeded,
        *_ADDRESS_FAULTS,
    ),
)
async def edit_prospect(
    *,
    prospect_id: Id,
    body: ProspectCorrection,
    version: ExpectedVersion,
    request: Request,
    response: Response,
    actor: CurrentActor,
    app: App,
) -> ProspectCard:
    """Correct a person's details by hand; files and providers no longer replace them."""
    said = {name: text for name, text in body.model_dump().items() if text is not None}
    details = {name: text for name, text in said.items() if name in _DETAIL_FIELDS}
    addresses = {name: text for name, text in said.items() if name in _ADDRESSES}
    prospect = await app.prospects.correct(
        actor,
        ProspectId(prospect_id),
        app.prospects.typed.details(details),
        app.prospects.typed.person(addresses),
        version=version,
    )
    score = await app.scoring.explain(actor, prospect.id)
    return _card(prospect, score, request, response, app)


@router.post(
    "/prospects/{prospect_id}/tags", responses=problems(*_WRITE, TooManyTags, SensitiveText)
)
async def tag_prospect(
    *,
    prospect_id: Id,
    body: TagAsk,
    request: Request,
    response: Response,
    actor: CurrentActor,
    app: App,
) -> ProspectCard:
    """Put a tag on one person; twice is fine."""
    done = await app.prospects.change.tag(actor, [ProspectId(prospect_id)], body.tag)
    return await _changed(done, request, response, actor, app)


@router.delete("/prospects/{prospect_id}/tags/{tag:path}", responses=problems(*_WRITE))
async def untag_prospect(
    *,
    prospect_id: Id,
    tag: Tag,
    request: Request,
    response: Response,
    actor: CurrentActor,
    app: App,
) -> ProspectCard:
    """Take a tag off one person; twice is fine."""
    done = await app.prospects.change.untag(actor, [ProspectId(prospect_id)], tag)
    return await _changed(done, request, response, actor, app)


@router.post("/prospects/{prospect_id}/stage", responses=problems(*_WRITE))
async def change_stage(
    *,
    prospect_id: Id,
    body: StageAsk,
    request: Request,
    response: Response,
    actor: CurrentActor,
    app: App,
) -> ProspectCard:
    """Move one person to a stage, in any direction; reopening a lost one needs a manager."""
    done = await app.prospects.change.move(actor, [ProspectId(prospect_id)], Stage(body.stage))
    return await _changed(done, request, response, actor, app)


@router.post(
    "/prospects/bulk",
    responses=problems(Unauthenticated, Forbidden, StageNotKnown, SensitiveText),
)
async def change_prospects(body: BulkAsk, actor: CurrentActor, app: App) -> BulkAnswer:
    """Tag, untag or move many people at once; who cannot be changed is named with why."""
    return BulkAnswer.of(
        await app.prospects.change.apply(
            actor, [ProspectId(one) for one in body.ids], body.action, body.value
        )
    )


@router.get("/tags", responses=problems(Unauthenticated, Forbidden))
async def list_tags(actor: CurrentActor, app: App) -> ListOf[TagCount]:
    """Every tag with how many people carry it, in alphabetical order."""
    tags = await app.prospects.tags(actor)
    return ListOf(items=[TagCount(tag=tag, count=count) for tag, count in tags.items()], next=None)


def _filter(said: str) -> Group:
    try:
        return read_filter(json.loads(said))
    except ValueError as error:
        raise FilterInvalid(faults=[FieldFault("/filter", "not-a-group")]) from error


def _card(
    prospect: Prospect, score: Score | None, request: Request, response: Response, app: App
) -> ProspectCard:
    response.headers["ETag"] = f'"{prospect.version}"'
    return ProspectCard.of(prospect, score, language(request), app.plumbing.clock.now())


async def _changed(
    done: Changed, request: Request, response: Response, actor: CurrentActor, app: App
) -> ProspectCard:
    prospect = done.only()
    score = await app.scoring.explain(actor, prospect.id)
    return _card(prospect, score, request, response, app)
