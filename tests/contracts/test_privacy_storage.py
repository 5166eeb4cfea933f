"""What privacy keeps, in MongoDB and in memory alike."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from adapters.memory.privacy import (
    MemoryIncidents,
    MemoryOwnNotices,
    MemoryPersonClocks,
    MemoryPilots,
    MemoryReceipts,
    MemoryRightsIntakes,
    MemoryRightsRequests,
)
from adapters.memory.rows import MemoryStore
from adapters.mongo.driver import Database
from adapters.mongo.privacy import (
    MongoIncidents,
    MongoOwnNotices,
    MongoPersonClocks,
    MongoPilots,
    MongoReceipts,
    MongoRightsIntakes,
    MongoRightsRequests,
)
from adapters.mongo.retention import MongoRetentionStores, id_floor
from domain.privacy.errors import IncidentNotFound, ReceiptNotFound, RightsRequestNotFound
from domain.privacy.model.clocks import Mark, PersonClock
from domain.privacy.model.erasure import (
    DeletionReceipt,
    ProviderAnswer,
    ProviderErasure,
    StoreErasure,
    Trigger,
)
from domain.privacy.model.pilot import AtDayThirty, OwnNotice
from domain.privacy.model.requests import RightsIntake, RightsKind
from domain.privacy.ports import (
    Incidents,
    OwnNotices,
    PersonClocks,
    Pilots,
    Receipts,
    RightsIntakes,
    RightsRequests,
)
from domain.shared.errors import StaleWrite
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.page import PageAsk
from tests.unit.domain.privacy.test_requests import a_request, an_incident

W, OTHER = WorkspaceId("w-1"), WorkspaceId("w-2")
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Kept:
    """The stores of one kind."""

    requests: RightsRequests
    intakes: RightsIntakes
    receipts: Receipts
    clocks: PersonClocks
    incidents: Incidents
    pilots: Pilots
    notices: OwnNotices


@pytest.fixture(params=["mongo", "memory"])
def kept(request: pytest.FixtureRequest, memory_store: MemoryStore) -> Kept:
    made = Kept()
    if request.param == "memory":
        made.requests = MemoryRightsRequests(memory_store)
        made.intakes = MemoryRightsIntakes(memory_store)
        made.receipts = MemoryReceipts(memory_store)
        made.clocks = MemoryPersonClocks(memory_store)
        made.incidents = MemoryIncidents(memory_store)
        made.pilots = MemoryPilots(memory_store)
        made.notices = MemoryOwnNotices(memory_store)
        return made
    database: Database = request.getfixturevalue("mongo_database")
    made.requests = MongoRightsRequests(database)
    made.intakes = MongoRightsIntakes(database)
    made.receipts = MongoReceipts(database)
    made.clocks = MongoPersonClocks(database)
    made.incidents = MongoIncidents(database)
    made.pilots = MongoPilots(database)
    made.notices = MongoOwnNotices(database)
    return made


async def test_a_request_is_kept_once_and_whole(kept: Kept) -> None:
    request = a_request()
    assert await kept.requests.add(request)
    assert not await kept.requests.add(a_request())
    again = await kept.requests.get(W, "r-1")
    request.take_events()
    assert again == request
    with pytest.raises(RightsRequestNotFound):
        await kept.requests.get(OTHER, "r-1")
    assert [one.id for one in await kept.requests.of_person(W, ProspectId("p-1"))] == ["r-1"]
    assert await kept.requests.of_person(OTHER, ProspectId("p-1")) == []


async def test_a_second_writer_is_refused(kept: Kept) -> None:
    await kept.requests.add(a_request())
    first, second = await kept.requests.get(W, "r-1"), await kept.requests.get(W, "r-1")
    first.grant(by="u-1", at=NOW)
    await kept.requests.save(first)
    with pytest.raises(StaleWrite):
        await kept.requests.save(second)


async def test_open_and_settled_requests_are_told_apart(kept: Kept) -> None:
    await kept.requests.add(a_request())
    ask = PageAsk()
    assert len((await kept.requests.page(W, ask, is_open=True)).items) == 1
    assert (await kept.requests.page(W, ask, is_open=False)).items == []
    assert len((await kept.requests.page(W, ask, is_open=None)).items) == 1
    assert (await kept.requests.page(OTHER, ask, is_open=None)).items == []


async def test_a_warning_is_found_when_it_is_due(kept: Kept) -> None:
    await kept.requests.add(a_request())
    assert await kept.requests.to_warn(NOW + timedelta(days=20), 10) == []
    (due,) = await kept.requests.to_warn(NOW + timedelta(days=22), 10)
    due.warn(at=NOW + timedelta(days=22))
    await kept.requests.save(due)
    assert await kept.requests.to_warn(NOW + timedelta(days=22), 10) == []


async def test_a_forwarded_form_keeps_nothing_that_was_typed(kept: Kept) -> None:
    intake = RightsIntake(
        id="n-1",
        kind=RightsKind.ACCESS,
        email="ada@atelier.example",
        message="Bonjour",
        language="fr",
        received_at=NOW,
    )
    await kept.intakes.add(intake)
    (waiting,) = await kept.intakes.waiting(10)
    assert waiting == intake
    waiting.is_forwarded, waiting.forwarded_to = True, 2
    await kept.intakes.settle(waiting)
    assert await kept.intakes.waiting(10) == []


async def test_a_receipt_comes_back_as_it_was_signed(kept: Kept) -> None:
    receipt = DeletionReceipt(
        id="d-1",
        workspace_id=W,
        scope="person:d-1",
        trigger=Trigger.RIGHT,
        ordered_by="u-1",
        started_at=NOW,
        finished_at=NOW,
        stores=(StoreErasure(name="prospects", erased=1, left=0),),
        providers=(
            ProviderErasure(name="OpenAI", answer=ProviderAnswer.NOTHING_KEPT, asked_at=NOW),
        ),
        backups_expire_at=NOW + timedelta(days=30),
    )
    receipt.sha256 = receipt.fingerprint()
    await kept.receipts.add(receipt)
    again = await kept.receipts.get(W, "d-1")
    assert again == receipt
    assert again.fingerprint() == again.sha256
    with pytest.raises(ReceiptNotFound):
        await kept.receipts.get(OTHER, "d-1")
    assert len((await kept.receipts.page(W, PageAsk())).items) == 1


P = ProspectId("p-1")


@pytest.mark.obligation(57, 72)
async def test_a_clock_starts_once_whoever_brings_the_person_again(kept: Kept) -> None:
    await kept.clocks.start([PersonClock.started(W, P, NOW)])
    await kept.clocks.start([PersonClock.started(W, P, NOW + timedelta(days=25))])
    clock = await kept.clocks.get(W, P)
    assert clock == PersonClock.started(W, P, NOW)
    assert await kept.clocks.get(OTHER, P) is None
    assert await kept.clocks.many(W, [P, ProspectId("p-nobody")]) == {P: clock}
    assert await kept.clocks.many(OTHER, [P]) == {}
    over = await kept.clocks.over(NOW + timedelta(days=31), 10)
    assert [(one.id, trigger) for one, trigger in over] == [(P, Trigger.NOT_INFORMED)]


@pytest.mark.obligation(57)
async def test_an_informed_person_is_never_let_go_for_want_of_it(kept: Kept) -> None:
    await kept.clocks.start([PersonClock.started(W, P, NOW)])
    (waiting,) = await kept.clocks.to_inform(W, NOW + timedelta(days=40), 10)
    assert waiting.id == P
    await kept.clocks.informed(W, P, at=NOW + timedelta(days=2))
    await kept.clocks.informed(W, P, at=NOW + timedelta(days=9))
    assert await kept.clocks.to_inform(W, NOW + timedelta(days=40), 10) == []
    assert await kept.clocks.over(NOW + timedelta(days=400), 10) == []
    clock = await kept.clocks.get(W, P)
    assert clock is not None
    assert clock.informed_at == NOW + timedelta(days=2)


@pytest.mark.obligation(72)
async def test_only_the_persons_own_word_moves_the_three_years(kept: Kept) -> None:
    await kept.clocks.start([PersonClock.started(W, P, NOW)])
    await kept.clocks.informed(W, P, at=NOW)
    spoke = NOW + timedelta(days=300)
    await kept.clocks.heard_from(W, P, at=spoke)
    await kept.clocks.heard_from(W, P, at=NOW + timedelta(days=200))
    assert await kept.clocks.over(NOW + timedelta(days=3 * 365 + 2), 10) == []
    assert await kept.clocks.leaving(W, NOW + timedelta(days=3 * 365 + 2), 10) == []
    over = await kept.clocks.over(spoke + timedelta(days=3 * 365 + 2), 10)
    assert [(one.id, trigger) for one, trigger in over] == [(P, Trigger.RETENTION)]
    await kept.clocks.stop(OTHER, P)
    assert await kept.clocks.get(W, P) is not None
    await kept.clocks.stop(W, P)
    assert await kept.clocks.get(W, P) is None


async def test_an_incident_is_found_while_it_is_open(kept: Kept) -> None:
    incident = an_incident()
    await kept.incidents.add(incident)
    assert await kept.incidents.get(W, "i-1") == incident
    with pytest.raises(IncidentNotFound):
        await kept.incidents.get(OTHER, "i-1")
    (seen,) = await kept.incidents.open_ones(10)
    seen.notify(seen.findings, by="u-1", at=NOW, is_final=False)
    seen.close(effects="Aucun.", remedies="Fait.", authority_decision="", at=NOW)
    await kept.incidents.save(seen)
    assert await kept.incidents.open_ones(10) == []
    assert len((await kept.incidents.page(W, PageAsk())).items) == 1


Row = dict[str, object]
OLD, YOUNG = NOW - timedelta(days=200), NOW - timedelta(days=1)
AGED: list[tuple[str, str, Callable[[datetime], Row]]] = [
    ("inbound-30-days", "inbound_events", lambda at: {"received_at": at, "state": "done"}),
    ("events-30-days", "outbox", lambda at: {"_id": id_floor(at), "relayed": True}),
    ("calls-90-days", "llm_calls", lambda at: {"_id": id_floor(at)}),
    ("operations-90-days", "operations", lambda at: {"finished_at": at, "state": "done"}),
    ("intake-90-days", "rights_intakes", lambda at: {"received_at": at, "is_forwarded": True}),
    ("import-file-30-days", "imports", lambda at: {"uploaded_at": at, "sample": ["x"]}),
    ("package-7-days", "rights_requests", lambda at: {"settled_at": at, "package_id": "b"}),
]


@pytest.mark.obligation(46, 71)
@pytest.mark.parametrize(("name", "store", "row"), AGED, ids=[one[0] for one in AGED])
async def test_a_class_past_its_date_is_removed_and_a_young_row_stays(
    mongo_database: Database, name: str, store: str, row: Callable[[datetime], Row]
) -> None:
    rows = mongo_database[store]
    await mongo_database.drop_collection(store)
    for label, at in (("old", OLD), ("young", YOUNG)):
        await rows.insert_one({"_id": label, "workspace_id": "w-1", **row(at)})
    retention = MongoRetentionStores(mongo_database)
    due = {one.name: one.due for one in await retention.count_due(NOW, NOW)}
    assert due[name] == 1
    swept = {one.name: one.removed for one in await retention.remove_due(NOW, NOW)}
    assert swept[name] == 1
    assert {one.name: one.removed for one in await retention.remove_due(NOW, NOW)}[name] == 0
    assert await rows.count_documents({}) in {1, 2}
    again = {one.name: one.due for one in await retention.count_due(NOW, NOW)}
    assert again[name] == 0


async def test_what_nobody_has_handled_yet_is_never_too_old(mongo_database: Database) -> None:
    await mongo_database["inbound_events"].insert_one(
        {"_id": "waiting", "received_at": OLD, "state": "new"}
    )
    await mongo_database["outbox"].insert_one({"_id": id_floor(OLD), "relayed": False})
    await MongoRetentionStores(mongo_database).remove_due(NOW, NOW)
    assert await mongo_database["inbound_events"].count_documents({}) == 1
    assert await mongo_database["outbox"].count_documents({}) == 1


async def test_a_clock_is_marked_once_and_a_failed_notice_starts_the_month_again(
    kept: Kept,
) -> None:
    one = PersonClock.started(W, ProspectId("p-1"), NOW)
    await kept.clocks.start([one, PersonClock.started(OTHER, ProspectId("p-2"), NOW)])
    soon = NOW + timedelta(days=40)
    assert len(await kept.clocks.unmarked(Mark.WARNED, soon, 10)) == 2
    assert await kept.clocks.unmarked(Mark.WARNED, NOW, 10) == []
    await kept.clocks.mark(Mark.WARNED, [one], NOW)
    await kept.clocks.mark(Mark.WARNED, [one], soon)
    (left,) = await kept.clocks.unmarked(Mark.WARNED, soon, 10)
    assert left.id == "p-2"
    marked = await kept.clocks.get(W, one.id)
    assert marked is not None
    assert (marked.warned_at, marked.asked_at) == (NOW, None)
    await kept.clocks.unmark(Mark.WARNED, OTHER)
    assert await kept.clocks.get(W, one.id) == marked
    await kept.clocks.unmark(Mark.WARNED, W)
    assert len(await kept.clocks.unmarked(Mark.WARNED, soon, 10)) == 2
    await kept.clocks.informed(W, one.id, at=NOW)
    await kept.clocks.unmark(Mark.ASKED, W)
    await kept.clocks.not_informed(OTHER, one.id)
    assert [clock.id for clock in await kept.clocks.unmarked(Mark.ASKED, soon, 10)] == ["p-2"]
    await kept.clocks.not_informed(W, one.id)
    again = await kept.clocks.get(W, one.id)
    assert again is not None
    assert (again.informed_at, again.inform_by) == (None, one.inform_by)


async def test_a_pilot_is_chosen_per_workspace_and_the_last_choice_holds(kept: Kept) -> None:
    pilot = await kept.pilots.of(W)
    assert (pilot.choice, pilot.informs) == (AtDayThirty.LET_GO, False)
    pilot.choice, pilot.mailbox_id = AtDayThirty.INFORM, "s-1"
    await kept.pilots.save(pilot)
    stale = await kept.pilots.of(W)
    pilot.mailbox_id = "s-2"
    await kept.pilots.save(pilot)
    with pytest.raises(StaleWrite):
        await kept.pilots.save(stale)
    assert (await kept.pilots.of(W)).mailbox_id == "s-2"
    assert (await kept.pilots.of(OTHER)).mailbox_id == ""


async def test_a_notice_keeps_its_first_bytes_and_its_workspace(kept: Kept) -> None:
    def notice(text: str) -> OwnNotice:
        return OwnNotice(
            id="n-1",
            workspace_id=W,
            prospect_id=ProspectId("p-1"),
            language="fr",
            subject="Vos données",
            text=text,
            html="",
            headers={"List-Unsubscribe": "<https://leo.example/u/x>"},
            asked_at=NOW,
        )

    await kept.notices.add(notice("premier"))
    await kept.notices.add(notice("second"))
    assert await kept.notices.find(W, "n-1") == notice("premier")
    assert await kept.notices.find(OTHER, "n-1") is None
