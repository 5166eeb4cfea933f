"""The webhook's door: genuine, once, and nothing of strangers."""

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from adapters.memory.rows import MemoryStore
from domain.inbox.errors import UnreadableDelivery, WebhookNotGenuine
from domain.inbox.model.deliveries import (
    AccountLinked,
    AccountReported,
    Delivery,
    MessageArrived,
    NothingToDo,
    ReadDelivery,
)
from domain.inbox.usecases.take_delivery import TakeDelivery
from domain.shared.errors import NotFound
from domain.shared.inbound import InboundEvent, InboundState
from tests.conftest import CountingIds, StoppedClock
from tests.unit.domain.inbox.world import CAMILLE, InboxWorld, a_chat, a_mail


class Inbound:
    """InboundEvents in a dict."""

    def __init__(self) -> None:
        self.rows: dict[str, InboundEvent] = {}

    async def store(self, event: InboundEvent) -> bool:
        if event.key in self.rows:
            return False
        self.rows[event.key] = event
        return True

    async def get(self, key: str) -> InboundEvent:
        if key not in self.rows:
            raise NotFound
        return self.rows[key]

    async def waiting(self, limit: int) -> Sequence[InboundEvent]:
        return [one for one in self.rows.values() if one.state is InboundState.NEW][:limit]

    async def begin(self, key: str) -> int:
        self.rows[key] = replace(self.rows[key], attempts=self.rows[key].attempts + 1)
        return self.rows[key].attempts

    async def settle(self, key: str, state: InboundState, problem: str = "") -> None:
        self.rows[key] = replace(self.rows[key], state=state, problem=problem)


class Post:
    """DeliveryReader that reads the number of a prepared delivery."""

    def __init__(self) -> None:
        self.prepared: list[Delivery] = []

    def letter(self, delivery: Delivery) -> bytes:
        self.prepared.append(delivery)
        return json.dumps(len(self.prepared) - 1).encode()

    def read(self, body: bytes) -> ReadDelivery:
        if body == b"?":
            raise UnreadableDelivery
        delivery = self.prepared[int(body)]
        key = "" if isinstance(delivery, AccountReported) else repr(delivery)
        return ReadDelivery(delivery=delivery, object_key=key, kept=body)


class Door:
    def __init__(self, store: MemoryStore, clock: StoppedClock, new_id: CountingIds) -> None:
        self.world = InboxWorld(store, clock, new_id)
        self.inbound, self.post = Inbound(), Post()
        self.take = TakeDelivery(
            path_token="path",
            secret="secret",
            reader=self.post,
            screen=self.world.screen,
            inbound=self.inbound,
            wall=clock,
        )

    async def comes(self, delivery: Delivery) -> InboundEvent:
        before = set(self.inbound.rows)
        await self.take("path", "secret", self.post.letter(delivery))
        (new,) = set(self.inbound.rows) - before
        return self.inbound.rows[new]


@pytest.fixture
def door(memory_store: MemoryStore, stopped_clock: StoppedClock, new_id: CountingIds) -> Door:
    return Door(memory_store, stopped_clock, new_id)


@pytest.mark.parametrize(
    ("token", "secret"), [("path", ""), ("path", "Secret"), ("", "secret"), ("é", "secret")]
)
async def test_whoever_does_not_know_both_secrets_leaves_nothing(
    door: Door, token: str, secret: str
) -> None:
    with pytest.raises(WebhookNotGenuine):
        await door.take(token, secret, door.post.letter(NothingToDo(kind="x")))
    assert door.inbound.rows == {}


async def test_an_empty_secret_closes_the_door(door: Door) -> None:
    shut = replace(door.take, secret="")
    with pytest.raises(WebhookNotGenuine):
        await shut("path", "", door.post.letter(NothingToDo(kind="x")))


async def test_a_known_persons_message_waits_for_the_task(door: Door) -> None:
    kept = await door.comes(MessageArrived(incoming=a_mail()))
    assert (kept.state, kept.body) == (InboundState.NEW, b"0")


@pytest.mark.obligation(50)
async def test_a_strangers_message_is_counted_without_its_content(door: Door) -> None:
    stranger = a_mail(from_ref="bank@bank.example", in_reply_to=(), thread_ref="")
    kept = await door.comes(MessageArrived(incoming=stranger))
    assert (kept.state, kept.body, kept.problem) == (InboundState.DONE, b"", "unmatched")


async def test_the_same_announcement_twice_is_one(door: Door) -> None:
    await door.comes(MessageArrived(incoming=a_mail()))
    await door.take("path", "secret", door.post.letter(MessageArrived(incoming=a_mail())))
    assert len(door.inbound.rows) == 1


async def test_an_account_may_report_the_same_state_again_later(
    door: Door, stopped_clock: StoppedClock
) -> None:
    letter = door.post.letter(AccountReported(account_ref="a", status="OK"))
    await door.take("path", "secret", letter)
    await door.take("path", "secret", letter)
    stopped_clock.advance(minutes=2)
    await door.take("path", "secret", letter)
    assert len(door.inbound.rows) == 2


async def test_a_human_reply_shuts_the_gate_before_it_is_answered(door: Door) -> None:
    await door.comes(MessageArrived(incoming=a_chat()))
    assert door.world.outside.replied == [CAMILLE]


async def test_a_kind_without_use_is_counted(door: Door) -> None:
    kept = await door.comes(NothingToDo(kind="mail_moved"))
    assert (kept.state, kept.body, kept.problem) == (InboundState.DONE, b"", "ignored:mail_moved")


async def test_what_cannot_be_read_is_counted_and_accepted(door: Door) -> None:
    await door.take("path", "secret", b"?")
    (kept,) = door.inbound.rows.values()
    assert (kept.state, kept.body) == (InboundState.DONE, b"")


async def test_the_hosted_page_has_no_header_and_is_heard(door: Door) -> None:
    linked = AccountLinked(account_ref="a", name="token", status="CREATION_SUCCESS")
    await door.take("path", "", door.post.letter(linked))
    assert len(door.inbound.rows) == 1
    with pytest.raises(WebhookNotGenuine):
        await door.take("wrong", "", door.post.letter(linked))
    with pytest.raises(WebhookNotGenuine):
        await door.take("path", "", b"?")
