"""What needs somebody now: kept once, shown to who may act, left aside by choice."""

from datetime import timedelta
from typing import Any

import pytest

from adapters.memory.insights import (
    MemoryEventLog,
    MemoryNotificationChoices,
    MemoryNotifications,
)
from adapters.memory.rows import MemoryStore, MemoryTransaction
from domain.insights.model import NOTICED, NoticeKind, notice_of
from domain.insights.usecases.notify import NoticeEvent, ReadNotifications
from domain.shared.actor import PERMISSIONS, Actor, Role
from domain.shared.events import StoredEvent
from domain.shared.ids import EventId, UserId, WorkspaceId
from domain.shared.page import PageAsk
from tests.conftest import MONDAY

OURS, THEIRS = WorkspaceId("w-ours"), WorkspaceId("w-theirs")


def an_actor(role: Role = Role.OWNER, user: str = "ada", workspace: WorkspaceId = OURS) -> Actor:
    return Actor(
        user_id=UserId(user), workspace_id=workspace, role=role, permissions=PERMISSIONS[role]
    )


class Desk:
    def __init__(self) -> None:
        self.store = MemoryStore()
        self.kept = MemoryNotifications(self.store)
        self.notice = NoticeEvent(events=MemoryEventLog(self.store), notifications=self.kept)
        self.read = ReadNotifications(
            notifications=self.kept,
            choices=MemoryNotificationChoices(self.store),
            transaction=MemoryTransaction(self.store),
        )
        self._count = 0

    async def happened(self, name: str, **data: Any) -> EventId:
        self._count += 1
        event_id = EventId(f"ev-{self._count:03d}")
        self.store.table("outbox")[event_id] = StoredEvent(
            id=event_id,
            workspace_id=OURS,
            name=name,
            at=MONDAY + timedelta(minutes=self._count),
            data=data,
        )
        await self.notice(OURS, event_id)
        return event_id

    async def kinds(self, actor: Actor) -> list[str]:
        return [one.kind.value for one in (await self.read(actor, PageAsk())).page.items]


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def a_full_day(desk: Desk) -> None:
    await desk.happened("ReplyClassified", label="interested", conversation_id="k-1")
    await desk.happened("ReplyClassified", label="not_now", conversation_id="k-2")
    await desk.happened("RightsRequestReceived", request_id="r-1", kind="access")
    await desk.happened("SenderDisconnected", sender_id="s-1", code="credentials")
    await desk.happened("PaymentFailed")
    await desk.happened("DraftGenerated", draft_id="d-1")


async def test_each_role_sees_what_it_may_act_on_newest_first(desk: Desk) -> None:
    await a_full_day(desk)
    assert await desk.kinds(an_actor()) == [
        "payment_failed",
        "account_disconnected",
        "rights_request",
        "interested_reply",
    ]
    assert await desk.kinds(an_actor(Role.BILLING)) == ["payment_failed"]
    member = await desk.kinds(an_actor(Role.MEMBER))
    assert "interested_reply" in member
    assert not {"rights_request", "payment_failed"} & set(member)
    assert await desk.kinds(an_actor(workspace=THEIRS)) == []


async def test_an_event_is_told_once(desk: Desk) -> None:
    event_id = await desk.happened("PaymentFailed")
    await desk.notice(OURS, event_id)
    assert await desk.kinds(an_actor()) == ["payment_failed"]


async def test_what_one_member_has_seen_is_new_to_another(desk: Desk) -> None:
    await a_full_day(desk)
    shown = await desk.read(an_actor(), PageAsk())
    assert shown.unread == 4
    await desk.read.see(an_actor(), shown.page.items[1].id)
    assert (await desk.read(an_actor(), PageAsk())).unread == 1
    await desk.read.see(an_actor(), shown.page.items[-1].id)
    assert (await desk.read(an_actor(), PageAsk())).unread == 1
    assert (await desk.read(an_actor(user="eve"), PageAsk())).unread == 4


@pytest.mark.obligation(138)
async def test_a_kind_is_left_aside_and_a_notice_of_duty_is_not(desk: Desk) -> None:
    await a_full_day(desk)
    await desk.happened("IncidentAlarm", incident_id="i-1", hours=24, is_breached=False)
    chosen = await desk.read.mute(
        an_actor(), [NoticeKind.PAYMENT_FAILED, NoticeKind.INCIDENT, NoticeKind.RIGHTS_REQUEST]
    )
    assert [one.kind.value for one in chosen if one.is_muted] == ["payment_failed"]
    shown = await desk.kinds(an_actor())
    assert "payment_failed" not in shown
    assert {"incident", "rights_request"} <= set(shown)
    assert "payment_failed" in await desk.kinds(an_actor(user="eve"))
    await desk.read.mute(an_actor(), [])
    assert "payment_failed" in await desk.kinds(an_actor())


async def test_a_doubt_is_told_as_a_doubt(desk: Desk) -> None:
    await desk.happened(
        "ReplyClassified", label="to_qualify", in_doubt=True, conversation_id="k-1", prospect_id="p"
    )
    (one,) = (await desk.read(an_actor(), PageAsk())).page.items
    assert (one.kind, one.about, one.prospect_id) == (NoticeKind.OBJECTION_DOUBT, "k-1", "p")


@pytest.mark.parametrize("name", sorted(NOTICED))
def test_no_notice_carries_words_or_an_address(name: str) -> None:
    event = StoredEvent(
        id=EventId("ev-1"),
        workspace_id=OURS,
        name=name,
        at=MONDAY,
        data={"label": "interested", "text": "secret", "email": "a@b.example", "quote": "secret"},
    )
    told = repr(notice_of(event))
    assert "secret" not in told
    assert "@" not in told
