"""Credits: what is left, and every movement."""

from typing import Self

from fastapi import APIRouter

from api.deps import App, CurrentActor, PageQuery
from api.models import Answer, Count, Instant, ListOf
from api.problems import problems
from domain.billing.model import Entry, Wallet
from domain.shared.errors import Forbidden, Unauthenticated

router = APIRouter(prefix="/api/v1/credits", tags=["credits"])


class CreditsView(Answer):
    available: Count
    reserved: Count
    spent: Count

    @classmethod
    def of(cls, wallet: Wallet) -> Self:
        return cls(available=wallet.available, reserved=wallet.reserved, spent=wallet.spent)


class CreditEntryView(Answer):
    """`amount` is what moved; `kind` says where to. `actor` is a user id, or "system"."""

    id: str
    at: Instant
    kind: str
    what: str
    about: str
    amount: Count
    balance_after: Count
    actor: str

    @classmethod
    def of(cls, entry: Entry) -> Self:
        return cls(
            id=entry.id,
            at=entry.at,
            kind=entry.kind.value,
            what=entry.what,
            about=entry.about,
            amount=entry.amount,
            balance_after=entry.available_after,
            actor=entry.by,
        )


@router.get("", responses=problems(Unauthenticated, Forbidden))
async def read_credits(actor: CurrentActor, app: App) -> CreditsView:
    """What the workspace may still spend, what running work has set aside, what is spent."""
    return CreditsView.of(await app.billing.balance(actor))


@router.get("/entries", responses=problems(Unauthenticated, Forbidden))
async def list_credit_entries(
    actor: CurrentActor, app: App, page: PageQuery
) -> ListOf[CreditEntryView]:
    """Every movement of credits, newest first; none is ever changed or removed."""
    found = await app.billing.entries(actor, page)
    return ListOf(items=[CreditEntryView.of(entry) for entry in found.items], next=found.next)
