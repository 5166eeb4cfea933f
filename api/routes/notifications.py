"""What needs somebody now."""

from typing import Annotated, Self

from fastapi import APIRouter
from pydantic import Field

from api.deps import App, CurrentPerson, PageQuery
from api.models import Answer, Ask, Count, Id, Instant
from api.problems import problems
from domain.insights.model import NoticeKind, Notification
from domain.insights.usecases.notify import Kind
from domain.shared.errors import Forbidden, StaleWrite, Unauthenticated

router = APIRouter(prefix="/api/v1/notifications", tags=["insights"])


class NotificationView(Answer):
    """A kind and ids; never a message's text or an address."""

    id: str
    at: Instant
    kind: NoticeKind
    about: str
    prospect_id: str | None
    unread: bool

    @classmethod
    def of(cls, notice: Notification, seen_up_to: str) -> Self:
        return cls(
            id=notice.id,
            at=notice.at,
            kind=notice.kind,
            about=notice.about,
            prospect_id=notice.prospect_id or None,
            unread=notice.id > seen_up_to,
        )


class NotificationList(Answer):
    """`unread` counts at most 100."""

    items: list[NotificationView]
    next: str | None
    unread: Count


class NoticeKindView(Answer):
    """`duty`: cannot be left aside."""

    kind: NoticeKind
    muted: bool
    duty: bool

    @classmethod
    def of(cls, kind: Kind) -> Self:
        return cls(kind=kind.kind, muted=kind.is_muted, duty=kind.is_duty)


class NoticeKinds(Answer):
    items: list[NoticeKindView]


class SeenUpTo(Ask):
    """The newest notification that was on screen."""

    up_to: Id


class MutedKinds(Ask):
    muted: Annotated[list[NoticeKind], Field(max_length=50)]


@router.get("", responses=problems(Unauthenticated, Forbidden))
async def list_notifications(actor: CurrentPerson, app: App, ask: PageQuery) -> NotificationList:
    """What needs the member, newest first, with how much of it is new."""
    shown = await app.insights.notifications(actor, ask)
    return NotificationList(
        items=[NotificationView.of(one, shown.seen_up_to) for one in shown.page.items],
        next=shown.page.next,
        unread=shown.unread,
    )


@router.post("/seen", status_code=204, responses=problems(Unauthenticated, Forbidden, StaleWrite))
async def see_notifications(body: SeenUpTo, actor: CurrentPerson, app: App) -> None:
    """Say that everything up to this one was seen."""
    await app.insights.notifications.see(actor, body.up_to)


@router.get("/kinds", responses=problems(Unauthenticated, Forbidden))
async def list_notice_kinds(actor: CurrentPerson, app: App) -> NoticeKinds:
    """The kinds that concern the member's role, and which of them they leave aside."""
    return NoticeKinds(
        items=[NoticeKindView.of(one) for one in await app.insights.notifications.kinds(actor)]
    )


@router.put("/kinds", responses=problems(Unauthenticated, Forbidden, StaleWrite))
async def choose_notice_kinds(body: MutedKinds, actor: CurrentPerson, app: App) -> NoticeKinds:
    """Leave these kinds aside, and only these; notices of duty stay."""
    kinds = await app.insights.notifications.mute(actor, body.muted)
    return NoticeKinds(items=[NoticeKindView.of(one) for one in kinds])
