"""Firms and their people."""

from datetime import datetime
from typing import Annotated, Self

from fastapi import APIRouter, Query

from api.deps import App, CurrentActor, PageQuery
from api.models import Answer, Count, Id, Instant, ListOf, OptionalLine
from api.problems import problems
from api.routes.prospects import DetailView, StageName
from domain.prospects.errors import CompanyNotFound, ProspectNotFound
from domain.prospects.model.company import Company
from domain.prospects.model.contact_points import PointKind
from domain.prospects.model.person import DetailKind
from domain.prospects.model.prospect import Prospect
from domain.prospects.ports import CompanySort
from domain.shared.errors import Forbidden, Unauthenticated
from domain.shared.ids import CompanyId, ProspectId

router = APIRouter(prefix="/api/v1", tags=["companies"])


class CompanyRowView(Answer):
    """`people` counts the prospects who belong to it."""

    id: str
    name: str
    domain: str | None
    industry: str | None
    head_count: str | None
    location: str | None
    siren: str | None
    people: Count
    added_at: Instant

    @classmethod
    def of(cls, company: Company, people: int) -> Self:
        return cls(
            id=company.id,
            name=company.name,
            domain=company.detail(DetailKind.DOMAIN) or None,
            industry=company.detail(DetailKind.INDUSTRY) or None,
            head_count=company.detail(DetailKind.HEAD_COUNT) or None,
            location=company.detail(DetailKind.LOCATION) or None,
            siren=company.detail(DetailKind.SIREN) or None,
            people=people,
            added_at=company.added_at,
        )


class CompanyCard(Answer):
    """Every value with where it comes from and when."""

    id: str
    name: str
    details: list[DetailView]
    people: Count
    added_at: Instant
    version: Count

    @classmethod
    def of(cls, company: Company, people: int, now: datetime) -> Self:
        return cls(
            id=company.id,
            name=company.name,
            details=[DetailView.of(kind, one, now) for kind, one in company.details.items()],
            people=people,
            added_at=company.added_at,
            version=company.version,
        )


class CompanyPersonView(Answer):
    id: str
    full_name: str
    job_title: str
    email: str | None
    stage: StageName
    opted_out: bool

    @classmethod
    def of(cls, prospect: Prospect) -> Self:
        email = prospect.point(PointKind.EMAIL)
        return cls(
            id=prospect.id,
            full_name=prospect.full_name,
            job_title=prospect.detail(DetailKind.JOB_TITLE),
            email=email.value if email else None,
            stage=prospect.stage.value,
            opted_out=prospect.opted_out_at is not None,
        )


class ProspectCompany(Answer):
    """`id` is null when no firm is known."""

    id: str | None
    name: str | None


_READ = (Unauthenticated, Forbidden)


@router.get("/companies", responses=problems(*_READ))
async def list_companies(
    *,
    actor: CurrentActor,
    app: App,
    ask: PageQuery,
    q: Annotated[
        OptionalLine | None, Query(description="first letters of name, site, register number")
    ] = None,
    sort: CompanySort = CompanySort.NAME,
) -> ListOf[CompanyRowView]:
    """Firms that match, in the order asked for."""
    page, counts = await app.prospects.companies.search(actor, q or "", sort, ask)
    rows = [CompanyRowView.of(one, counts.get(one.id, 0)) for one in page.items]
    return ListOf(items=rows, next=page.next)


@router.get("/companies/{company_id}", responses=problems(*_READ, CompanyNotFound))
async def get_company(company_id: Id, actor: CurrentActor, app: App) -> CompanyCard:
    """What is known of a firm, each value with its evidence."""
    company, people = await app.prospects.companies.one(actor, CompanyId(company_id))
    return CompanyCard.of(company, people, app.plumbing.clock.now())


@router.get("/companies/{company_id}/people", responses=problems(*_READ, CompanyNotFound))
async def list_company_people(
    company_id: Id, actor: CurrentActor, app: App, ask: PageQuery
) -> ListOf[CompanyPersonView]:
    """Prospects who belong to a firm, the first to come in first."""
    page = await app.prospects.companies.people(actor, CompanyId(company_id), ask)
    return ListOf(items=[CompanyPersonView.of(one) for one in page.items], next=page.next)


@router.get("/prospects/{prospect_id}/company", responses=problems(*_READ, ProspectNotFound))
async def get_prospect_company(prospect_id: Id, actor: CurrentActor, app: App) -> ProspectCompany:
    """The firm a prospect belongs to."""
    company = await app.prospects.companies.of_person(actor, ProspectId(prospect_id))
    return ProspectCompany(
        id=company.id if company else None, name=company.name if company else None
    )
