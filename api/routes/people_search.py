"""Looking for people on LinkedIn with one's own account, and searches that run again."""

from datetime import datetime
from typing import Annotated, Literal, Self

from fastapi import APIRouter, Request, Response
from pydantic import Field

from api.deps import App, CurrentActor
from api.models import Answer, Ask, Count, Id, Instant, Line, ListOf, OptionalLine, Paragraph
from api.problems import language, problems
from api.routes.prospects import LegalBasisName
from domain.prospects.errors import (
    CriterionForbidden,
    FinderBusy,
    NobodyToResemble,
    ProposerBusy,
    SavedSearchNotFound,
    SearchAccountNotFound,
    SearchAddressNotRead,
    SearchBudgetSpent,
    SearchConsentMissing,
    SearchEmpty,
    SearchExhausted,
    SearchFilterNotOffered,
    SearchNotFound,
    SearchPushedBack,
    SearchSeatMissing,
    SearchSessionExpired,
    SearchValueNotKnown,
    TooManySavedSearches,
)
from domain.prospects.model.people_search import (
    MOST_PER_RUN,
    Candidate,
    Every,
    PeopleQuery,
    PeopleSearch,
    SavedSearch,
    SearchSource,
    Seniority,
    Standing,
)
from domain.prospects.model.prospect import LegalBasis
from domain.prospects.usecases.list_search_accounts import AccountStanding
from domain.prospects.usecases.propose_search import Proposal
from domain.shared.errors import Forbidden, PaymentNeeded, StaleWrite, Unauthenticated
from domain.shared.ids import PeopleSearchId, ProspectId, SavedSearchId, SenderId

router = APIRouter(prefix="/api/v1", tags=["people search"])

SourceName = Literal["linkedin", "sales_navigator"]
SeniorityName = Literal["owner", "c_level", "vp", "director", "manager", "senior", "entry"]
StandingName = Literal["new", "known", "opposed", "incomplete", "added"]
Values = Annotated[list[Annotated[Line, Field(max_length=100)]], Field(max_length=10)]
Heads = Annotated[int, Field(ge=1, le=1_000_000)]


class SearchAccountView(Answer):
    """`resumes_at`: when a search is possible again, null when it is now."""

    sender_id: str
    display_name: str
    connected: bool
    paid: bool
    consented_at: Instant | None
    left_today: Count
    per_day: Count
    resumes_at: Instant | None

    @classmethod
    def of(cls, one: AccountStanding) -> Self:
        return cls(
            sender_id=one.account.sender_id,
            display_name=one.account.display_name,
            connected=one.account.is_connected,
            paid=one.account.is_paid,
            consented_at=one.consented_at,
            left_today=one.left,
            per_day=one.per_day,
            resumes_at=one.resumes_at,
        )


class SearchFilters(Ask):
    """Filters, or the address of a search made in LinkedIn. Several values mean any of them."""

    source: SourceName
    url: Annotated[Paragraph, Field(max_length=2_000)] = ""
    keywords: OptionalLine = ""
    titles: Values = Field(default_factory=list)
    companies: Values = Field(default_factory=list)
    industries: Values = Field(default_factory=list)
    locations: Values = Field(default_factory=list)
    seniorities: Annotated[list[SeniorityName], Field(max_length=7)] = Field(default_factory=list)
    head_count_min: Heads | None = None
    head_count_max: Heads | None = None

    def to_query(self) -> PeopleQuery:
        return PeopleQuery(
            source=SearchSource(self.source),
            url=self.url,
            keywords=self.keywords,
            titles=tuple(self.titles),
            companies=tuple(self.companies),
            industries=tuple(self.industries),
            locations=tuple(self.locations),
            seniorities=tuple(Seniority(one) for one in self.seniorities),
            head_count_min=self.head_count_min,
            head_count_max=self.head_count_max,
        )


class NewPeopleSearch(SearchFilters):
    sender_id: Id


class SearchFiltersView(Answer):
    source: SourceName
    url: str
    keywords: str
    titles: list[str]
    companies: list[str]
    industries: list[str]
    locations: list[str]
    seniorities: list[SeniorityName]
    head_count_min: int | None
    head_count_max: int | None

    @classmethod
    def of(cls, query: PeopleQuery) -> Self:
        return cls(
            source=query.source.value,
            url=query.url,
            keywords=query.keywords,
            titles=list(query.titles),
            companies=list(query.companies),
            industries=list(query.industries),
            locations=list(query.locations),
            seniorities=[one.value for one in query.seniorities],
            head_count_min=query.head_count_min,
            head_count_max=query.head_count_max,
        )


class ReasonView(Answer):
    """Which filter, and what the most recent open position says to it."""

    filter: Literal["title", "company", "industry", "location", "keywords", "url"]
    value: str
    met: bool


class CandidateView(Answer):
    """Of somebody who objected nothing is shown but that."""

    id: str
    standing: StandingName
    fit: Literal["fits", "unknown", "off"]
    full_name: str | None
    job_title: str | None
    company: str | None
    location: str | None
    industry: str | None
    degree: str | None
    linkedin_url: str | None
    reasons: list[ReasonView]
    prospect_id: str | None

    @classmethod
    def of(cls, one: Candidate) -> Self:
        person = one.person
        profile = next(iter(reversed(person.profiles)), None) if person else None
        return cls(
            id=one.id,
            standing=one.standing.value,
            fit=one.fit.value,
            full_name=f"{person.first_name} {person.last_name}".strip() if person else None,
            job_title=person.job_title if person else None,
            company=person.company if person else None,
            location=person.location if person else None,
            industry=person.industry if person else None,
            degree=person.degree if person else None,
            linkedin_url=profile.url if profile else None,
            reasons=[
                ReasonView.model_validate(
                    {"filter": each.filter, "value": each.value, "met": each.is_met}
                )
                for each in one.reasons
            ],
            prospect_id=one.prospect_id,
        )


class PeopleSearchView(Answer):
    """`total` is what LinkedIn counts, which may be more than it shows. Forgotten in a week."""

    id: str
    sender_id: str
    filters: SearchFiltersView
    asked_at: Instant
    total: Count
    more: bool
    candidates: list[CandidateView]

    @classmethod
    def of(cls, search: PeopleSearch) -> Self:
        return cls(
            id=search.id,
            sender_id=search.sender_id,
            filters=SearchFiltersView.of(search.query),
            asked_at=search.asked_at,
            total=search.total,
            more=not search.is_exhausted,
            candidates=[CandidateView.of(one) for one in search.candidates],
        )


class Sentence(Ask):
    sentence: Annotated[Line, Field(min_length=3, max_length=500)]


class LookalikeAsk(Ask):
    """Without people, those furthest along are taken."""

    prospect_ids: Annotated[list[Id], Field(max_length=100)] = Field(default_factory=list)
    source: SourceName = "linkedin"


class ProposalView(Answer):
    """`filters` to look over, or a `question` to answer first, or one `person` to add by hand.
    `like`: of how many accepted people the filters are drawn.
    """

    filters: SearchFiltersView | None
    question: str | None
    choices: list[str]
    person: str | None
    dropped: list[str]
    like: Count

    @classmethod
    def of(cls, one: Proposal) -> Self:
        return cls(
            filters=SearchFiltersView.of(one.query) if one.query else None,
            question=one.question or None,
            choices=list(one.choices),
            person=one.person or None,
            dropped=list(one.dropped),
            like=one.like,
        )


class ConsentAsk(Ask):
    """`understood`: LinkedIn's terms forbid automation and the account may be restricted."""

    understood: Literal[True]


class AcceptPeople(Ask):
    """The chosen results, by their ids within the search. Each who comes in costs one credit."""

    results: Annotated[list[Id], Field(min_length=1, max_length=100)]
    legal_basis: LegalBasisName
    professional_audience: Literal[True]


class AcceptedView(Answer):
    """What became of the chosen ones."""

    added: Count
    known: Count
    opposed: Count
    incomplete: Count
    credits_charged: Count
    search: PeopleSearchView


class NewSavedSearch(Ask):
    search_id: Id
    name: Line
    every: Literal["day", "week"]
    per_run: Annotated[int, Field(ge=1, le=MOST_PER_RUN)] = 25


class SavedSearchEdit(Ask):
    paused: bool


class SavedSearchView(Answer):
    """`problem` is the code of what keeps it from running."""

    id: str
    name: str
    filters: SearchFiltersView
    sender_id: str
    every: Literal["day", "week"]
    per_run: Count
    paused: bool
    problem: str | None
    next_at: Instant
    last_run_at: Instant | None
    last_new: Count
    last_search_id: str | None

    @classmethod
    def of(cls, one: SavedSearch) -> Self:
        last: datetime | None = one.last_run_at
        return cls(
            id=one.id,
            name=one.name,
            filters=SearchFiltersView.of(one.query),
            sender_id=one.sender_id,
            every=one.every.value,
            per_run=one.per_run,
            paused=one.is_paused,
            problem=one.problem or None,
            next_at=one.next_at,
            last_run_at=last,
            last_new=one.last_new,
            last_search_id=one.last_search_id,
        )


_WHO = (Unauthenticated, Forbidden)
_LOOKING = (
    *_WHO,
    SearchAccountNotFound,
    SearchConsentMissing,
    SearchSeatMissing,
    SearchSessionExpired,
    SearchPushedBack,
    SearchBudgetSpent,
    SearchAddressNotRead,
    SearchValueNotKnown,
    FinderBusy,
)


@router.get("/people-search/accounts", responses=problems(*_WHO))
async def list_search_accounts(actor: CurrentActor, app: App) -> ListOf[SearchAccountView]:
    """One's own LinkedIn accounts, with what each may still look up today."""
    shown = await app.people_search.accounts(actor)
    return ListOf(items=[SearchAccountView.of(one) for one in shown], next=None)


@router.put(
    "/people-search/accounts/{sender_id}/consent",
    status_code=204,
    responses=problems(*_WHO, SearchAccountNotFound, StaleWrite),
)
async def sign_search_consent(
    sender_id: Id,
    body: ConsentAsk,  # noqa: ARG001 - the schema asks for the signature
    actor: CurrentActor,
    app: App,
) -> Response:
    """Accept that LEO searches with one's own account; nothing is looked up without (SND-1)."""
    await app.people_search.consent(actor, SenderId(sender_id), given=True)
    return Response(status_code=204)


@router.delete(
    "/people-search/accounts/{sender_id}/consent",
    status_code=204,
    responses=problems(*_WHO, SearchAccountNotFound, StaleWrite),
)
async def withdraw_search_consent(sender_id: Id, actor: CurrentActor, app: App) -> Response:
    """Take the search consent back; saved searches of the account stand still."""
    await app.people_search.consent(actor, SenderId(sender_id), given=False)
    return Response(status_code=204)


@router.post(
    "/people-search/proposals",
    responses=problems(*_WHO, CriterionForbidden, ProposerBusy),
)
async def propose_search(
    body: Sentence, request: Request, actor: CurrentActor, app: App
) -> ProposalView:
    """Filters for a plain sentence, to look over; nothing is looked up and nothing is spent."""
    return ProposalView.of(await app.people_search.propose(actor, body.sentence, language(request)))


@router.post(
    "/people-search/lookalikes",
    responses=problems(*_WHO, NobodyToResemble),
)
async def propose_lookalikes(body: LookalikeAsk, actor: CurrentActor, app: App) -> ProposalView:
    """Filters that people who went well have in common; nothing is looked up."""
    return ProposalView.of(
        await app.people_search.lookalikes(
            actor, [ProspectId(one) for one in body.prospect_ids], SearchSource(body.source)
        )
    )


@router.post(
    "/people-searches",
    status_code=201,
    responses=problems(*_LOOKING, SearchEmpty, SearchFilterNotOffered),
)
async def search_people(body: NewPeopleSearch, actor: CurrentActor, app: App) -> PeopleSearchView:
    """Look for people: a free preview with who is known and who objected marked; adds nobody."""
    found = await app.people_search.find(actor, SenderId(body.sender_id), body.to_query())
    return PeopleSearchView.of(found)


@router.get("/people-searches/{search_id}", responses=problems(*_WHO, SearchNotFound))
async def read_people_search(search_id: Id, actor: CurrentActor, app: App) -> PeopleSearchView:
    """One's own search with what it has shown so far."""
    return PeopleSearchView.of(await app.people_search.read(actor, PeopleSearchId(search_id)))


@router.post(
    "/people-searches/{search_id}/more",
    responses=problems(*_LOOKING, SearchNotFound, SearchExhausted, StaleWrite),
)
async def show_more_people(search_id: Id, actor: CurrentActor, app: App) -> PeopleSearchView:
    """The next page of a search, added to what it has shown."""
    return PeopleSearchView.of(await app.people_search.find.more(actor, PeopleSearchId(search_id)))


@router.post(
    "/people-searches/{search_id}/prospects",
    responses=problems(*_WHO, SearchNotFound, PaymentNeeded, StaleWrite),
)
async def accept_people(
    search_id: Id, body: AcceptPeople, actor: CurrentActor, app: App
) -> AcceptedView:
    """Make prospects of chosen results, with source, day and legal basis; objectors stay out."""
    done = await app.people_search.add(
        actor, PeopleSearchId(search_id), body.results, LegalBasis(body.legal_basis)
    )
    count = done.standings
    return AcceptedView(
        added=done.credits_charged,
        known=count.get(Standing.KNOWN, 0),
        opposed=count.get(Standing.OPPOSED, 0),
        incomplete=count.get(Standing.INCOMPLETE, 0),
        credits_charged=done.credits_charged,
        search=PeopleSearchView.of(done.search),
    )


@router.get("/saved-searches", responses=problems(*_WHO))
async def list_saved_searches(actor: CurrentActor, app: App) -> ListOf[SavedSearchView]:
    """One's own searches that run again by themselves."""
    kept = await app.people_search.saved.list(actor)
    return ListOf(items=[SavedSearchView.of(one) for one in kept], next=None)


@router.post(
    "/saved-searches",
    status_code=201,
    responses=problems(*_WHO, SearchNotFound, TooManySavedSearches),
)
async def save_people_search(
    body: NewSavedSearch, actor: CurrentActor, app: App
) -> SavedSearchView:
    """Run a search again every day or week; it proposes new people and adds none."""
    return SavedSearchView.of(
        await app.people_search.saved.keep(
            actor, PeopleSearchId(body.search_id), body.name, Every(body.every), body.per_run
        )
    )


@router.patch(
    "/saved-searches/{saved_search_id}",
    responses=problems(*_WHO, SavedSearchNotFound, StaleWrite),
)
async def pause_saved_search(
    saved_search_id: Id, body: SavedSearchEdit, actor: CurrentActor, app: App
) -> SavedSearchView:
    """Stop a saved search, or let it go on, which runs it at once."""
    return SavedSearchView.of(
        await app.people_search.saved.pause(
            actor, SavedSearchId(saved_search_id), paused=body.paused
        )
    )


@router.delete(
    "/saved-searches/{saved_search_id}",
    status_code=204,
    responses=problems(*_WHO, SavedSearchNotFound),
)
async def remove_saved_search(saved_search_id: Id, actor: CurrentActor, app: App) -> Response:
    """Forget a saved search and whom it has shown."""
    await app.people_search.saved.remove(actor, SavedSearchId(saved_search_id))
    return Response(status_code=204)
