"""API keys and webhooks: memory and Mongo agree."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.memory.integrations import MemoryApiKeys, MemoryHookDeliveries, MemoryHooks
from adapters.memory.rows import MemoryStore
from adapters.mongo import driver
from adapters.mongo.integrations import MongoApiKeys, MongoHookDeliveries, MongoHooks
from domain.integrations.errors import HookDeliveryNotFound, HookNotFound, KeyNotFound
from domain.integrations.model.api_key import ApiKey
from domain.integrations.model.hook import (
    Answered,
    DeliveryState,
    DisabledBecause,
    Hook,
    HookDelivery,
)
from domain.integrations.ports import ApiKeys, HookDeliveries, Hooks
from domain.shared.actor import Permission
from domain.shared.errors import StaleWrite
from domain.shared.ids import ApiKeyId, HookId, UserId, WorkspaceId
from domain.shared.page import PageAsk
from tests.conftest import MONDAY

OURS, THEIRS = WorkspaceId("w-ours"), WorkspaceId("w-theirs")


@pytest.fixture(params=["memory", "mongo"])
def keys(request: pytest.FixtureRequest) -> ApiKeys:
    if request.param == "memory":
        return MemoryApiKeys(MemoryStore())
    database: driver.Database = request.getfixturevalue("mongo_database")
    return MongoApiKeys(database)


A_KEY = ApiKey(
    id=ApiKeyId("k-1"),
    workspace_id=OURS,
    name="CRM",
    hint="leo_test_Ab3d",
    digest="d-1",
    scopes=[Permission.PROSPECTS_READ, Permission.RESULTS_READ],
    networks=["192.0.2.0/24"],
    created_by=UserId("u-1"),
    created_at=MONDAY,
    ends_at=MONDAY + timedelta(days=180),
)


async def test_a_key_is_found_by_its_digest_whole(keys: ApiKeys) -> None:
    await keys.add(A_KEY)
    assert await keys.find("d-1") == A_KEY
    assert await keys.find("d-2") is None


async def test_a_key_is_only_in_its_workspace(keys: ApiKeys) -> None:
    await keys.add(A_KEY)
    assert await keys.get(OURS, A_KEY.id) == A_KEY
    with pytest.raises(KeyNotFound):
        await keys.get(THEIRS, A_KEY.id)
    assert await keys.unrevoked(THEIRS) == []


async def test_revoked_keys_leave_the_list_and_the_newest_comes_first(keys: ApiKeys) -> None:
    for number in (1, 2, 3):
        key_id = ApiKeyId(f"k-{number}")
        await keys.add(replace(A_KEY, id=key_id, digest=f"d-{number}", events=[]))
    second = await keys.get(OURS, ApiKeyId("k-2"))
    second.revoke(at=MONDAY)
    await keys.save(second)
    assert [key.id for key in await keys.unrevoked(OURS)] == ["k-3", "k-1"]
    found = await keys.find("d-2")
    assert found is not None
    assert found.revoked_at == MONDAY


async def test_a_use_moves_forward_and_spends_no_version(keys: ApiKeys) -> None:
    await keys.add(A_KEY)
    read = await keys.get(OURS, A_KEY.id)
    later = MONDAY + timedelta(minutes=5)
    await keys.touch(A_KEY.id, later)
    await keys.touch(A_KEY.id, MONDAY)
    await keys.touch(ApiKeyId("k-unknown"), later)
    assert (await keys.get(OURS, A_KEY.id)).used_at == later
    ends = A_KEY.ends_at
    assert await keys.ending(ends, 10) == []
    assert [one.id for one in await keys.ending(ends + timedelta(days=1), 10)] == [A_KEY.id]
    await keys.hold(THEIRS, is_held=True)
    assert not (await keys.get(OURS, A_KEY.id)).is_held
    for is_held in (True, True, False):
        await keys.hold(OURS, is_held=is_held)
        assert (await keys.get(OURS, A_KEY.id)).is_held is is_held
    read.revoke(at=later)
    await keys.save(read)
    read.version = 0
    with pytest.raises(StaleWrite):
        await keys.save(read)


@dataclass
class HookStores:
    hooks: Hooks
    deliveries: HookDeliveries


@pytest.fixture(params=["memory", "mongo"])
def stores(request: pytest.FixtureRequest) -> HookStores:
    if request.param == "memory":
        store = MemoryStore()
        return HookStores(MemoryHooks(store), MemoryHookDeliveries(store))
    database: driver.Database = request.getfixturevalue("mongo_database")
    return HookStores(MongoHooks(database), MongoHookDeliveries(database))


A_HOOK = Hook(
    id=HookId("h-1"),
    workspace_id=OURS,
    url="https://crm.example/leo",
    types=["prospect.created"],
    secret="sealed",
    created_by=UserId("u-1"),
    created_at=MONDAY,
)


def a_delivery(number: int, **changes: Any) -> HookDelivery:
    made = HookDelivery.ping(f"m-{number}", A_HOOK, at=MONDAY + timedelta(seconds=number))
    return replace(made, **changes)


async def test_an_endpoint_is_only_in_its_workspace(stores: HookStores) -> None:
    await stores.hooks.add(A_HOOK)
    assert await stores.hooks.get(OURS, A_HOOK.id) == A_HOOK
    with pytest.raises(HookNotFound):
        await stores.hooks.get(THEIRS, A_HOOK.id)
    assert await stores.hooks.list(THEIRS) == []
    await stores.hooks.remove(THEIRS, A_HOOK.id)
    assert await stores.hooks.list(OURS) == [A_HOOK]
    await stores.hooks.remove(OURS, A_HOOK.id)
    await stores.hooks.remove(OURS, A_HOOK.id)
    assert await stores.hooks.list(OURS) == []


async def test_a_change_of_an_endpoint_is_compared_with_what_was_read(stores: HookStores) -> None:
    await stores.hooks.add(A_HOOK)
    hook = await stores.hooks.get(OURS, A_HOOK.id)
    hook.note(Answered(status=410), at=MONDAY)
    await stores.hooks.save(hook)
    kept = await stores.hooks.get(OURS, A_HOOK.id)
    assert kept.disabled_because is DisabledBecause.GONE
    hook.version = 0
    with pytest.raises(StaleWrite):
        await stores.hooks.save(hook)


async def test_a_delivery_is_queued_once(stores: HookStores) -> None:
    await stores.deliveries.add(a_delivery(1))
    await stores.deliveries.add(a_delivery(1, body="other"))
    kept = await stores.deliveries.get(OURS, "h-1:m-1")
    assert kept == a_delivery(1)
    with pytest.raises(HookDeliveryNotFound):
        await stores.deliveries.get(THEIRS, "h-1:m-1")


async def test_due_are_those_that_wait_and_whose_time_has_come(stores: HookStores) -> None:
    for number in (3, 1, 2, 9):
        await stores.deliveries.add(a_delivery(number))
    await stores.deliveries.add(a_delivery(0, state=DeliveryState.DONE))
    at = MONDAY + timedelta(seconds=3)
    due = await stores.deliveries.due(at, 10)
    assert [one.message_id for one in due] == ["m-1", "m-2", "m-3"]
    assert [one.message_id for one in await stores.deliveries.due(at, 1)] == ["m-1"]
    due[0].note(Answered(status=204, milliseconds=12), at=at)
    await stores.deliveries.save(due[0])
    assert len(await stores.deliveries.due(at, 10)) == 2
    assert await stores.deliveries.get(OURS, due[0].id) == due[0]
    due[0].version = 0
    with pytest.raises(StaleWrite):
        await stores.deliveries.save(due[0])


async def test_the_log_of_one_endpoint_comes_newest_first(stores: HookStores) -> None:
    for number in (1, 2, 3):
        await stores.deliveries.add(a_delivery(number))
    await stores.deliveries.add(a_delivery(4, id="h-2:m-4", hook_id=HookId("h-2")))
    page = await stores.deliveries.page(OURS, A_HOOK.id, PageAsk(limit=2))
    assert [one.message_id for one in page.items] == ["m-3", "m-2"]
    rest = await stores.deliveries.page(OURS, A_HOOK.id, PageAsk(limit=2, after=page.next))
    assert [one.message_id for one in rest.items] == ["m-1"]
    assert (await stores.deliveries.page(THEIRS, A_HOOK.id, PageAsk(limit=2))).items == []
