"""The way to support: a chat that is loaded by a click only, or an e-mail address."""

from fastapi import APIRouter

from api.deps import App, CurrentPerson
from api.models import Answer, Instant
from api.problems import problems
from domain.shared.errors import StaleWrite, Unauthenticated
from domain.support.errors import ChatOff, DeskDown

router = APIRouter(prefix="/api/v1/support", tags=["support"])


class SupportView(Answer):
    """`chat`: there is one. `address` answers in any case."""

    chat: bool
    address: str


class MessengerView(Answer):
    """What the vendor's script is started with. `token` says who the user is and ends within the
    hour; nothing about a prospect is in it.
    """

    app_id: str
    region: str
    script_url: str
    api_base: str
    token: str
    token_until: Instant


@router.get("", responses=problems(Unauthenticated))
async def read_support(actor: CurrentPerson, app: App) -> SupportView:
    """How to reach support. Asking says nothing to the chat's vendor."""
    del actor
    return SupportView(chat=app.plumbing.messenger.is_on, address=app.plumbing.support_address)


@router.post("/messenger", responses=problems(Unauthenticated, ChatOff, DeskDown, StaleWrite))
async def open_messenger(actor: CurrentPerson, app: App) -> MessengerView:
    """Open the chat: makes the user known to its vendor, by name, address and a random id."""
    opened = await app.support.open_messenger(actor)
    return MessengerView(
        app_id=opened.messenger.app_id,
        region=opened.messenger.region,
        script_url=opened.messenger.script_url,
        api_base=opened.messenger.api_base,
        token=opened.token,
        token_until=opened.until,
    )
