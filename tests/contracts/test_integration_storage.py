"""API keys: memory and Mongo agree."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.memory.integrations import MemoryApiKeys
from adapters.memory.rows import MemoryStore
from adapters.mongo import driver
from adapters.mongo.integrations import MongoApiKeys
from domain.integrations.errors import KeyNotFound
from domain.integrations.model.api_key import ApiKey
from domain.integrations.ports import ApiKeys
from domain.shared.actor import Permission
from domain.shared.errors import StaleWrite
from domain.shared.ids import ApiKeyId, UserId, WorkspaceId
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
    read.revoke(at=later)
    await keys.save(read)
    read.version = 0
    with pytest.raises(StaleWrite):
        await keys.save(read)
