"""What a key is, and what it never becomes."""

from dataclasses import replace

import pytest

from adapters.memory.integrations import MemoryApiKeys
from adapters.memory.rows import MemoryOutbox, MemoryStore, MemoryTransaction
from adapters.system.tokens import SecretTokens
from domain.integrations.errors import (
    AddressNotAllowed,
    KeyExpired,
    KeyNotFound,
    KeyRefused,
    TooManyKeys,
    UnknownKey,
)
from domain.integrations.model.api_key import SCOPES, ApiKey, KeyForm
from domain.integrations.usecases.authenticate_key import AuthenticateKey
from domain.integrations.usecases.create_key import CreateKey, IssuedKey
from domain.integrations.usecases.tend_keys import ListKeys, RevokeKey
from domain.shared.actor import PERMISSIONS, Actor, Permission, Role, system_actor
from domain.shared.errors import Forbidden, ScopeMissing
from domain.shared.ids import UserId, WorkspaceId
from tests.conftest import CountingIds, StoppedClock

W = WorkspaceId("w-1")
FORM = KeyForm(name="CRM", scopes=("prospects:read",))


def somebody(role: Role, workspace_id: WorkspaceId = W) -> Actor:
    return Actor(
        user_id=UserId(f"u-{role}"),
        workspace_id=workspace_id,
        role=role,
        permissions=PERMISSIONS[role],
    )


OWNER = somebody(Role.OWNER)


class Desk:
    """Everything about keys, in memory."""

    def __init__(self) -> None:
        store, self.wall, new_id = MemoryStore(), StoppedClock(), CountingIds()
        self.keys, self.tokens = MemoryApiKeys(store), SecretTokens()
        self.outbox = MemoryOutbox(store, new_id)
        transaction = MemoryTransaction(store)
        self.create = CreateKey(
            prefix="leo_test_",
            keys=self.keys,
            tokens=self.tokens,
            outbox=self.outbox,
            transaction=transaction,
            wall=self.wall,
            new_id=new_id,
        )
        self.list = ListKeys(keys=self.keys)
        self.revoke = RevokeKey(
            keys=self.keys, outbox=self.outbox, transaction=transaction, wall=self.wall
        )
        self.authenticate = AuthenticateKey(keys=self.keys, tokens=self.tokens, wall=self.wall)

    async def issue(self, **changes: object) -> IssuedKey:
        return await self.create(OWNER, replace(FORM, **changes))  # type: ignore[arg-type]


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_a_key_is_told_once_and_only_its_digest_is_kept(desk: Desk) -> None:
    issued = await desk.issue()
    assert issued.token.startswith("leo_test_")
    assert len(issued.token) >= len("leo_test_") + 43
    (kept,) = await desk.list(OWNER)
    assert issued.token not in repr(kept)
    assert kept.digest == desk.tokens.digest(issued.token)
    assert issued.token.startswith(kept.hint)
    assert len(kept.hint) == len("leo_test_") + 4


async def test_a_key_acts_as_itself_with_its_scopes_alone(desk: Desk) -> None:
    issued = await desk.issue(scopes=("prospects:read", "results:read"))
    actor = await desk.authenticate(issued.token, address="192.0.2.1")
    assert actor.user_id == f"key:{issued.key.id}"
    assert actor.workspace_id == W
    assert actor.permissions == {Permission.PROSPECTS_READ, Permission.RESULTS_READ}
    with pytest.raises(ScopeMissing) as refused:
        actor.require(Permission.PROSPECTS_WRITE)
    assert [fault.detail for fault in refused.value.faults] == ["prospects:write"]


async def test_no_scope_approves_signs_restarts_or_hands_out_keys() -> None:
    never = {
        Permission.DRAFTS_APPROVE,
        Permission.LIA_SIGN,
        Permission.SENDING_RESTART,
        Permission.LIMITS_SET,
        Permission.CAMPAIGNS_LAUNCH,
        Permission.KEYS_MANAGE,
        Permission.TEAM_MANAGE,
        Permission.WORKSPACE_CLOSE,
        Permission.INBOX_ANSWER,
    }
    assert never.isdisjoint(SCOPES)


async def test_a_revoked_key_is_dead_at_once_and_looks_like_an_unknown_one(desk: Desk) -> None:
    issued = await desk.issue()
    await desk.revoke(OWNER, issued.key.id)
    await desk.revoke(OWNER, issued.key.id)
    with pytest.raises(UnknownKey):
        await desk.authenticate(issued.token, address="192.0.2.1")
    with pytest.raises(UnknownKey):
        await desk.authenticate("leo_test_nobodys", address="192.0.2.1")
    assert await desk.list(OWNER) == []
    names = [event.name for event in await desk.outbox.waiting(10)]
    assert names == ["KeyCreated", "KeyRevoked"]


async def test_an_expired_key_says_since_when(desk: Desk) -> None:
    issued = await desk.issue(days=1)
    desk.wall.advance(days=1, milliseconds=-1)
    await desk.authenticate(issued.token, address="192.0.2.1")
    desk.wall.advance(milliseconds=1)
    with pytest.raises(KeyExpired) as refused:
        await desk.authenticate(issued.token, address="192.0.2.1")
    assert [fault.detail for fault in refused.value.faults] == ["2026-11-24T09:30:00Z"]


@pytest.mark.parametrize(
    ("networks", "address", "passes"),
    [
        (("192.0.2.0/24",), "192.0.2.77", True),
        (("192.0.2.0/24",), "192.0.3.1", False),
        (("192.0.2.7", "2001:db8::/32"), "2001:db8::1", True),
        (("2001:db8::/32",), "192.0.2.7", False),
        (("192.0.2.0/24",), "", False),
        (("192.0.2.0/24",), "testclient", False),
        ((), "anything", True),
    ],
)
async def test_a_key_works_from_its_networks_alone(
    desk: Desk, networks: tuple[str, ...], address: str, *, passes: bool
) -> None:
    issued = await desk.issue(networks=networks)
    if passes:
        await desk.authenticate(issued.token, address=address)
    else:
        with pytest.raises(AddressNotAllowed):
            await desk.authenticate(issued.token, address=address)


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"name": " "}, "/name"),
        ({"scopes": ()}, "/scopes"),
        ({"scopes": ("prospects:read", "drafts:approve")}, "/scopes/1"),
        ({"networks": ("192.0.2.1/24",)}, "/networks/0"),
        ({"networks": ("everywhere",)}, "/networks/0"),
        ({"networks": ("192.0.2.1",) * 21}, "/networks"),
        ({"days": 0}, "/days"),
        ({"days": 366}, "/days"),
    ],
)
async def test_a_key_that_cannot_be_is_refused_by_field(
    desk: Desk, changes: dict[str, object], pointer: str
) -> None:
    with pytest.raises(KeyRefused) as refused:
        await desk.issue(**changes)
    assert [fault.pointer for fault in refused.value.faults] == [pointer]


async def test_a_use_is_noted_once_a_minute(desk: Desk) -> None:
    issued = await desk.issue()
    first = desk.wall.now()
    await desk.authenticate(issued.token, address="")
    desk.wall.advance(seconds=59)
    await desk.authenticate(issued.token, address="")
    assert (await desk.list(OWNER))[0].used_at == first
    desk.wall.advance(seconds=1)
    await desk.authenticate(issued.token, address="")
    assert (await desk.list(OWNER))[0].used_at == desk.wall.now()


async def test_a_workspace_has_twenty_keys_at_most(desk: Desk) -> None:
    issued = [await desk.issue() for _ in range(ApiKey.PER_WORKSPACE)]
    with pytest.raises(TooManyKeys):
        await desk.issue()
    await desk.revoke(OWNER, issued[0].key.id)
    await desk.issue()


async def test_keys_are_read_by_some_and_made_by_fewer(desk: Desk) -> None:
    issued = await desk.issue()
    dpo, member = somebody(Role.DPO), somebody(Role.MEMBER)
    assert len(await desk.list(dpo)) == 1
    with pytest.raises(Forbidden):
        await desk.list(member)
    for actor in (dpo, member):
        with pytest.raises(Forbidden):
            await desk.create(actor, FORM)
        with pytest.raises(Forbidden):
            await desk.revoke(actor, issued.key.id)
    with pytest.raises(KeyNotFound):
        await desk.revoke(system_actor(WorkspaceId("w-2")), issued.key.id)
