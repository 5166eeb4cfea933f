"""Credits: what is left, every movement, and how fast they may be spent."""

import csv
import io
from collections.abc import AsyncIterator
from typing import Annotated, Self

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import Field

from api.credit_texts import HEADER, credit_text
from api.deps import App, CurrentActor, ExpectedVersion, PageQuery
from api.models import Answer, Ask, Code, Count, Instant, ListOf
from api.problems import language, problems
from domain.application import Application
from domain.billing.errors import TopUpWithoutLimit, UnknownOffer
from domain.billing.model.ledger import Entry, Pool, Wallet
from domain.billing.model.spending import Caps, SpendingRules, TopUpRule
from domain.prospects.usecases.read_import import formula_safe
from domain.shared.errors import Forbidden, StaleWrite, Unauthenticated

router = APIRouter(prefix="/api/v1/credits", tags=["credits"])

Cap = Annotated[int, Field(ge=1, le=1_000_000)] | None


class CreditsView(Answer):
    """`plan` and `bought` are the pools of what is available; `next_expiry` is when the first of
    them go, and how many.
    """

    available: Count
    reserved: Count
    spent: Count
    plan: Count
    bought: Count
    is_low: bool
    next_expiry_at: Instant | None
    next_expiry_amount: Count

    @classmethod
    def of(cls, wallet: Wallet) -> Self:
        ends = wallet.next_expiry_at
        return cls(
            available=wallet.available,
            reserved=wallet.reserved,
            spent=wallet.spent,
            plan=wallet.in_pool(Pool.PLAN),
            bought=wallet.in_pool(Pool.BOUGHT),
            is_low=wallet.is_low,
            next_expiry_at=ends,
            next_expiry_amount=sum(
                lot.amount for lot in wallet.lots if ends is not None and lot.expires_at == ends
            ),
        )


class CreditEntryView(Answer):
    """`amount` is what moved and `change` what it did to the available credits. `actor` is a user
    id, or "system"; `actor_name` is empty for the product itself. `about` is the id of a prospect,
    or of what was bought.
    """

    id: str
    at: Instant
    kind: str
    what: str
    about: str
    amount: Count
    change: int
    balance_after: Count
    actor: str
    actor_name: str

    @classmethod
    def of(cls, entry: Entry, name: str) -> Self:
        return cls(
            id=entry.id,
            at=entry.at,
            kind=entry.kind.value,
            what=entry.what,
            about=entry.about,
            amount=entry.amount,
            change=entry.change,
            balance_after=entry.available_after,
            actor=entry.by,
            actor_name=name,
        )


class CapsBody(Ask):
    day: Cap
    week: Cap
    month: Cap

    def caps(self) -> Caps:
        return Caps(day=self.day, week=self.week, month=self.month)

    @classmethod
    def of(cls, caps: Caps) -> Self:
        return cls(day=caps.day, week=caps.week, month=caps.month)


class TopUpBody(Ask):
    enabled: bool
    pack: Code
    below: Annotated[int, Field(ge=1, le=1_000_000)]
    monthly_limit_minor: Annotated[int, Field(ge=0, le=10_000_000)]

    def rule(self) -> TopUpRule:
        return TopUpRule(
            enabled=self.enabled,
            pack=self.pack,
            below=self.below,
            monthly_limit_minor=self.monthly_limit_minor,
        )


class SpendingAsk(Ask):
    """`member` is the cap of each member; null is no cap."""

    workspace: CapsBody
    member: CapsBody
    top_up: TopUpBody


class SpendingView(Answer):
    workspace: CapsBody
    member: CapsBody
    top_up: TopUpBody
    version: Count

    @classmethod
    def of(cls, rules: SpendingRules) -> Self:
        rule = rules.top_up
        return cls(
            workspace=CapsBody.of(rules.workspace),
            member=CapsBody.of(rules.member),
            top_up=TopUpBody(
                enabled=rule.enabled,
                pack=rule.pack,
                below=rule.below,
                monthly_limit_minor=rule.monthly_limit_minor,
            ),
            version=rules.version,
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
    names = await app.billing.names({entry.by for entry in found.items})
    return ListOf(
        items=[CreditEntryView.of(entry, names.get(entry.by, "")) for entry in found.items],
        next=found.next,
    )


@router.get(
    "/statement.csv",
    response_class=StreamingResponse,
    responses={
        200: {"content": {"text/csv": {"schema": {"type": "string"}}}},
        **problems(Unauthenticated, Forbidden),
    },
)
async def download_credit_statement(
    request: Request, actor: CurrentActor, app: App
) -> StreamingResponse:
    """The whole ledger for a spreadsheet: who, what, about whom, how many, and what was left."""
    entries = await app.billing.statement(actor)
    return StreamingResponse(
        _rows(app, entries, language(request)),
        media_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="credits.csv"',
            "Cache-Control": "no-store",
        },
    )


async def _rows(app: Application, entries: AsyncIterator[Entry], speech: str) -> AsyncIterator[str]:
    yield "\ufeff" + _line(HEADER[speech])
    names: dict[str, str] = {}
    async for entry in entries:
        if entry.by not in names:
            names |= {entry.by: "", **await app.billing.names({entry.by})}
        yield _line(
            (
                entry.at.isoformat(timespec="seconds"),
                credit_text(entry.kind, speech),
                credit_text(entry.what, speech),
                entry.about,
                names[entry.by] or "LEO",
                str(entry.change),
                str(entry.amount),
                str(entry.available_after),
                entry.id,
            )
        )


def _line(cells: tuple[str, ...]) -> str:
    """A negative number is a number: only texts can be formulas (security.md 3.8)."""
    out = io.StringIO()
    safe = [one if one.lstrip("-").isdigit() else formula_safe(one) for one in cells]
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow(safe)
    return out.getvalue()


@router.get("/rules", responses=problems(Unauthenticated, Forbidden))
async def read_spending_rules(actor: CurrentActor, app: App, response: Response) -> SpendingView:
    """The caps of the workspace and of each member, and the automatic top-up."""
    rules = await app.billing.rules(actor)
    response.headers["ETag"] = f'"{rules.version}"'
    return SpendingView.of(rules)


@router.put(
    "/rules",
    responses=problems(Unauthenticated, Forbidden, UnknownOffer, TopUpWithoutLimit, StaleWrite),
)
async def set_spending_rules(
    body: SpendingAsk, actor: CurrentActor, app: App, version: ExpectedVersion, response: Response
) -> SpendingView:
    """Caps count from the next order on. The automatic top-up needs a monthly maximum, and the
    right to pay.
    """
    rules = await app.billing.set_rules(
        actor,
        version,
        workspace=body.workspace.caps(),
        member=body.member.caps(),
        top_up=body.top_up.rule(),
    )
    response.headers["ETag"] = f'"{rules.version}"'
    return SpendingView.of(rules)
