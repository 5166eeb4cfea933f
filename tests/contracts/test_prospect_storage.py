"""Prospects, their lists, their imports and their scores."""

import dataclasses
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pytest

from adapters.memory.prospects import (
    MemoryImportBatches,
    MemoryImportTraces,
    MemoryMerges,
    MemoryProspects,
    MemoryRowFaults,
)
from adapters.memory.rows import MemoryOutbox, MemoryStore, MemoryTransaction
from adapters.memory.scoring import MemoryScores
from adapters.mongo.prospects import (
    MongoImportBatches,
    MongoImportTraces,
    MongoMerges,
    MongoProspectReader,
    MongoProspects,
    MongoRowFaults,
)
from adapters.mongo.scoring import MongoRescorings, MongoScores
from adapters.mongo.session import MongoTransaction
from adapters.mongo.shared import MongoOutbox
from domain.prospects.errors import (
    CursorNotKnown,
    ImportNotFound,
    MergeNotFound,
    ProspectAlreadyExists,
    ProspectNotFound,
)
from domain.prospects.model.batch import (
    ClearedColumn,
    Counts,
    Declaration,
    FieldDiff,
    FileWarning,
    ImportState,
    ImportTrace,
    KeptPerson,
    Preview,
    RowDiff,
    RowFault,
    TracedChange,
    TracedCompany,
    Undo,
)
from domain.prospects.model.columns import Target
from domain.prospects.model.contact_points import PointKind, PointStatus
from domain.prospects.model.linkedin import LinkedinProfile, ProfileKind
from domain.prospects.model.merge import Merge, merged
from domain.prospects.model.person import DetailKind, Person
from domain.prospects.model.prospect import Change, Detail, LegalBasis, Prospect, Rival
from domain.prospects.model.stage import Stage
from domain.prospects.model.table import Container
from domain.prospects.ports import (
    ImportBatches,
    ImportTraces,
    Merges,
    ProspectReader,
    ProspectRepository,
    ProspectRow,
    RowFaults,
    ScoreBoard,
    Search,
    Shown,
    Sort,
    Total,
)
from domain.scoring.errors import RescoringNotFound
from domain.scoring.model.persona import Feature
from domain.scoring.model.rescoring import Rescoring
from domain.scoring.model.score import Verdict, score
from domain.scoring.ports import Scores
from domain.shared.email_address import EmailAddress
from domain.shared.errors import StaleWrite
from domain.shared.ids import (
    BlobId,
    CampaignId,
    CompanyId,
    ImportId,
    MergeId,
    OperationId,
    ProspectId,
    UserId,
    WorkspaceId,
)
from domain.shared.outbox import Outbox, OutboxReader
from domain.shared.page import PageAsk
from domain.shared.transaction import Transaction
from tests.builders import (
    a_person,
    a_prospect,
    a_scored_persona,
    a_scoring_fact,
    an_import,
    an_origin,
)
from tests.conftest import MONDAY, CountingIds

OURS, THEIRS = WorkspaceId("w-ours"), WorkspaceId("w-theirs")


@dataclass
class Members:
    people: list[ProspectId] = field(default_factory=list)

    async def of(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId
    ) -> Collection[ProspectId]:
        return self.people


@dataclass
class World:
    prospects: ProspectRepository
    board: ScoreBoard
    reader: ProspectReader
    imports: ImportBatches
    traces: ImportTraces
    merges: Merges
    faults: RowFaults
    scores: Scores
    outbox: Outbox
    events: OutboxReader
    transaction: Transaction
    members: Members


@pytest.fixture(params=["memory", "mongo"])
def world(request: pytest.FixtureRequest, new_id: CountingIds) -> World:
    members = Members()
    if request.param == "memory":
        store = MemoryStore()
        memory, box = MemoryProspects(store, members), MemoryOutbox(store, new_id)
        return World(
            memory,
            memory,
            memory,
            MemoryImportBatches(store),
            MemoryImportTraces(store),
            MemoryMerges(store),
            MemoryRowFaults(store),
            MemoryScores(store),
            box,
            box,
            MemoryTransaction(store),
            members,
        )
    database = request.getfixturevalue("mongo_database")
    mongo, outbox = MongoProspects(database), MongoOutbox(database, new_id)
    return World(
        mongo,
        mongo,
        MongoProspectReader(database, members),
        MongoImportBatches(database),
        MongoImportTraces(database),
        MongoMerges(database),
        MongoRowFaults(database),
        MongoScores(database),
        outbox,
        outbox,
        MongoTransaction(request.getfixturevalue("mongo_client")),
        members,
    )


def full_prospect() -> Prospect:
    made = a_prospect(
        a_person(
            details={kind: f"{kind.value} of Élise" for kind in DetailKind},
            phones=("+33142685300",),
        ),
        stage=Stage.INTERESTED,
        tags=["vip", "Lyon"],
        opted_out_at=MONDAY + timedelta(days=3),
        restricted_at=MONDAY + timedelta(days=4),
        last_activity_at=MONDAY + timedelta(days=5),
        version=7,
    )
    made.absorb(
        a_person(details={DetailKind.COMPANY: "Another firm"}),
        an_origin(source="CRM", import_id=ImportId("import-2")),
        at=MONDAY,
        observed_at=MONDAY - timedelta(days=30),
    )
    made.last_activity_at = MONDAY + timedelta(days=5)
    made.record_point(
        PointKind.EMAIL,
        "found@cafe.example",
        provider="FullEnrich",
        status=PointStatus.DELIVERABLE,
        at=MONDAY + timedelta(days=1),
    )
    return made


def assert_no_default(thing: Any) -> None:
    for one in dataclasses.fields(thing):
        if one.name == "events":
            continue
        value = getattr(thing, one.name)
        if one.default is not dataclasses.MISSING:
            assert value != one.default, one.name
        elif one.default_factory is not dataclasses.MISSING:
            assert value != one.default_factory(), one.name


async def test_a_prospect_comes_back_equal(world: World) -> None:
    added = full_prospect()
    assert_no_default(added)
    await world.prospects.add([added])
    assert await world.prospects.get(OURS, added.id) == added


async def test_another_workspace_sees_nobody(world: World) -> None:
    added = a_prospect()
    await world.prospects.add([added])
    with pytest.raises(ProspectNotFound):
        await world.prospects.get(THEIRS, added.id)
    assert list(await world.prospects.many(THEIRS, [added.id])) == []
    assert list(await world.prospects.known(THEIRS, added.identities)) == []
    assert list((await world.reader.search(THEIRS, Search(), PageAsk())).items) == []
    assert await world.reader.tags(THEIRS) == {}
    await world.prospects.add([a_prospect(workspace_id=THEIRS, number=2)])


async def test_what_was_read_is_a_copy(world: World) -> None:
    await world.prospects.add([a_prospect()])
    read = await world.prospects.get(OURS, ProspectId("prospect-0001"))
    read.tags.append("mine")
    assert (await world.prospects.get(OURS, read.id)).tags == []


@pytest.mark.parametrize(
    "twin",
    [
        a_person("Other Name", profiles=(), emails=(EmailAddress("elise.durand@cafe.example"),)),
        a_person(
            "Other Name", emails=(), profiles=(LinkedinProfile(ProfileKind.PUBLIC, "elise-durand"),)
        ),
    ],
)
async def test_one_address_or_profile_belongs_to_one_person(world: World, twin: Person) -> None:
    await world.prospects.add([a_prospect()])
    with pytest.raises(ProspectAlreadyExists):
        await world.prospects.add([a_prospect(twin, number=2)])
    fresh = a_prospect(a_person("Zoé Petit"), number=3)
    await world.prospects.add([fresh])
    known = await world.prospects.get(OURS, fresh.id)
    known.absorb(twin, an_origin(), at=MONDAY, observed_at=MONDAY)
    with pytest.raises(ProspectAlreadyExists):
        await world.prospects.save([known])


async def test_two_people_without_any_address_are_two(world: World) -> None:
    bare = a_person(emails=(), profiles=())
    await world.prospects.add([a_prospect(bare), a_prospect(bare, number=2)])
    assert len(await world.prospects.many(OURS, [ProspectId("prospect-0001")])) == 1


async def test_a_batch_with_one_known_person_leaves_nobody(world: World) -> None:
    await world.prospects.add([a_prospect()])

    async def work() -> None:
        await world.prospects.add(
            [a_prospect(a_person("Zoé Petit"), number=2), a_prospect(number=3)]
        )

    with pytest.raises(ProspectAlreadyExists):
        await world.transaction.run(work)
    assert list(await world.prospects.many(OURS, [ProspectId("prospect-0002")])) == []


async def test_people_are_known_by_any_of_their_identities_and_named_once(world: World) -> None:
    one = a_prospect()
    await world.prospects.add([one, a_prospect(a_person("Zoé Petit"), number=2)])
    found = await world.prospects.known(OURS, [*one.identities, "email:nobody@x.example"])
    assert [other.id for other in found] == [one.id]


async def test_the_second_writer_of_one_prospect_loses(world: World) -> None:
    await world.prospects.add([a_prospect()])
    mine, theirs = [await world.prospects.get(OURS, ProspectId("prospect-0001")) for _ in range(2)]
    theirs.move(Stage.CONTACTED, user_id="u", at=MONDAY)
    await world.prospects.save([theirs])
    assert theirs.version == 1
    with pytest.raises(StaleWrite):
        await world.prospects.save([mine])
    assert (await world.prospects.get(OURS, mine.id)).stage is Stage.CONTACTED


async def test_a_rolled_back_save_leaves_nothing(world: World) -> None:
    await world.prospects.add([a_prospect()])

    async def work() -> None:
        one = await world.prospects.get(OURS, ProspectId("prospect-0001"))
        one.move(Stage.WON, user_id="u", at=MONDAY)
        await world.prospects.save([one])
        await world.outbox.append(one.take_events())
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        await world.transaction.run(work)
    assert (await world.prospects.get(OURS, ProspectId("prospect-0001"))).stage is Stage.NEW
    assert list(await world.events.waiting(10)) == []


async def test_saving_a_person_leaves_the_score_shown_beside_them(world: World) -> None:
    one = a_prospect()
    await world.prospects.add([one])
    await world.board.show(OURS, [Shown(prospect_id=one.id, score=81, band="x", verdict="kept")])
    await world.board.show(THEIRS, [Shown(prospect_id=one.id, score=1, band="y", verdict="z")])
    one.move(Stage.CONTACTED, user_id="u", at=MONDAY)
    await world.prospects.save([one])
    row = (await world.reader.search(OURS, Search(), PageAsk())).items[0]
    assert (row.score, row.band, row.verdict, row.stage) == (81, "x", "kept", Stage.CONTACTED)


NAMES = ["Zoé Petit", "Élise Durand", "Marc Abel", "Ada Martin", "Luc Durand"]


async def fill(world: World) -> None:
    people = [
        a_prospect(
            a_person(name),
            number=number,
            last_activity_at=MONDAY + timedelta(hours=number * 7 % 5),
            tags=["vip"] if number % 2 else [],
            stage=Stage.CONTACTED if number > 3 else Stage.NEW,
        )
        for number, name in enumerate(NAMES, 1)
    ]
    await world.prospects.add(people)
    await world.board.show(
        OURS,
        [
            Shown(prospect_id=one.id, score=value, band="good", verdict=verdict)
            for one, value, verdict in zip(
                people, (70, 70, 100, 5), ("kept", "to_check", "kept", "dismissed"), strict=False
            )
        ],
    )


async def walk(world: World, wanted: Search, limit: int) -> list[str]:
    found: list[str] = []
    ask = PageAsk(limit=limit)
    while True:
        page = await world.reader.search(OURS, wanted, ask)
        found += [row.full_name for row in page.items]
        if page.next is None:
            return found
        assert len(page.items) == limit
        ask = PageAsk(limit=limit, after=page.next)


ORDERS = {
    Sort.SCORE_DOWN: ["Marc Abel", "Élise Durand", "Zoé Petit", "Ada Martin", "Luc Durand"],
    Sort.NAME: ["Marc Abel", "Élise Durand", "Luc Durand", "Ada Martin", "Zoé Petit"],
    Sort.ADDED: NAMES,
    Sort.ADDED_DOWN: NAMES[::-1],
    Sort.ACTIVITY_DOWN: ["Élise Durand", "Ada Martin", "Zoé Petit", "Marc Abel", "Luc Durand"],
}


@pytest.mark.parametrize("sort", ORDERS)
@pytest.mark.parametrize("limit", [1, 2, 5, 50])
async def test_pages_of_any_size_give_one_stable_order(
    world: World, sort: Sort, limit: int
) -> None:
    await fill(world)
    if sort is Sort.ACTIVITY_DOWN:
        rows = [
            (row.last_activity_at, row.id, row.full_name)
            for row in (await world.reader.search(OURS, Search(sort=sort), PageAsk())).items
        ]
        assert rows == sorted(rows, reverse=True)
    else:
        assert await walk(world, Search(sort=sort), limit) == ORDERS[sort]
    # A second walk goes by what the first one remembered.
    assert await walk(world, Search(sort=sort), limit) == await walk(world, Search(sort=sort), 50)


async def test_a_remembered_page_shows_who_came_since(world: World) -> None:
    await fill(world)
    ask = PageAsk(limit=2)
    await world.reader.search(OURS, Search(sort=Sort.ADDED_DOWN), ask)
    await world.prospects.add([a_prospect(a_person("Nina Neuve"), number=9)])
    page = await world.reader.search(OURS, Search(sort=Sort.ADDED_DOWN), ask)
    assert [row.full_name for row in page.items] == ["Nina Neuve", "Luc Durand"]


async def test_a_remembered_page_follows_scores_and_removals(world: World) -> None:
    await fill(world)
    ask = PageAsk(limit=2)

    async def first() -> list[str]:
        return [row.full_name for row in (await world.reader.search(OURS, Search(), ask)).items]

    assert await first() == ORDERS[Sort.SCORE_DOWN][:2]
    best = Shown(prospect_id=ProspectId("prospect-0001"), score=99, band="good", verdict="kept")
    await world.board.show(OURS, [best])
    assert await first() == ["Marc Abel", "Zoé Petit"]
    await world.prospects.remove(OURS, [ProspectId("prospect-0003"), ProspectId("prospect-0001")])
    assert await first() == ["Élise Durand", "Ada Martin"]


async def test_a_line_of_the_list_says_what_the_person_is_known_by(world: World) -> None:
    person = full_prospect()
    await world.prospects.add([person])
    [row] = (await world.reader.search(OURS, Search(), PageAsk())).items
    email, profile = person.point(PointKind.EMAIL), person.point(PointKind.LINKEDIN)
    assert row == ProspectRow(
        id=person.id,
        first_name=person.detail(DetailKind.FIRST_NAME),
        last_name=person.detail(DetailKind.LAST_NAME),
        job_title=person.detail(DetailKind.JOB_TITLE),
        company=person.detail(DetailKind.COMPANY),
        email=email.value if email else None,
        email_status=email.status.value if email else None,
        linkedin_url=profile.value if profile else None,
        stage=Stage.INTERESTED,
        score=None,
        band=None,
        verdict=None,
        tags=("vip", "Lyon"),
        opted_out=True,
        source=person.origin.source,
        added_at=person.added_at,
        last_activity_at=person.last_activity_at,
    )


FILTERS: dict[str, tuple[Search, set[str]]] = {
    "stage": (Search(stage=Stage.CONTACTED), {"Ada Martin", "Luc Durand"}),
    "tag": (Search(tag="vip"), {"Zoé Petit", "Marc Abel", "Luc Durand"}),
    "verdict": (Search(verdict="kept"), {"Zoé Petit", "Marc Abel"}),
    "score": (Search(score_min=70, score_max=99), {"Zoé Petit", "Élise Durand"}),
    "score from": (Search(score_min=71), {"Marc Abel"}),
    "score to": (Search(score_max=5), {"Ada Martin"}),
    "words": (Search(words="dur"), {"Élise Durand", "Luc Durand"}),
    "words of two kinds": (Search(words="durand élis"), {"Élise Durand"}),
    "whole short word": (Search(words="cafe luc"), {"Luc Durand"}),
    "no such word": (Search(words="durandal"), set()),
    "words and stage": (Search(words="dur", stage=Stage.NEW), {"Élise Durand"}),
    "tag and score": (Search(tag="vip", score_min=71), {"Marc Abel"}),
    "verdict and stage": (Search(verdict="dismissed", stage=Stage.CONTACTED), {"Ada Martin"}),
}


@pytest.mark.parametrize("case", FILTERS)
async def test_filters_hold_together_and_are_counted(world: World, case: str) -> None:
    wanted, expected = FILTERS[case]
    await fill(world)
    await world.prospects.add([a_prospect(workspace_id=THEIRS, number=50, tags=["vip"])])
    for sort in (Sort.SCORE_DOWN, Sort.NAME):
        found = replace(wanted, sort=sort)
        assert set(await walk(world, found, 1)) == expected
        assert await world.reader.total(OURS, found) == Total(count=len(expected), capped=False)


async def test_the_people_of_a_campaign_can_be_listed(world: World) -> None:
    await fill(world)
    world.members.people = [ProspectId("prospect-0002"), ProspectId("prospect-0004")]
    wanted = Search(campaign_id=CampaignId("c"), sort=Sort.NAME)
    assert await walk(world, wanted, 1) == ["Élise Durand", "Ada Martin"]


async def test_a_cursor_that_no_page_gave_is_refused(world: World) -> None:
    await fill(world)
    with pytest.raises(CursorNotKnown):
        await world.reader.search(OURS, Search(), PageAsk(after="été!"))


async def test_tags_are_counted_and_ids_are_walked(world: World) -> None:
    await fill(world)
    assert await world.reader.tags(OURS) == {"vip": 3}
    first = await world.reader.ids_after(OURS, "", 3)
    assert list(first) == [f"prospect-000{number}" for number in (1, 2, 3)]
    assert len(await world.reader.ids_after(OURS, first[-1], 3)) == 2


async def test_an_import_comes_back_equal(world: World) -> None:
    batch = an_import(
        mapping=[Target.EMAIL, None],
        sample=[["a@b.example", "A"]],
        warnings=[FileWarning(code="nul-removed", count=2)],
        declaration=Declaration(
            source="Salon",
            legal_basis=LegalBasis.CONTRACT,
            collected_on=date(2026, 1, 2),
            professional_audience=True,
        ),
        state=ImportState.DONE,
        operation_id=OperationId("op-1"),
        started_at=MONDAY,
        finished_at=MONDAY + timedelta(minutes=1),
        checkpoint=3,
        counts=Counts(created=1, updated=2, skipped=3, opposed=4, failed=5, companies=6),
        version=4,
        container=Container.WORKBOOK,
        sheets=["A", "B"],
        sheet="B",
        workbook_id=BlobId("blob-2"),
        cleared=[ClearedColumn(column="name", reason="Métier", by=UserId("user-1"), at=MONDAY)],
        preview=Preview(
            operation_id=OperationId("op-2"),
            counts=Counts(updated=1),
            seen=1,
            is_done=True,
            rows=(
                RowDiff(
                    line=2,
                    outcome="updated",
                    name="Élise",
                    prospect_id=ProspectId("prospect-0001"),
                    changes=(FieldDiff(field="company", before="A", after="B", held=True),),
                    code="kept-fields",
                ),
            ),
            fields={"company": 1},
        ),
        undo=Undo(
            operation_id=OperationId("op-3"),
            by=UserId("user-1"),
            at=MONDAY,
            before="x",
            removed=1,
            restored=2,
            kept=3,
            finished_at=MONDAY,
        ),
    )
    assert_no_default(batch)
    await world.imports.add(batch)
    assert await world.imports.of_format(OURS, "generic") == batch
    assert await world.imports.of_format(OURS, "hubspot") is None
    assert await world.imports.of_format(THEIRS, "generic") is None
    assert await world.imports.of_file(OURS, batch.file_hash) is None  # it was undone
    batch.undo = None
    await world.imports.save(batch)
    assert await world.imports.get(OURS, batch.id) == batch
    assert await world.imports.of_operation(OURS, OperationId("op-1")) == batch
    assert await world.imports.of_file(OURS, batch.file_hash) == batch
    assert await world.imports.of_file(THEIRS, batch.file_hash) is None
    for missing in (
        world.imports.get(THEIRS, batch.id),
        world.imports.of_operation(THEIRS, OperationId("op-1")),
    ):
        with pytest.raises(ImportNotFound):
            await missing


def a_trace(number: int = 1, import_id: str = "import-1") -> ImportTrace:
    said = Detail(
        value="Directrice",
        source="Salon",
        observed_at=MONDAY,
        locked=True,
        provider="FullEnrich",
        obtained_at=MONDAY,
        import_id=ImportId("import-1"),
        rivals=(Rival(value="DAF", source="CRM", observed_at=MONDAY),),
    )
    change = Change(field="job_title", before=said, after=said, point_id="email-1", held=True)
    return ImportTrace(
        id=f"{import_id}:{number:08d}",
        workspace_id=OURS,
        import_id=ImportId(import_id),
        created=[ProspectId("prospect-0001")],
        changed=[TracedChange(prospect_id=ProspectId("prospect-0002"), changes=(change,))],
        noted=[ProspectId("prospect-0003")],
        companies=[TracedCompany(company_id=CompanyId("company-0001"), changes=(change,))],
        kept=[KeptPerson(prospect_id=ProspectId("prospect-0001"), code="x", fields=("company",))],
        version=3,
    )


async def test_traces_of_an_import_come_back_equal_and_in_order(world: World) -> None:
    first, second, other = a_trace(1), a_trace(500), a_trace(1, "import-2")
    assert_no_default(first)
    for one in (second, other, first):
        await world.traces.add(one)
    this = ImportId("import-1")
    assert await world.traces.before(OURS, this, "") == second
    assert await world.traces.before(OURS, this, second.id) == first
    assert await world.traces.before(OURS, this, first.id) is None
    assert await world.traces.after(OURS, this, "") == first
    assert await world.traces.after(OURS, this, first.id) == second
    assert await world.traces.after(OURS, this, second.id) is None
    assert await world.traces.before(THEIRS, this, "") is None
    assert await world.traces.after(THEIRS, this, "") is None
    again = await world.traces.after(OURS, this, "")
    assert again is not None
    await world.traces.save(again)
    with pytest.raises(StaleWrite):
        await world.traces.save(first)


async def test_a_merge_comes_back_equal_with_the_records_it_knew(world: World) -> None:
    kept, other = full_prospect(), a_prospect(a_person("Zoé Petit"), number=2)
    merge = Merge(
        id=MergeId("merge-1"),
        workspace_id=OURS,
        kept=kept,
        absorbed=other,
        result=merged(kept, other, {}, at=MONDAY),
        by=UserId("user-1"),
        at=MONDAY,
        undone_at=MONDAY,
        version=2,
    )
    assert_no_default(merge)
    await world.merges.add(merge)
    assert await world.merges.get(OURS, merge.id) == merge
    assert list(await world.merges.into(OURS, kept.id)) == []  # it was undone
    merge.undone_at = None
    await world.merges.save(merge)
    assert list(await world.merges.into(OURS, kept.id)) == [merge]
    assert list(await world.merges.into(OURS, other.id)) == []
    assert list(await world.merges.into(THEIRS, kept.id)) == []
    with pytest.raises(MergeNotFound):
        await world.merges.get(THEIRS, merge.id)
    merge.version = 2
    with pytest.raises(StaleWrite):
        await world.merges.save(merge)


async def test_namesakes_are_found_however_the_name_is_written(world: World) -> None:
    def named(number: int, first: str, last: str, workspace_id: str = OURS) -> Prospect:
        person = a_person(
            details={DetailKind.FIRST_NAME: first, DetailKind.LAST_NAME: last},
            emails=(EmailAddress(f"p{number}@firm.example"),),
            profiles=(),
        )
        return a_prospect(person, number=number, workspace_id=workspace_id)

    mine, same = named(1, "Élise", "Durand"), named(2, "ELISE", "durand")
    others = [named(3, "Élise", "Durandal"), named(4, "Lise", "Durand")]
    await world.prospects.add([mine, same, *others])
    await world.prospects.add([named(5, "Élise", "Durand", THEIRS)])
    found = await world.reader.namesakes(OURS, mine, 10)
    assert list(found) == [mine.id, same.id]
    assert len(await world.reader.namesakes(OURS, mine, 1)) == 1


async def test_people_who_are_removed_are_gone_and_others_stay(world: World) -> None:
    mine = a_prospect()
    other = a_prospect(a_person("Zoé Petit"), number=2)
    theirs = a_prospect(number=3, workspace_id=THEIRS)
    await world.prospects.add([mine, other])
    await world.prospects.add([theirs])
    await world.prospects.remove(OURS, [mine.id, theirs.id, ProspectId("nobody")])
    assert list(await world.prospects.many(OURS, [mine.id, other.id])) == [other]
    assert await world.prospects.get(THEIRS, theirs.id) == theirs
    await world.prospects.add([a_prospect(number=4)])  # the identity is free again


async def test_only_a_started_import_counts_as_the_same_file(world: World) -> None:
    await world.imports.add(an_import())
    assert await world.imports.of_file(OURS, "ab" * 32) is None


async def test_the_second_writer_of_one_import_loses(world: World) -> None:
    await world.imports.add(an_import())
    mine, theirs = [await world.imports.get(OURS, ImportId("import-1")) for _ in range(2)]
    await world.imports.save(theirs)
    with pytest.raises(StaleWrite):
        await world.imports.save(mine)


async def test_imports_are_listed_newest_first(world: World) -> None:
    for number in (1, 2, 3):
        await world.imports.add(an_import(id=ImportId(f"import-{number}")))
    page = await world.imports.page(OURS, PageAsk(limit=2))
    assert [one.id for one in page.items] == ["import-3", "import-2"]


async def test_faults_are_read_in_the_order_of_their_lines(world: World) -> None:
    def fault(line: int, import_id: str = "import-1") -> RowFault:
        return RowFault(
            id=f"{import_id}:{line:08d}:000",
            workspace_id=OURS,
            import_id=ImportId(import_id),
            line=line,
            column="email",
            masked="el•••",
            code="not-an-email-address",
        )

    await world.faults.add([fault(12), fault(3), fault(100)])
    await world.faults.add([fault(5, "import-10")])
    first = await world.faults.of_import(OURS, ImportId("import-1"), "", 2)
    assert list(first) == [fault(3), fault(12)]
    rest = await world.faults.of_import(OURS, ImportId("import-1"), first[-1].id, 2)
    assert list(rest) == [fault(100)]
    assert list(await world.faults.of_import(THEIRS, ImportId("import-1"), "", 2)) == []


async def test_a_score_comes_back_equal_and_is_replaced(world: World) -> None:
    prospect_id = ProspectId("prospect-0001")
    facts = {Feature.TITLE: a_scoring_fact("Directrice commerciale")}
    made = score(prospect_id, OURS, [a_scored_persona()], facts, revision=3, at=MONDAY)
    await world.scores.put([made])
    assert await world.scores.find(OURS, prospect_id) == made
    assert await world.scores.find(THEIRS, prospect_id) is None
    later = replace(made, revision=4)
    await world.scores.put([later])
    assert await world.scores.find(OURS, prospect_id) == later
    await world.scores.drop(THEIRS, [prospect_id])
    assert await world.scores.find(OURS, prospect_id) == later
    await world.scores.drop(OURS, [prospect_id])
    assert await world.scores.find(OURS, prospect_id) is None


async def test_the_best_verdicts_of_many_are_told_at_once(world: World) -> None:
    ids = [ProspectId(f"prospect-{number:04d}") for number in range(150)]
    facts = {Feature.TITLE: a_scoring_fact("Directrice commerciale")}
    made = [
        score(one, OURS, [a_scored_persona()], facts, revision=3, at=MONDAY) for one in ids[:-1]
    ]
    lost = replace(made[0], results=(replace(made[0].best, verdict=Verdict.DISMISSED),))
    await world.scores.put([lost, *made[1:]])
    told = await world.scores.verdicts(OURS, ids)
    assert told == {one.id: one.best.verdict for one in [lost, *made[1:]]}
    assert told[ids[0]] is Verdict.DISMISSED
    assert told[ids[1]] is not Verdict.DISMISSED
    assert await world.scores.verdicts(THEIRS, ids) == {}
    assert await world.scores.verdicts(OURS, []) == {}


async def test_a_rescoring_comes_back_equal(mongo_database: Any) -> None:
    rescorings = MongoRescorings(mongo_database)
    made = Rescoring(
        id=OperationId("op-1"), workspace_id=OURS, revision=4, after="prospect-9", version=2
    )
    await rescorings.add(made)
    mine, theirs = [await rescorings.get(OURS, OperationId("op-1")) for _ in range(2)]
    assert mine == made
    with pytest.raises(RescoringNotFound):
        await rescorings.get(THEIRS, OperationId("op-1"))
    await rescorings.save(theirs)
    with pytest.raises(StaleWrite):
        await rescorings.save(mine)
