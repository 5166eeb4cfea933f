"""Suppressions and notice proofs, in memory and on MongoDB."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from adapters.memory.consent import MemoryNoticeLog, MemorySuppressions
from adapters.memory.rows import MemoryStore, MemoryTransaction
from adapters.mongo import driver
from adapters.mongo.consent import MongoNoticeLog, MongoSuppressions
from adapters.mongo.session import MongoTransaction
from domain.consent.model import (
    IdentityKind,
    NoticeDelivery,
    Reason,
    Scope,
    Suppression,
    years_later,
)
from domain.consent.ports import NoticeLog
from domain.shared.ids import ActionId, ProspectId, WorkspaceId
from domain.shared.transaction import Transaction
from tests.conftest import MONDAY

OURS, THEIRS = WorkspaceId("w-ours"), WorkspaceId("w-theirs")
CAMILLE = ProspectId("p-camille")


def an_entry(**changes: Any) -> Suppression:
    return replace(
        Suppression(
            workspace_id=OURS,
            kind=IdentityKind.LINKEDIN,
            digest="d-1",
            key_id="7",
            canonicalisation=3,
            scope=Scope.EMAIL,
            reason=Reason.COMPLAINT,
            channel="link",
            evidence_ref="message:m-1",
            created_at=MONDAY,
            min_keep_until=years_later(MONDAY, 3),
        ),
        **changes,
    )


def a_delivery(**changes: Any) -> NoticeDelivery:
    return replace(
        NoticeDelivery(
            workspace_id=OURS,
            prospect_id=CAMILLE,
            channel="email",
            action_id=ActionId("a-1"),
            layer1_hash="ab",
            layer2_version="1",
            language="fr",
            sent_at=MONDAY,
        ),
        **changes,
    )


@dataclass
class Store:
    suppressions: MemorySuppressions | MongoSuppressions
    log: NoticeLog
    transaction: Transaction


@pytest.fixture(params=["memory", "mongo"])
def store(request: pytest.FixtureRequest) -> Store:
    if request.param == "memory":
        memory = MemoryStore()
        return Store(MemorySuppressions(memory), MemoryNoticeLog(memory), MemoryTransaction(memory))
    database: driver.Database = request.getfixturevalue("mongo_database")
    client: driver.Client = request.getfixturevalue("mongo_client")
    return Store(MongoSuppressions(database), MongoNoticeLog(database), MongoTransaction(client))


async def test_an_entry_comes_back_equal(store: Store) -> None:
    assert await store.suppressions.add([an_entry()]) == 1
    assert await store.suppressions.of(OURS, [(IdentityKind.LINKEDIN, "d-1")]) == [an_entry()]


async def test_the_same_refusal_twice_is_one_entry_and_the_first_stays(store: Store) -> None:
    await store.suppressions.add([an_entry()])
    assert await store.suppressions.add([an_entry(channel="user"), an_entry(digest="d-2")]) == 1
    found = await store.suppressions.of(OURS, [(IdentityKind.LINKEDIN, "d-1")])
    assert [entry.channel for entry in found] == ["link"]
    assert await store.suppressions.count(OURS) == 2


async def test_two_reasons_for_one_address_are_two_entries(store: Store) -> None:
    await store.suppressions.add([an_entry(), an_entry(reason=Reason.OBJECTION)])
    assert len(await store.suppressions.of(OURS, [(IdentityKind.LINKEDIN, "d-1")])) == 2


async def test_another_kind_or_workspace_is_another_identity(store: Store) -> None:
    await store.suppressions.add([an_entry()])
    assert await store.suppressions.of(OURS, [(IdentityKind.EMAIL, "d-1")]) == []
    assert await store.suppressions.of(THEIRS, [(IdentityKind.LINKEDIN, "d-1")]) == []
    assert await store.suppressions.count(THEIRS) == 0


async def test_thousands_may_be_asked_at_once(store: Store) -> None:
    await store.suppressions.add([an_entry(digest=f"d-{number}") for number in (0, 1500, 2999)])
    asked = [(IdentityKind.LINKEDIN, f"d-{number}") for number in range(3000)]
    found = await store.suppressions.of(OURS, asked)
    assert sorted(entry.digest for entry in found) == ["d-0", "d-1500", "d-2999"]


async def test_a_rolled_back_objection_leaves_nothing(store: Store) -> None:
    async def work() -> None:
        await store.suppressions.add([an_entry()])
        await store.log.add(a_delivery())
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        await store.transaction.run(work)
    assert await store.suppressions.count(OURS) == 0
    assert await store.log.of(OURS, CAMILLE) == []


async def test_the_first_proof_of_a_channel_stays(store: Store) -> None:
    assert await store.log.add(a_delivery())
    assert not await store.log.add(a_delivery(action_id=ActionId("a-2")))
    assert await store.log.add(a_delivery(channel="linkedin", sent_at=years_later(MONDAY, 1)))
    kept = await store.log.of(OURS, CAMILLE)
    assert [(one.channel, one.action_id) for one in kept] == [("email", "a-1"), ("linkedin", "a-1")]
    assert kept[0] == a_delivery()
    assert await store.log.of(THEIRS, CAMILLE) == []


async def test_what_is_held_refuses_like_a_final_entry_and_can_be_lifted(store: Store) -> None:
    held = an_entry(reason=Reason.PROVISIONAL)
    await store.suppressions.hold([held, held])
    asked = [(held.kind, held.digest)]
    assert list(await store.suppressions.of(OURS, asked)) == [held]
    assert list(await store.suppressions.of(THEIRS, asked)) == []
    await store.suppressions.add([an_entry()])
    await store.suppressions.lift(THEIRS, asked)
    assert len(await store.suppressions.of(OURS, asked)) == 2
    await store.suppressions.lift(OURS, asked)
    assert list(await store.suppressions.of(OURS, asked)) == [an_entry()]
