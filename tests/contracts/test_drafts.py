"""messaging.Drafts and DraftQueue, in memory and on the database."""

import asyncio
from dataclasses import MISSING, fields, replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.memory.messaging import MemoryDrafts, MemoryImprints, MemoryModelRules
from adapters.memory.rows import MemoryStore, MemoryTransaction
from adapters.mongo.driver import Client, Database
from adapters.mongo.messaging import (
    MongoDrafts,
    MongoImprints,
    MongoModelCalls,
    MongoModelRules,
)
from adapters.mongo.session import MongoTransaction
from domain.messaging.errors import DraftAlreadyExists, DraftNotFound
from domain.messaging.model.brief import Language, MessageKind
from domain.messaging.model.draft import DismissReason, Draft, DraftState
from domain.messaging.model.imprint import Imprint
from domain.messaging.model.spending import Route, Spent
from domain.messaging.ports import Imprints, ModelCall, ModelRulesBook, ReviewFilter
from domain.shared.errors import StaleWrite
from domain.shared.ids import (
    CampaignId,
    DraftId,
    EnrolmentId,
    ProspectId,
    StepId,
    UserId,
    WorkspaceId,
)
from domain.shared.page import PageAsk
from domain.shared.transaction import Transaction
from tests.builders import a_draft, a_version
from tests.conftest import MONDAY, CountingIds, StoppedClock

MINE, THEIRS = WorkspaceId("workspace-1"), WorkspaceId("workspace-2")
OTHER = {"enrolment_id": EnrolmentId("enrolment-2")}


@pytest.fixture(params=["memory", "mongo"])
def drafts(request: pytest.FixtureRequest) -> MemoryDrafts | MongoDrafts:
    if request.param == "memory":
        return MemoryDrafts(request.getfixturevalue("memory_store"))
    return MongoDrafts(request.getfixturevalue("mongo_database"))


def a_model_call(**changes: Any) -> ModelCall:
    return replace(
        ModelCall(
            workspace_id=MINE,
            use_case="write_message",
            vendor="openai",
            model="gpt-6-luna",
            region="eu",
            prompt_version="write_message/1",
            fields_sent=("language",),
            input_tokens=10,
            cached_tokens=4,
            written_tokens=1,
            output_tokens=3,
            micro_usd=5,
            prices="2026-11",
            outcome="ok",
            request_id="req_1",
            took_ms=12,
        ),
        **changes,
    )


def a_full_draft() -> Draft:
    """Every field off its default."""
    draft = a_draft(
        state=DraftState.DISMISSED,
        kind=MessageKind.LINKEDIN_NOTE,
        language=Language.EN,
        versions=[a_version(), a_version(basis="basis-2")],
        rewrites=3,
        problem="payment-needed",
        decided_at=MONDAY + timedelta(hours=1),
        decided_by="ada",
        reason=DismissReason.BAD_SIGNAL.value,
        mandate="mandate-1",
        sampled=True,
        doubt="claims",
        version=4,
    )
    optional = [one for one in fields(Draft) if one.default is not MISSING]
    same = [one.name for one in optional if getattr(draft, one.name) == one.default]
    assert same == []
    return draft


async def test_what_was_added_comes_back_equal(drafts: MemoryDrafts | MongoDrafts) -> None:
    added = a_full_draft()
    await drafts.add(added)
    assert await drafts.get(MINE, added.id) == added


async def test_another_workspace_sees_nothing(drafts: MemoryDrafts | MongoDrafts) -> None:
    added = a_draft()
    await drafts.add(added)
    with pytest.raises(DraftNotFound):
        await drafts.get(THEIRS, added.id)
    assert await drafts.of_step(THEIRS, added.enrolment_id, added.step_id) is None
    assert await drafts.open_of(THEIRS, added.prospect_id) == []
    assert (await drafts.page(THEIRS, ReviewFilter(), PageAsk())).items == []
    assert await drafts.count(THEIRS, ReviewFilter()) == 0


async def test_one_enrolment_has_one_draft_per_step(drafts: MemoryDrafts | MongoDrafts) -> None:
    await drafts.add(a_draft())
    with pytest.raises(DraftAlreadyExists):
        await drafts.add(a_draft(id=DraftId("draft-2")))
    await drafts.add(a_draft(id=DraftId("draft-3"), step_id=StepId("step-2")))
    await drafts.add(a_draft(id=DraftId("draft-4"), workspace_id=THEIRS))
    found = await drafts.of_step(MINE, EnrolmentId("enrolment-1"), StepId("step-2"))
    assert found is not None
    assert found.id == "draft-3"


async def test_the_second_writer_of_one_version_loses(drafts: MemoryDrafts | MongoDrafts) -> None:
    await drafts.add(a_draft())
    mine, theirs = [await drafts.get(MINE, DraftId("draft-1")) for _ in range(2)]
    mine.skip(by=UserId("ada"), at=MONDAY)
    theirs.dismiss(DismissReason.OTHER, by=UserId("bob"), at=MONDAY)
    await drafts.save(mine)
    with pytest.raises(StaleWrite):
        await drafts.save(theirs)
    kept = await drafts.get(MINE, DraftId("draft-1"))
    assert (kept.state, kept.decided_by, kept.version) == (DraftState.SKIPPED, "ada", 1)


async def test_what_was_read_is_a_copy(drafts: MemoryDrafts | MongoDrafts) -> None:
    await drafts.add(a_draft())
    read = await drafts.get(MINE, DraftId("draft-1"))
    read.versions.clear()
    assert len((await drafts.get(MINE, DraftId("draft-1"))).versions) == 1


async def test_pages_are_oldest_first_and_complete(drafts: MemoryDrafts | MongoDrafts) -> None:
    for number in range(5):
        await drafts.add(a_draft(id=DraftId(f"draft-{number}"), step_id=StepId(f"step-{number}")))
    first = await drafts.page(MINE, ReviewFilter(), PageAsk(limit=3))
    second = await drafts.page(MINE, ReviewFilter(), PageAsk(limit=3, after=first.next))
    ids = [draft.id for draft in (*first.items, *second.items)]
    assert ids == [f"draft-{number}" for number in range(5)]
    assert second.next is None


async def test_the_queue_filters_by_state_campaign_and_channel(
    drafts: MemoryDrafts | MongoDrafts,
) -> None:
    await drafts.add(a_draft(id=DraftId("a")))
    await drafts.add(a_draft(id=DraftId("b"), kind=MessageKind.LINKEDIN_NOTE, step_id=StepId("2")))
    await drafts.add(a_draft(id=DraftId("c"), campaign_id=CampaignId("other"), step_id=StepId("3")))
    await drafts.add(a_draft(id=DraftId("d"), state=DraftState.BLOCKED, step_id=StepId("4")))
    expected = {
        ReviewFilter(): "abc",
        ReviewFilter(state=None): "abcd",
        ReviewFilter(state=DraftState.BLOCKED): "d",
        ReviewFilter(channel="linkedin"): "b",
        ReviewFilter(channel="email"): "ac",
        ReviewFilter(campaign_id=CampaignId("other")): "c",
    }
    for wanted, ids in expected.items():
        page = await drafts.page(MINE, wanted, PageAsk())
        assert "".join(draft.id for draft in page.items) == ids
        assert await drafts.count(MINE, wanted) == len(ids)


async def test_open_drafts_of_one_prospect_are_the_undecided(
    drafts: MemoryDrafts | MongoDrafts,
) -> None:
    for state in DraftState:
        await drafts.add(a_draft(id=DraftId(state.value), state=state, step_id=StepId(state.value)))
    await drafts.add(a_draft(id=DraftId("x"), prospect_id=ProspectId("other"), **OTHER))
    found = {draft.id for draft in await drafts.open_of(MINE, ProspectId("prospect-1"))}
    assert found == {"drafting", "to_approve", "blocked"}


async def test_overdue_drafts_of_all_workspaces_wait_for_a_decision(
    drafts: MemoryDrafts | MongoDrafts,
) -> None:
    for number, state in enumerate(DraftState):
        await drafts.add(a_draft(id=DraftId(state.value), state=state, step_id=StepId(str(number))))
    await drafts.add(a_draft(id=DraftId("theirs"), workspace_id=THEIRS))
    await drafts.add(a_draft(id=DraftId("young"), expires_at=MONDAY + timedelta(days=9), **OTHER))
    found = await drafts.overdue(MONDAY + timedelta(days=7), 10)
    assert {draft.id for draft in found} == {"to_approve", "blocked", "theirs"}
    assert len(await drafts.overdue(MONDAY + timedelta(days=7), 2)) == 2
    assert await drafts.overdue(MONDAY + timedelta(days=6), 10) == []


async def test_unwritten_drafts_are_those_whose_last_try_is_long_ago(
    drafts: MemoryDrafts | MongoDrafts,
) -> None:
    await drafts.add(a_draft(id=DraftId("old"), state=DraftState.DRAFTING))
    late = MONDAY + timedelta(minutes=5)
    await drafts.add(a_draft(id=DraftId("new"), state=DraftState.DRAFTING, tried_at=late, **OTHER))
    await drafts.add(a_draft(id=DraftId("done"), step_id=StepId("2")))
    found = await drafts.unwritten(MONDAY + timedelta(minutes=2), 10)
    assert [draft.id for draft in found] == ["old"]


async def _fail_inside(drafts: MemoryDrafts | MongoDrafts, transaction: Transaction) -> None:
    async def work() -> None:
        await drafts.add(a_draft())
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await transaction.run(work)
    with pytest.raises(DraftNotFound):
        await drafts.get(MINE, DraftId("draft-1"))


async def test_a_rolled_back_draft_leaves_nothing_in_memory(memory_store: MemoryStore) -> None:
    await _fail_inside(MemoryDrafts(memory_store), MemoryTransaction(memory_store))


async def test_a_rolled_back_draft_leaves_nothing_in_the_database(
    mongo_client: Client, mongo_database: Database
) -> None:
    await _fail_inside(MongoDrafts(mongo_database), MongoTransaction(mongo_client))


@pytest.fixture(params=["memory", "mongo"])
def rules_book(request: pytest.FixtureRequest) -> ModelRulesBook:
    if request.param == "memory":
        return MemoryModelRules(request.getfixturevalue("memory_store"))
    return MongoModelRules(request.getfixturevalue("mongo_database"))


async def test_a_workspace_has_default_rules_until_it_sets_its_own(
    rules_book: ModelRulesBook,
) -> None:
    first = await rules_book.of(MINE)
    assert (first.route, first.version) == (Route.ANY, 0)
    first.set(route=Route.EU, daily_tokens=7, daily_cents=3)
    await rules_book.save(first)
    kept = await rules_book.of(MINE)
    assert (kept.route, kept.daily_tokens, kept.daily_cents) == (Route.EU, 7, 3)
    kept.set(route=Route.ANY, daily_tokens=8, daily_cents=3)
    await rules_book.save(kept)
    assert (await rules_book.of(MINE)).daily_tokens == 8
    assert (await rules_book.of(THEIRS)).daily_tokens > 8
    with pytest.raises(StaleWrite):
        await rules_book.save(first)


async def test_a_days_calls_are_added_up_per_workspace(
    mongo_database: Database, new_id: CountingIds, stopped_clock: StoppedClock
) -> None:
    calls = MongoModelCalls(mongo_database, new_id, stopped_clock)
    for workspace in (MINE, MINE, THEIRS):
        await calls.record(a_model_call(workspace_id=workspace))
    assert await calls.spent_today(MINE) == Spent(calls=2, tokens=36, micro_usd=10)
    stopped_clock.advance(days=1)
    assert await calls.spent_today(MINE) == Spent()


async def test_calls_that_end_together_are_all_counted(
    mongo_database: Database, new_id: CountingIds, stopped_clock: StoppedClock
) -> None:
    calls = MongoModelCalls(mongo_database, new_id, stopped_clock)
    await asyncio.gather(*(calls.record(a_model_call()) for _ in range(12)))
    assert (await calls.spent_today(MINE)).calls == 12


@pytest.fixture(params=["memory", "mongo"])
def imprints(request: pytest.FixtureRequest) -> Imprints:
    if request.param == "memory":
        return MemoryImprints(request.getfixturevalue("memory_store"))
    return MongoImprints(request.getfixturevalue("mongo_database"))


def an_imprint(draft_id: str, **changes: Any) -> Imprint:
    return replace(
        Imprint(
            id=DraftId(draft_id),
            workspace_id=MINE,
            kind="email",
            at=MONDAY,
            runs=(1, 2, 4_294_967_295),
            bands=("0:1-2", "2:3-4"),
        ),
        **changes,
    )


async def test_imprints_that_share_a_band_are_found_whole(imprints: Imprints) -> None:
    kept = an_imprint("d-1", bands=("0:9-9", "2:3-4"))
    await imprints.keep(kept)
    assert list(await imprints.alike(an_imprint("d-2"), since=MONDAY)) == [kept]


@pytest.mark.parametrize(
    "other",
    [
        an_imprint("d-1", workspace_id=THEIRS),
        an_imprint("d-1", kind="linkedin_note"),
        an_imprint("d-1", at=MONDAY - timedelta(milliseconds=1)),
        an_imprint("d-1", bands=("0:9-9",)),
        an_imprint("d-2"),
    ],
)
async def test_no_imprint_of_elsewhere_before_or_of_oneself(
    imprints: Imprints, other: Imprint
) -> None:
    await imprints.keep(other)
    assert not await imprints.alike(an_imprint("d-2"), since=MONDAY)


async def test_a_draft_written_again_leaves_one_imprint(imprints: Imprints) -> None:
    await imprints.keep(an_imprint("d-1"))
    await imprints.keep(an_imprint("d-1", bands=("0:7-7",)))
    assert not await imprints.alike(an_imprint("d-2"), since=MONDAY)
