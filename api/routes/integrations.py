"""What other programs are given: API keys and webhooks (product.md INT-1, INT-2)."""

from typing import Annotated, Self

from fastapi import APIRouter
from pydantic import Field

from api.deps import App, CurrentActor, PageQuery
from api.models import Answer, Ask, Code, Id, Instant, Line, ListOf
from api.problems import problems
from domain.integrations.errors import (
    HookDeliveryNotFound,
    HookNotFound,
    HookRefused,
    KeyNotFound,
    KeyRefused,
    TooManyHooks,
    TooManyKeys,
)
from domain.integrations.model.api_key import SCOPES, ApiKey, KeyForm
from domain.integrations.model.hook import OFFERED, Hook, HookDelivery
from domain.shared.errors import Forbidden, StaleWrite, Unauthenticated
from domain.shared.ids import ApiKeyId, HookId

router = APIRouter(prefix="/api/v1/integrations", tags=["integrations"])


DeliveryId = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9:_-]+$")]


class KeyAsk(Ask):
    """`networks` are addresses or CIDR ranges the key works from; none means anywhere."""

    name: Line
    scopes: Annotated[list[Code], Field(max_length=50)]
    networks: Annotated[list[Line], Field(max_length=50)] = Field(default_factory=list)
    days: Annotated[int, Field(ge=-(2**31), le=2**31)] = 180


class KeyView(Answer):
    """`hint` is how the key begins; the whole of it is nowhere."""

    id: str
    name: str
    hint: str
    scopes: list[str]
    networks: list[str]
    created_at: Instant
    ends_at: Instant
    used_at: Instant | None

    @classmethod
    def of(cls, key: ApiKey) -> Self:
        return cls(
            id=key.id,
            name=key.name,
            hint=key.hint,
            scopes=[scope.value for scope in key.scopes],
            networks=key.networks,
            created_at=key.created_at,
            ends_at=key.ends_at,
            used_at=key.used_at,
        )


class KeysView(Answer):
    """`scopes` are those a key of this workspace may have."""

    items: list[KeyView]
    scopes: list[str]


class IssuedKeyView(Answer):
    """`token` is shown here and never again."""

    key: KeyView
    token: str


@router.get("/keys", responses=problems(Unauthenticated, Forbidden))
async def list_keys(actor: CurrentActor, app: App) -> KeysView:
    """The API keys that were not revoked, with their last use."""
    keys = await app.integrations.list_keys(actor)
    return KeysView(
        items=[KeyView.of(key) for key in keys], scopes=[scope.value for scope in SCOPES]
    )


@router.post(
    "/keys",
    status_code=201,
    responses=problems(Unauthenticated, Forbidden, KeyRefused, TooManyKeys),
)
async def create_key(body: KeyAsk, actor: CurrentActor, app: App) -> IssuedKeyView:
    """Make an API key; this answer is the only one that holds it."""
    form = KeyForm(
        name=body.name, scopes=tuple(body.scopes), networks=tuple(body.networks), days=body.days
    )
    issued = await app.integrations.create_key(actor, form)
    return IssuedKeyView(key=KeyView.of(issued.key), token=issued.token)


@router.delete(
    "/keys/{key_id}",
    status_code=204,
    responses=problems(Unauthenticated, Forbidden, KeyNotFound, StaleWrite),
)
async def revoke_key(key_id: Id, actor: CurrentActor, app: App) -> None:
    """The key opens nothing from its very next request."""
    await app.integrations.revoke_key(actor, ApiKeyId(key_id))


class HookAsk(Ask):
    url: Line
    types: Annotated[list[Code], Field(max_length=100)]


class HookView(Answer):
    """`disabled_because` is `gone`, `failing`, or empty while it is told."""

    id: str
    url: str
    types: list[str]
    created_at: Instant
    failing_since: Instant | None
    disabled_at: Instant | None
    disabled_because: str

    @classmethod
    def of(cls, hook: Hook) -> Self:
        return cls(
            id=hook.id,
            url=hook.url,
            types=hook.types,
            created_at=hook.created_at,
            failing_since=hook.failing_since,
            disabled_at=hook.disabled_at,
            disabled_because=hook.disabled_because.value if hook.disabled_because else "",
        )


class HooksView(Answer):
    """`types` are the events one may ask for; `sink` is where the sandbox takes webhooks."""

    items: list[HookView]
    types: list[str]
    sink: str


class ToldHookView(Answer):
    """`secret` is shown here and never again."""

    hook: HookView
    secret: str


class HookTryView(Answer):
    at: Instant
    status: int
    problem: str
    milliseconds: int


class HookDeliveryView(Answer):
    """`next_at` counts while it waits; `tries` are the latest twenty."""

    id: str
    message_id: str
    type: str
    body: str
    state: str
    created_at: Instant
    next_at: Instant
    tries: list[HookTryView]

    @classmethod
    def of(cls, delivery: HookDelivery) -> Self:
        return cls(
            id=delivery.id,
            message_id=delivery.message_id,
            type=delivery.kind,
            body=delivery.body,
            state=delivery.state.value,
            created_at=delivery.created_at,
            next_at=delivery.next_at,
            tries=[
                HookTryView(
                    at=one.at,
                    status=one.answer.status,
                    problem=one.answer.problem,
                    milliseconds=one.answer.milliseconds,
                )
                for one in delivery.tries
            ],
        )


@router.get("/hooks", responses=problems(Unauthenticated, Forbidden))
async def list_hooks(actor: CurrentActor, app: App) -> HooksView:
    """The webhook endpoints of the workspace, and the events they may ask for."""
    hooks = await app.integrations.list_hooks(actor)
    return HooksView(
        items=[HookView.of(hook) for hook in hooks],
        types=list(OFFERED),
        sink=app.integrations.sink,
    )


@router.post(
    "/hooks",
    status_code=201,
    responses=problems(Unauthenticated, Forbidden, HookRefused, TooManyHooks),
)
async def add_hook(body: HookAsk, actor: CurrentActor, app: App) -> ToldHookView:
    """Tell an endpoint of events from now on; this answer is the only one with its secret."""
    told = await app.integrations.add_hook(actor, body.url, body.types)
    return ToldHookView(hook=HookView.of(told.hook), secret=told.secret)


@router.delete(
    "/hooks/{hook_id}",
    status_code=204,
    responses=problems(Unauthenticated, Forbidden, HookNotFound),
)
async def remove_hook(hook_id: Id, actor: CurrentActor, app: App) -> None:
    """Nothing is sent there any more."""
    await app.integrations.remove_hook(actor, HookId(hook_id))


@router.post(
    "/hooks/{hook_id}/enable",
    responses=problems(Unauthenticated, Forbidden, HookNotFound, StaleWrite),
)
async def enable_hook(hook_id: Id, actor: CurrentActor, app: App) -> HookView:
    """Give an endpoint that was disabled a fresh start."""
    return HookView.of(await app.integrations.enable_hook(actor, HookId(hook_id)))


@router.post(
    "/hooks/{hook_id}/secret",
    responses=problems(Unauthenticated, Forbidden, HookNotFound, StaleWrite),
)
async def renew_hook_secret(hook_id: Id, actor: CurrentActor, app: App) -> ToldHookView:
    """A fresh signing secret; the one before signs along for 24 hours."""
    told = await app.integrations.renew_secret(actor, HookId(hook_id))
    return ToldHookView(hook=HookView.of(told.hook), secret=told.secret)


@router.post(
    "/hooks/{hook_id}/ping",
    status_code=202,
    responses=problems(Unauthenticated, Forbidden, HookNotFound),
)
async def ping_hook(hook_id: Id, actor: CurrentActor, app: App) -> HookDeliveryView:
    """Send a test event."""
    return HookDeliveryView.of(await app.integrations.ping_hook(actor, HookId(hook_id)))


@router.get(
    "/hooks/{hook_id}/deliveries", responses=problems(Unauthenticated, Forbidden, HookNotFound)
)
async def list_hook_deliveries(
    hook_id: Id, actor: CurrentActor, page: PageQuery, app: App
) -> ListOf[HookDeliveryView]:
    """What the endpoint was told in the last thirty days, and how it answered."""
    found = await app.integrations.list_deliveries(actor, HookId(hook_id), page)
    return ListOf(items=[HookDeliveryView.of(one) for one in found.items], next=found.next)


@router.post(
    "/hook-deliveries/{hook_delivery_id}/replay",
    status_code=202,
    responses=problems(Unauthenticated, Forbidden, HookDeliveryNotFound, StaleWrite),
)
async def replay_hook_delivery(
    hook_delivery_id: DeliveryId, actor: CurrentActor, app: App
) -> HookDeliveryView:
    """Send a delivery once more, under the same id."""
    return HookDeliveryView.of(await app.integrations.replay(actor, hook_delivery_id))
