"""The suppression list: counted and asked, never shown in clear."""

from enum import StrEnum
from typing import Self

from fastapi import APIRouter

from api.deps import App, CurrentActor, PageQuery
from api.models import Address, Answer, Ask, Count, Instant
from api.problems import problems
from domain.consent.errors import NotAnIdentity
from domain.consent.model import IdentityKind, Reason, Scope, Suppression
from domain.shared.errors import Forbidden, Unauthenticated

router = APIRouter(prefix="/api/v1/suppressions", tags=["consent"])


class RefusedKind(StrEnum):
    EMAIL = "email"
    LINKEDIN = "linkedin"
    PHONE = "phone"
    DOMAIN = "domain"


class SuppressionView(Answer):
    """One refusal, without who: the list holds keyed hashes only."""

    kind: IdentityKind
    scope: Scope
    reason: Reason
    channel: str
    created_at: Instant
    min_keep_until: Instant

    @classmethod
    def of(cls, entry: Suppression) -> Self:
        return cls(
            kind=entry.kind,
            scope=entry.scope,
            reason=entry.reason,
            channel=entry.channel,
            created_at=entry.created_at,
            min_keep_until=entry.min_keep_until,
        )


class SuppressionPage(Answer):
    items: list[SuppressionView]
    next: str | None
    total: Count


class RefusedValue(Ask):
    kind: RefusedKind
    value: Address


class KnownAnswer(Answer):
    known: bool


@router.get("", responses=problems(Unauthenticated, Forbidden))
async def list_suppressions(actor: CurrentActor, app: App, page: PageQuery) -> SuppressionPage:
    """What is refused, by kind, reason, channel and date; never whom."""
    found, total = await app.consent.list.page(actor, page)
    return SuppressionPage(
        items=[SuppressionView.of(one) for one in found.items], next=found.next, total=total
    )


@router.post("", status_code=204, responses=problems(Unauthenticated, Forbidden, NotAnIdentity))
async def add_suppression(body: RefusedValue, actor: CurrentActor, app: App) -> None:
    """Refuse an address, a profile, a number or a whole domain, for good."""
    await app.consent.list.add(actor, IdentityKind(body.kind), body.value)


@router.post("/test", responses=problems(Unauthenticated, Forbidden, NotAnIdentity))
async def test_suppression(body: RefusedValue, actor: CurrentActor, app: App) -> KnownAnswer:
    """Whether this one is refused here."""
    return KnownAnswer(
        known=await app.consent.list.knows(actor, IdentityKind(body.kind), body.value)
    )
