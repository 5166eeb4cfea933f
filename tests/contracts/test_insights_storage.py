"""Timeline, funnel and the view of the outbox, in memory and on MongoDB."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.memory.insights import (
    MemoryEventLog,
    MemoryFunnel,
    MemoryNotificationChoices,
    MemoryNotifications,
    MemoryTimeline,
)
from adapters.memory.rows import MemoryOutbox, MemoryStore, MemoryTransaction
from adapters.mongo import driver
from adapters.mongo.insights import (
    MongoEventLog,
    MongoFunnel,
    MongoNotificationChoices,
    MongoNotifications,
    MongoTimeline,
)
from adapters.mongo.session import MongoTransaction
from adapters.mongo.shared import MongoOutbox
from domain.consent.events import ObjectionRecorded
from domain.insights.model import (
    Counts,
    DigestPart,
    MailChoice,
    MailPace,
    Mark,
    Metric,
    NoticeKind,
    Notification,
    TimelineEntry,
)
from domain.insights.ports import (
    EventLog,
    FunnelStore,
    NotificationChoices,
    Notifications,
    TimelineStore,
)
from domain.shared.errors import StaleWrite
from domain.shared.ids import CampaignId, EventId, ProspectId, StepId, UserId, WorkspaceId
from domain.shared.outbox import Outbox, OutboxReader
from domain.shared.page import PageAsk
from domain.shared.transaction import Transaction
from tests.conftest import MONDAY, CountingIds

OURS, THEIRS = WorkspaceId("w-ours"), WorkspaceId("w-theirs")
CAMPAIGN, STEP, CAMILLE = CampaignId("c-1"), StepId("st-1"), ProspectId("p-camille")
OTHER = CampaignId("c-2")


def an_entry(**changes: Any) -> TimelineEntry:
    return replace(
        TimelineEntry(
            id=EventId("ev-1"),
            workspace_id=OURS,
            prospect_id=CAMILLE,
            at=MONDAY,
            kind="message-sent",
            detail="x",
            actor="leo",
            channel="email",
            campaign_id="c-1",
            ref="a-1",
        ),
        **changes,
    )


def a_mark(**changes: Any) -> Mark:
    return replace(
        Mark(
            workspace_id=OURS,
            campaign_id=CAMPAIGN,
            step_id=STEP,
            prospect_id=CAMILLE,
            metric=Metric.SENT,
            at=MONDAY,
        ),
        **changes,
    )


@dataclass
class Store:
    timeline: TimelineStore
    funnel: FunnelStore
    events: EventLog
    outbox: Outbox
    reader: OutboxReader
    transaction: Transaction


@pytest.fixture(params=["memory", "mongo"])
def store(request: pytest.FixtureRequest, new_id: CountingIds) -> Store:
    if request.param == "memory":
        memory = MemoryStore()
        kept = MemoryOutbox(memory, new_id)
        return Store(
            MemoryTimeline(memory),
            MemoryFunnel(memory),
            MemoryEventLog(memory),
            kept,
            kept,
            MemoryTransaction(memory),
        )
    database: driver.Database = request.getfixturevalue("mongo_database")
    client: driver.Client = request.getfixturevalue("mongo_client")
    stored = MongoOutbox(database, new_id)
    return Store(
        MongoTimeline(database),
        MongoFunnel(database),
        MongoEventLog(database),
        stored,
        stored,
        MongoTransaction(client),
    )


async def test_an_entry_is_kept_once_and_comes_back_equal(store: Store) -> None:
    assert await store.timeline.add([an_entry()])
    assert not await store.timeline.add([an_entry(detail="again")])
    page = await store.timeline.page(OURS, CAMILLE, PageAsk())
    assert page.items == [an_entry()]
    assert (await store.timeline.page(THEIRS, CAMILLE, PageAsk())).items == []


async def test_a_timeline_pages_from_the_newest(store: Store) -> None:
    for number in range(5):
        await store.timeline.add([an_entry(id=EventId(f"ev-{number}"))])
    await store.timeline.add([an_entry(id=EventId("ev-9"), prospect_id=ProspectId("p-2"))])
    first = await store.timeline.page(OURS, CAMILLE, PageAsk(limit=3))
    rest = await store.timeline.page(OURS, CAMILLE, PageAsk(limit=3, after=first.next))
    seen = [entry.id for entry in (*first.items, *rest.items)]
    assert (seen, rest.next) == (["ev-4", "ev-3", "ev-2", "ev-1", "ev-0"], None)


async def test_a_person_counts_once_per_step_and_metric(store: Store) -> None:
    assert await store.funnel.add(a_mark())
    assert not await store.funnel.add(a_mark(at=MONDAY + timedelta(days=1)))
    await store.funnel.add(a_mark(prospect_id=ProspectId("p-2")))
    await store.funnel.add(a_mark(metric=Metric.REPLIED))
    await store.funnel.add(a_mark(step_id=StepId("st-2")))
    await store.funnel.add(a_mark(campaign_id=OTHER))
    counts = {STEP: Counts(sent=2, replied=1), StepId("st-2"): Counts(sent=1)}
    assert await store.funnel.counts(OURS, [CAMPAIGN]) == {CAMPAIGN: counts}
    assert await store.funnel.counts(OURS, [OTHER, CampaignId("c-none"), CAMPAIGN]) == {
        CAMPAIGN: counts,
        OTHER: {STEP: Counts(sent=1)},
    }
    assert await store.funnel.counts(OURS, []) == {}
    assert await store.funnel.counts(THEIRS, [CAMPAIGN, OTHER]) == {}


async def test_the_last_step_that_was_sent_is_known(store: Store) -> None:
    assert await store.funnel.last_sent(OURS, CAMILLE) is None
    await store.funnel.add(a_mark(step_id=StepId("st-2"), at=MONDAY + timedelta(days=3)))
    await store.funnel.add(a_mark())
    await store.funnel.add(a_mark(metric=Metric.REPLIED, at=MONDAY + timedelta(days=9)))
    assert await store.funnel.last_sent(OURS, CAMILLE) == (CAMPAIGN, StepId("st-2"))
    assert await store.funnel.last_sent(THEIRS, CAMILLE) is None


async def test_people_counted_at_the_same_time_are_all_counted(store: Store) -> None:
    async def count(number: int) -> bool:
        mark = a_mark(prospect_id=ProspectId(f"p-{number}"))
        return await store.transaction.run(lambda: store.funnel.add(mark))

    assert all(await asyncio.gather(*(count(number) for number in range(8))))
    assert await store.funnel.counts(OURS, [CAMPAIGN]) == {CAMPAIGN: {STEP: Counts(sent=8)}}


async def test_a_rollback_leaves_no_entry_and_no_count(store: Store) -> None:
    async def work() -> None:
        await store.timeline.add([an_entry()])
        await store.funnel.add(a_mark())
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        await store.transaction.run(work)
    assert (await store.timeline.page(OURS, CAMILLE, PageAsk())).items == []
    assert await store.funnel.counts(OURS, [CAMPAIGN]) == {}


async def test_an_event_is_read_by_its_id_in_its_workspace(store: Store) -> None:
    await store.outbox.append(
        [
            ObjectionRecorded(
                at=MONDAY,
                workspace_id=OURS,
                prospect_id=CAMILLE,
                channel="link",
                reason="objection",
            )
        ]
    )
    (waiting,) = await store.reader.waiting(1)
    assert await store.events.get(OURS, waiting.id) == waiting
    assert await store.events.get(THEIRS, waiting.id) is None
    assert await store.events.get(OURS, EventId("none")) is None


@pytest.fixture(params=["memory", "mongo"])
def notices(request: pytest.FixtureRequest) -> tuple[Notifications, NotificationChoices]:
    if request.param == "memory":
        memory = MemoryStore()
        return MemoryNotifications(memory), MemoryNotificationChoices(memory)
    database: driver.Database = request.getfixturevalue("mongo_database")
    return MongoNotifications(database), MongoNotificationChoices(database)


def a_notice(
    number: int, kind: NoticeKind = NoticeKind.CREDITS_LOW, **changes: Any
) -> Notification:
    return replace(
        Notification(
            id=EventId(f"ev-{number:03d}"),
            workspace_id=OURS,
            at=MONDAY,
            kind=kind,
            about="k-1",
            prospect_id="p-camille",
        ),
        **changes,
    )


async def test_a_notification_is_kept_once_and_paged_by_kind(
    notices: tuple[Notifications, NotificationChoices],
) -> None:
    kept, _ = notices
    for number in range(1, 6):
        assert await kept.add(a_notice(number))
    assert not await kept.add(a_notice(3, about="another"))
    await kept.add(a_notice(6, NoticeKind.INCIDENT))
    await kept.add(a_notice(7, workspace_id=THEIRS))
    low = {NoticeKind.CREDITS_LOW}
    first = await kept.page(OURS, low, PageAsk(limit=3))
    assert [one.id for one in first.items] == ["ev-005", "ev-004", "ev-003"]
    assert first.items[-1] == a_notice(3)
    rest = await kept.page(OURS, low, PageAsk(limit=3, after=first.next or ""))
    assert ([one.id for one in rest.items], rest.next) == (["ev-002", "ev-001"], None)
    assert await kept.count_after(OURS, low, "ev-003") == 2
    assert await kept.count_after(OURS, {*low, NoticeKind.INCIDENT}, "") == 6
    assert await kept.count_after(OURS, set(), "") == 0


async def test_a_members_choice_is_theirs_and_the_second_writer_loses(
    notices: tuple[Notifications, NotificationChoices],
) -> None:
    _, choices = notices
    mine = await choices.of(OURS, UserId("ada"))
    mine.see("ev-004")
    mine.mute([NoticeKind.CREDITS_LOW])
    await choices.save(mine)
    read = await choices.of(OURS, UserId("ada"))
    assert (read.seen_up_to, read.muted) == ("ev-004", (NoticeKind.CREDITS_LOW,))
    assert (await choices.of(THEIRS, UserId("ada"))).seen_up_to == ""
    stale = await choices.of(OURS, UserId("ada"))
    read.see("ev-005")
    await choices.save(read)
    with pytest.raises(StaleWrite):
        await choices.save(stale)


async def test_what_a_member_is_written_to_about_is_kept(
    notices: tuple[Notifications, NotificationChoices],
) -> None:
    _, choices = notices
    mine = await choices.of(OURS, UserId("ada"))
    daily = MailChoice(kind=NoticeKind.INTERESTED_REPLY, pace=MailPace.DAILY)
    mine.choose_mails([daily], [DigestPart.QUEUE], "America/New_York")
    mine.digested("2026-11-02", "ev-004")
    await choices.save(mine)
    read = await choices.of(OURS, UserId("ada"))
    assert (read.mails, read.unwanted) == ((daily,), (DigestPart.QUEUE,))
    assert (read.zone, read.digested_on, read.digested_up_to) == (
        "America/New_York",
        "2026-11-02",
        "ev-004",
    )
    assert (await choices.of(OURS, UserId("eve"))).zone == "Europe/Paris"


async def test_a_week_is_counted_over_all_campaigns(store: Store) -> None:
    await store.funnel.add(a_mark())
    await store.funnel.add(a_mark(campaign_id=CampaignId("c-2"), at=MONDAY + timedelta(days=1)))
    await store.funnel.add(a_mark(metric=Metric.REPLIED, at=MONDAY + timedelta(days=1)))
    await store.funnel.add(a_mark(workspace_id=THEIRS))
    assert await store.funnel.since(OURS, MONDAY) == Counts(sent=2, replied=1)
    assert await store.funnel.since(OURS, MONDAY + timedelta(hours=1)) == Counts(sent=1, replied=1)
    assert await store.funnel.since(OURS, MONDAY + timedelta(days=2)) == Counts()
