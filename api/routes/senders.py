"""Mailboxes and LinkedIn accounts that messages leave from."""

from typing import Self

from fastapi import APIRouter, Response

from api.deps import App, CurrentActor
from api.models import Answer, Ask, Count, Id, Instant, ListOf
from api.problems import problems
from domain.delivery.errors import LinkBusy, SenderNotFound
from domain.delivery.model.sender import SenderKind
from domain.delivery.usecases.list_senders import SenderUse
from domain.shared.errors import Forbidden, Unauthenticated
from domain.shared.ids import SenderId

router = APIRouter(prefix="/api/v1/senders", tags=["senders"])


class SenderLimits(Answer):
    """`binding` is the code of what holds the sender now, null when it may send."""

    per_day: Count
    per_hour: Count | None
    per_week: Count | None
    used_today: Count
    next_free_at: Instant
    binding: str | None


class SenderView(Answer):
    id: str
    kind: str
    address: str
    display_name: str
    state: str
    problem: str
    mode: str
    limits: SenderLimits
    owner_id: str
    connected_at: Instant | None

    @classmethod
    def of(cls, use: SenderUse) -> Self:
        sender, allowance = use.sender, use.allowance
        return cls(
            id=sender.id,
            kind=sender.kind.value,
            address=sender.address,
            display_name=sender.display_name,
            state=sender.state.value,
            problem=sender.problem,
            mode=sender.mode,
            limits=SenderLimits(
                per_day=allowance.per_day,
                per_hour=allowance.per_hour,
                per_week=allowance.per_week,
                used_today=use.used_today,
                next_free_at=use.next_free_at,
                binding=use.binding.value if use.binding else None,
            ),
            owner_id=sender.owner_id,
            connected_at=sender.connected_at,
        )


class SenderAsk(Ask):
    kind: SenderKind


class LinkView(Answer):
    """`url` is a page of the provider; open it in a new tab."""

    sender_id: str
    url: str


@router.get("", responses=problems(Unauthenticated, Forbidden))
async def list_senders(actor: CurrentActor, app: App) -> ListOf[SenderView]:
    """The workspace's senders, each with the limit that binds now."""
    found = await app.delivery.list_senders(actor)
    return ListOf(items=[SenderView.of(use) for use in found], next=None)


@router.post("/connect", status_code=201, responses=problems(Unauthenticated, Forbidden, LinkBusy))
async def connect_sender(ask: SenderAsk, actor: CurrentActor, app: App) -> LinkView:
    """Open a page where the caller links their own mailbox or LinkedIn account."""
    sender, url = await app.delivery.connect_sender(actor, ask.kind)
    return LinkView(sender_id=sender.id, url=url)


@router.delete(
    "/{sender_id}",
    status_code=204,
    responses=problems(Unauthenticated, Forbidden, SenderNotFound, LinkBusy),
)
async def disconnect_sender(sender_id: Id, actor: CurrentActor, app: App) -> Response:
    """Let an account go: nothing leaves from it any more, what waits for it stays."""
    await app.delivery.disconnect_sender(actor, SenderId(sender_id))
    return Response(status_code=204)
