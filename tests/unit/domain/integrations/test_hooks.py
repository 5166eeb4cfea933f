"""Webhooks: what is told, signed, tried again, and when an endpoint is given up (INT-2)."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import timedelta

import pytest

from adapters.memory.integrations import MemoryHookDeliveries, MemoryHooks
from adapters.memory.rows import MemoryOutbox, MemoryStore, MemoryTransaction
from adapters.system.tokens import SecretTokens
from domain.integrations.errors import HookRefused, TooManyHooks
from domain.integrations.model.hook import (
    OFFERED,
    Answered,
    DeliveryState,
    DisabledBecause,
    Hook,
    HookDelivery,
    address_fault,
)
from domain.integrations.usecases.add_hook import AddHook, RenewSecret, ToldHook
from domain.integrations.usecases.hook_seal import HookSeal
from domain.integrations.usecases.tell_hooks import QueueDeliveries, SendDeliveries
from domain.integrations.usecases.tend_hooks import EnableHook, ReplayDelivery
from domain.shared.actor import system_actor
from domain.shared.events import StoredEvent
from domain.shared.ids import EventId, WorkspaceId
from domain.shared.page import PageAsk
from tests.conftest import MONDAY, CountingIds, StoppedClock

W = WorkspaceId("w-1")
US = system_actor(W)
URL = "https://crm.example/leo"
ADDED = StoredEvent(
    id=EventId("e-1"),
    workspace_id=W,
    name="ProspectAdded",
    at=MONDAY,
    data={"prospect_id": "p-1", "user_id": "u-1"},
)


class FakeReceiver:
    """Answers what it was told to, and keeps what it was sent."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.taken: list[tuple[str, dict[str, str], str]] = []

    async def fault(self, url: str) -> str:
        return address_fault(url)

    async def post(self, url: str, headers: Mapping[str, str], body: str) -> Answered:
        self.taken.append((url, dict(headers), body))
        return Answered(status=self.answers.pop(0) if self.answers else 204)


class Book:
    def __init__(self) -> None:
        self.events = {ADDED.id: ADDED}

    async def get(self, workspace_id: WorkspaceId, event_id: EventId) -> StoredEvent | None:
        event = self.events.get(event_id)
        return event if event and event.workspace_id == workspace_id else None


class PlainCipher:
    """WorkspaceCipher whose seal is the place: moved text is refused."""

    async def encrypt(self, workspace_id: str, plain: str, *, place: str) -> str:
        return f"{workspace_id}|{place}|{plain[::-1]}"

    async def decrypt(self, workspace_id: str, sealed: str, *, place: str) -> str:
        assert sealed.startswith(f"{workspace_id}|{place}|")
        return sealed.rpartition("|")[2][::-1]


class Desk:
    """Everything about webhooks, in memory."""

    def __init__(self) -> None:
        store, self.wall, self.new_id = MemoryStore(), StoppedClock(), CountingIds()
        self.hooks, self.deliveries = MemoryHooks(store), MemoryHookDeliveries(store)
        self.receiver, self.outbox = FakeReceiver(), MemoryOutbox(store, self.new_id)
        seal = HookSeal(cipher=PlainCipher())
        transaction, tokens = MemoryTransaction(store), SecretTokens()
        self.add = AddHook(
            hooks=self.hooks,
            receiver=self.receiver,
            seal=seal,
            tokens=tokens,
            outbox=self.outbox,
            transaction=transaction,
            wall=self.wall,
            new_id=self.new_id,
        )
        self.renew = RenewSecret(
            hooks=self.hooks,
            seal=seal,
            tokens=tokens,
            outbox=self.outbox,
            transaction=transaction,
            wall=self.wall,
        )
        self.enable = EnableHook(
            hooks=self.hooks, outbox=self.outbox, transaction=transaction, wall=self.wall
        )
        self.queue = QueueDeliveries(
            hooks=self.hooks, deliveries=self.deliveries, book=Book(), wall=self.wall
        )
        self.send = SendDeliveries(
            hooks=self.hooks,
            deliveries=self.deliveries,
            receiver=self.receiver,
            seal=seal,
            outbox=self.outbox,
            transaction=transaction,
            wall=self.wall,
        )
        self.replay = ReplayDelivery(deliveries=self.deliveries, wall=self.wall)

    async def told(self) -> ToldHook:
        """An endpoint, with one delivery waiting."""
        told = await self.add(US, URL, ["prospect.created"])
        await self.queue(W, ADDED.id)
        return told

    async def only(self, hook: Hook) -> HookDelivery:
        (delivery,) = (await self.deliveries.page(W, hook.id, PageAsk(limit=10))).items
        return delivery


@pytest.fixture
def desk() -> Desk:
    return Desk()


def is_signed(secret: str, headers: Mapping[str, str], body: str) -> bool:
    """As a receiver of Standard Webhooks checks it."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body}".encode()
    mark = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    return f"v1,{mark}" in headers["webhook-signature"].split(" ")


async def test_an_event_is_told_thin_and_signed(desk: Desk) -> None:
    told = await desk.told()
    assert await desk.send() == 1
    ((url, headers, body),) = desk.receiver.taken
    assert url == URL
    assert json.loads(body) == {
        "type": "prospect.created",
        "timestamp": "2026-11-23T09:30:00.000Z",
        "data": {"prospect_id": "p-1"},
    }
    assert headers["webhook-id"] == "e-1"
    assert headers["webhook-timestamp"] == str(int(MONDAY.timestamp()))
    assert is_signed(told.secret, headers, body)
    assert not is_signed("whsec_" + base64.b64encode(b"x" * 32).decode(), headers, body)
    assert (await desk.only(told.hook)).state is DeliveryState.DONE
    assert await desk.send() == 0


async def test_an_event_queued_twice_is_told_once(desk: Desk) -> None:
    await desk.told()
    await desk.queue(W, ADDED.id)
    await desk.send()
    assert len(desk.receiver.taken) == 1


async def test_an_endpoint_is_told_what_it_asked_for_alone(desk: Desk) -> None:
    await desk.add(US, URL, ["reply.received"])
    await desk.queue(W, ADDED.id)
    assert await desk.send() == 0


async def test_a_failing_delivery_follows_the_schedule_under_one_id(desk: Desk) -> None:
    told = await desk.told()
    desk.receiver.answers = [500] * 10
    waits = []
    for _ in range(10):
        assert await desk.send() == 1
        delivery = await desk.only(told.hook)
        waits.append(delivery.next_at - desk.wall.now())
        desk.wall.at = max(desk.wall.at, delivery.next_at)
    assert waits[:9] == [
        timedelta(seconds=5),
        timedelta(minutes=5),
        timedelta(minutes=30),
        *(timedelta(hours=hours) for hours in (2, 5, 10, 14, 20, 24)),
    ]
    assert delivery.state is DeliveryState.FAILED
    assert [one.answer.status for one in delivery.tries] == [500] * 10
    assert {headers["webhook-id"] for _, headers, _ in desk.receiver.taken} == {"e-1"}
    assert len({body for _, _, body in desk.receiver.taken}) == 1


async def test_a_delivery_under_way_is_not_sent_beside_itself(desk: Desk) -> None:
    told = await desk.told()
    delivery = await desk.only(told.hook)
    delivery.claim(at=desk.wall.now())
    await desk.deliveries.save(delivery)
    assert await desk.send() == 0
    desk.wall.advance(minutes=2)
    assert await desk.send() == 1


async def test_five_days_without_a_success_end_an_endpoint(desk: Desk) -> None:
    told = await desk.told()
    desk.receiver.answers = [500, 204, 500, 500]
    await desk.send()
    desk.wall.advance(days=4)
    await desk.send()
    assert (await desk.hooks.get(W, told.hook.id)).failing_since is None
    for days, off in ((0, False), (5, True)):
        desk.wall.advance(days=days)
        await desk.deliveries.add(HookDelivery.ping(desk.new_id(), told.hook, at=desk.wall.now()))
        await desk.send()
        hook = await desk.hooks.get(W, told.hook.id)
        assert (hook.disabled_at is not None) is off
    assert hook.disabled_because is DisabledBecause.FAILING
    assert "HookDisabled" in [event.name for event in await desk.outbox.waiting(20)]


async def test_an_endpoint_that_is_gone_is_told_nothing_until_it_is_enabled(desk: Desk) -> None:
    told = await desk.told()
    desk.receiver.answers = [410]
    await desk.send()
    hook = await desk.hooks.get(W, told.hook.id)
    assert hook.disabled_because is DisabledBecause.GONE
    assert (await desk.only(hook)).state is DeliveryState.FAILED
    replayed = await desk.replay(US, (await desk.only(hook)).id)
    await desk.send()
    assert len(desk.receiver.taken) == 1
    assert (await desk.only(hook)).state is DeliveryState.FAILED
    await desk.enable(US, hook.id)
    await desk.replay(US, replayed.id)
    await desk.send()
    assert (await desk.only(hook)).state is DeliveryState.DONE


async def test_both_secrets_sign_for_a_day_after_a_change(desk: Desk) -> None:
    old = await desk.told()
    new = await desk.renew(US, old.hook.id)
    await desk.send()
    _, headers, body = desk.receiver.taken[0]
    assert is_signed(old.secret, headers, body)
    assert is_signed(new.secret, headers, body)
    desk.wall.advance(days=1)
    await desk.replay(US, (await desk.only(old.hook)).id)
    await desk.send()
    _, headers, body = desk.receiver.taken[1]
    assert not is_signed(old.secret, headers, body)
    assert is_signed(new.secret, headers, body)


async def test_secrets_are_kept_sealed(desk: Desk) -> None:
    told = await desk.told()
    kept = await desk.hooks.get(W, told.hook.id)
    assert told.secret not in {kept.secret, repr(kept)}
    assert len(base64.b64decode(told.secret.removeprefix("whsec_"))) == 32


@pytest.mark.parametrize(
    ("url", "types", "pointer"),
    [
        ("http://crm.example/leo", ["prospect.created"], "/url"),
        ("https://me:secret@crm.example/leo", ["prospect.created"], "/url"),
        ("https:///leo", ["prospect.created"], "/url"),
        ("https://crm.example:99999/", ["prospect.created"], "/url"),
        ("ftp://crm.example/", ["prospect.created"], "/url"),
        (URL, [], "/types"),
        (URL, ["prospect.created", "everything"], "/types/1"),
    ],
)
async def test_what_an_endpoint_cannot_be_is_said_by_field(
    desk: Desk, url: str, types: list[str], pointer: str
) -> None:
    with pytest.raises(HookRefused) as refused:
        await desk.add(US, url, types)
    assert [fault.pointer for fault in refused.value.faults] == [pointer]


async def test_a_workspace_has_ten_endpoints_at_most(desk: Desk) -> None:
    for _ in range(Hook.PER_WORKSPACE):
        await desk.add(US, URL, OFFERED)
    with pytest.raises(TooManyHooks):
        await desk.add(US, URL, OFFERED)
