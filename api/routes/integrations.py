"""What other programs are given: API keys (product.md INT-1)."""

from typing import Annotated, Self

from fastapi import APIRouter
from pydantic import Field

from api.deps import App, CurrentActor
from api.models import Answer, Ask, Code, Id, Instant, Line
from api.problems import problems
from domain.integrations.errors import KeyNotFound, KeyRefused, TooManyKeys
from domain.integrations.model.api_key import SCOPES, ApiKey, KeyForm
from domain.shared.errors import Forbidden, StaleWrite, Unauthenticated
from domain.shared.ids import ApiKeyId

router = APIRouter(prefix="/api/v1/integrations", tags=["integrations"])


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
