"""Firms, and whose firm each is."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from adapters.memory.companies import MemoryCompanies
from adapters.memory.prospects import MemoryProspects
from adapters.memory.rows import MemoryStore
from adapters.mongo.companies import MongoCompanies
from adapters.mongo.prospects import MongoProspects
from domain.prospects.errors import CompanyAlreadyExists, CompanyNotFound
from domain.prospects.model.company import Company
from domain.prospects.model.person import DetailKind
from domain.prospects.ports import Companies, CompanySort, ProspectRepository
from domain.shared.errors import StaleWrite
from domain.shared.ids import CompanyId, ImportId, WorkspaceId
from domain.shared.page import PageAsk
from tests.builders import a_person, a_prospect
from tests.conftest import MONDAY
from tests.contracts.test_prospect_storage import Members, assert_no_default
from tests.unit.domain.prospects.test_company import a_company, said

OURS, THEIRS = WorkspaceId("w-ours"), WorkspaceId("w-theirs")
BY_NAME = CompanySort.NAME
TOMORROW = MONDAY + timedelta(days=1)


@dataclass
class World:
    companies: Companies
    prospects: ProspectRepository


@pytest.fixture(params=["memory", "mongo"])
def world(request: pytest.FixtureRequest) -> World:
    if request.param == "memory":
        store = MemoryStore()
        prospects = MemoryProspects(store, Members())
        return World(MemoryCompanies(store), prospects)
    database = request.getfixturevalue("mongo_database")
    return World(MongoCompanies(database), MongoProspects(database))


async def test_a_firm_comes_back_equal(world: World) -> None:
    firm = Company(
        id=CompanyId("company-0001"),
        workspace_id=OURS,
        added_at=MONDAY,
        details={kind: said(f"{kind.value} of Acme") for kind in DetailKind},
        stands_alone=True,
        import_ids=[ImportId("import-1")],
        version=3,
    )
    assert_no_default(firm)
    await world.companies.add([firm])
    assert await world.companies.get(OURS, firm.id) == firm


async def test_another_workspace_sees_none_and_may_have_the_same(world: World) -> None:
    firm = a_company(company="Acme")
    person = a_prospect()
    await world.companies.add([firm])
    await world.prospects.add([person])
    await world.companies.link(OURS, {person.id: firm.id})
    with pytest.raises(CompanyNotFound):
        await world.companies.get(THEIRS, firm.id)
    assert list(await world.companies.many(THEIRS, [firm.id])) == []
    assert list(await world.companies.known(THEIRS, ["name:acme"])) == []
    assert list((await world.companies.search(THEIRS, "", BY_NAME, PageAsk())).items) == []
    assert list((await world.companies.people(THEIRS, firm.id, PageAsk())).items) == []
    assert await world.companies.head_counts(THEIRS, [firm.id]) == {}
    assert await world.companies.of_person(THEIRS, person.id) is None
    assert not await world.companies.link(THEIRS, {person.id: None})
    await world.companies.remove(THEIRS, [firm.id])
    assert await world.companies.get(OURS, firm.id) == firm
    theirs = a_company(2, company="Acme")
    theirs.workspace_id = THEIRS
    await world.companies.add([theirs])


async def test_one_identity_belongs_to_one_firm(world: World) -> None:
    await world.companies.add([a_company(1, company="Acme SAS")])
    with pytest.raises(CompanyAlreadyExists):
        await world.companies.add([a_company(2, company="ACME")])
    other = a_company(3, company="Zed")
    await world.companies.add([other])
    other.details[DetailKind.COMPANY] = said("Acme")
    with pytest.raises(CompanyAlreadyExists):
        await world.companies.save([other])


async def test_a_firm_is_known_by_every_key_it_has(world: World) -> None:
    firm = a_company(company="Acme SAS", domain="acme.fr", siren="732829320")
    await world.companies.add([firm])
    for key in ("name:acme", "domain:acme.fr", "siren:732829320"):
        assert list(await world.companies.known(OURS, [key, "name:zed"])) == [firm]
    assert list(await world.companies.known(OURS, ["name:zed"])) == []


async def test_a_write_on_an_old_version_is_refused(world: World) -> None:
    await world.companies.add([a_company(company="Acme")])
    first = await world.companies.get(OURS, CompanyId("company-0001"))
    second = await world.companies.get(OURS, CompanyId("company-0001"))
    first.details[DetailKind.NAF] = said("62.01Z")
    await world.companies.save([first])
    with pytest.raises(StaleWrite):
        await world.companies.save([second])
    assert (await world.companies.get(OURS, first.id)).detail(DetailKind.NAF) == "62.01Z"


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (CompanySort.NAME, [2, 3, 1]),
        (CompanySort.NAME_DOWN, [1, 3, 2]),
        (CompanySort.ADDED, [1, 2, 3]),
        (CompanySort.ADDED_DOWN, [3, 2, 1]),
    ],
)
async def test_pages_follow_the_order_asked_for(
    world: World, sort: CompanySort, order: list[int]
) -> None:
    names = ("Zed", "Acme", "Émile")
    await world.companies.add([a_company(n, company=name) for n, name in enumerate(names, 1)])
    seen: list[str] = []
    after = None
    for _ in range(3):
        page = await world.companies.search(OURS, "", sort, PageAsk(limit=1, after=after))
        seen += [one.id for one in page.items]
        after = page.next
    assert after is None
    assert seen == [f"company-{number:04}" for number in order]


async def test_words_find_a_firm_by_their_first_letters(world: World) -> None:
    await world.companies.add(
        [
            a_company(1, company="Fonderie des Alpes", domain="fonderie-alpes.fr"),
            a_company(2, company="Fondation Royer", siren="732829320"),
        ]
    )

    async def found(words: str) -> list[str]:
        page = await world.companies.search(OURS, words, BY_NAME, PageAsk())
        return [one.id[-1] for one in page.items]

    assert await found("fond") == ["2", "1"]
    assert await found("fonderie al") == ["1"]
    assert await found("732829") == ["2"]
    assert await found("f") == ["2", "1"]
    assert await found("alpes royer") == []


async def test_people_belong_to_a_firm_until_they_are_said_to_belong_elsewhere(
    world: World,
) -> None:
    firm, other = a_company(1, company="Acme"), a_company(2, company="Zed")
    people = [
        a_prospect(a_person(f"Ada {n}", emails=(), profiles=()), number=n) for n in range(1, 4)
    ]
    await world.companies.add([firm, other])
    await world.prospects.add(people)
    links = {one.id: firm.id for one in people}
    assert await world.companies.link(OURS, dict(links))
    assert not await world.companies.link(OURS, dict(links))
    first = await world.companies.people(OURS, firm.id, PageAsk(limit=2))
    rest = await world.companies.people(OURS, firm.id, PageAsk(limit=2, after=first.next))
    assert [*first.items, *rest.items] == [one.id for one in people]
    assert rest.next is None
    await world.companies.link(OURS, {people[0].id: other.id, people[1].id: None})
    assert await world.companies.of_person(OURS, people[0].id) == other.id
    assert await world.companies.of_person(OURS, people[1].id) is None
    assert await world.companies.head_counts(OURS, [firm.id, other.id]) == {firm.id: 1, other.id: 1}
    # A card that is saved keeps its firm.
    await world.prospects.save([await world.prospects.get(OURS, people[0].id)])
    assert await world.companies.of_person(OURS, people[0].id) == other.id


async def test_a_firm_nobody_is_left_in_goes_unless_it_stands_alone(world: World) -> None:
    firms = [a_company(n, company=name) for n, name in enumerate(("Acme", "Zed", "Own"), 1)]
    firms[2].stands_alone = True
    person = a_prospect()
    await world.companies.add(firms)
    await world.prospects.add([person])
    await world.companies.link(OURS, {person.id: firms[0].id})
    assert await world.companies.remove_left(MONDAY) == 0  # they are of this very moment
    assert await world.companies.remove_left(TOMORROW) == 1
    left = await world.companies.many(OURS, [one.id for one in firms])
    assert [one.name for one in left] == ["Acme", "Own"]
    await world.prospects.remove(OURS, [person.id])
    assert await world.companies.remove_left(TOMORROW) == 1
