"""What needs somebody now."""

from typing import Annotated, Self
from zoneinfo import available_timezones

from fastapi import APIRouter
from pydantic import AfterValidator, Field

from api.deps import App, CurrentPerson, PageQuery
from api.models import Answer, Ask, Count, Id, Instant
from api.problems import problems
from domain.insights.model import DigestPart, MailChoice, MailPace, NoticeKind, Notification
from domain.insights.usecases.notify import Kind, MailShown
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


def _known_zone(zone: str) -> str:
    if zone not in available_timezones():
        raise ValueError("an IANA time zone")
    return zone


class MailedKindView(Answer):
    """`duty`: always written at once."""

    kind: NoticeKind
    pace: MailPace
    duty: bool


class DigestPartView(Answer):
    part: DigestPart
    wanted: bool


class NoticeMail(Answer):
    """`zone` is where it has to be 8:30 for the morning's letter."""

    zone: str
    kinds: list[MailedKindView]
    parts: list[DigestPartView]

    @classmethod
    def of(cls, shown: MailShown) -> Self:
        return cls(
            zone=shown.zone,
            kinds=[
                MailedKindView(kind=one.kind, pace=one.pace, duty=one.is_duty)
                for one in shown.kinds
            ],
            parts=[
                DigestPartView(part=part, wanted=wanted) for part, wanted in shown.parts.items()
            ],
        )


class KindPace(Ask):
    kind: NoticeKind
    pace: MailPace


class NoticeMailAsk(Ask):
    zone: Annotated[str, Field(max_length=60), AfterValidator(_known_zone)]
    kinds: Annotated[list[KindPace], Field(max_length=50)]
    unwanted_parts: Annotated[list[DigestPart], Field(max_length=20)]


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


@router.get("/mail", responses=problems(Unauthenticated, Forbidden))
async def read_notice_mail(actor: CurrentPerson, app: App) -> NoticeMail:
    """What the member is written to about by e-mail, and when."""
    return NoticeMail.of(await app.insights.notifications.mail(actor))


@router.put("/mail", responses=problems(Unauthenticated, Forbidden, StaleWrite))
async def choose_notice_mail(body: NoticeMailAsk, actor: CurrentPerson, app: App) -> NoticeMail:
    """Choose what is written about by e-mail; notices of duty are always written."""
    chosen = [MailChoice(kind=one.kind, pace=one.pace) for one in body.kinds]
    return NoticeMail.of(
        await app.insights.notifications.choose_mail(actor, chosen, body.unwanted_parts, body.zone)
    )
