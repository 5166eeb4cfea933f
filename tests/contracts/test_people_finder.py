"""prospects.PeopleFinder: the Unipile adapter against its simulator, over real HTTP."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from adapters.system.clock import SystemClock
from adapters.unipile.client import UnipileClient
from adapters.unipile.search import UnipilePeople, classic_body, lead_body, readable_address
from domain.prospects.errors import (
    FinderBusy,
    SearchAddressNotRead,
    SearchPushedBack,
    SearchSeatMissing,
    SearchSessionExpired,
    SearchValueNotKnown,
)
from domain.prospects.model.people_search import (
    FoundPerson,
    PeopleQuery,
    SearchSource,
    Seniority,
)

CLASSIC, LEADS = SearchSource.CLASSIC, SearchSource.SALES_NAVIGATOR


@pytest.fixture
async def world(sandbox_url: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=sandbox_url, timeout=20) as client:
        await client.post("/world/reset")
        yield client
        await client.delete("/world/dials")


@pytest.fixture
async def finder(sandbox_url: str) -> AsyncIterator[UnipilePeople]:
    client = UnipileClient(
        f"{sandbox_url}/unipile/api/v1", "sandbox-unipile-key", wall=SystemClock(), is_live=False
    )
    yield UnipilePeople(client)
    await client.close()


async def account(world: httpx.AsyncClient, seat: str = "sales_navigator") -> str:
    asked = {
        "provider": "LINKEDIN",
        "address": f"ada.{seat}@atelier.example",
        "display_name": "Ada Martin",
        "seat": seat,
    }
    made = await world.post("/world/accounts", json=asked)
    assert made.status_code == 201, made.text
    await world.post("/world/settle")
    return str(made.json()["id"])


async def asked(world: httpx.AsyncClient, path: str) -> list[dict[str, Any]]:
    """What really arrived at the vendor."""
    sent = await world.get("/world/received", params={"vendor": "unipile", "path": path})
    rows: list[dict[str, Any]] = sent.json()
    return rows


async def test_sales_navigator_shows_position_and_both_ids(
    world: httpx.AsyncClient, finder: UnipilePeople
) -> None:
    query = PeopleQuery(source=LEADS, titles=("directeur commercial", "directrice commerciale"))
    page = await finder.find(await account(world), query, cursor="", limit=25)
    assert page.people
    assert page.total == len(page.people)
    for one in page.people:
        assert one.member_id.startswith("ACwAA")
        assert one.public_id
        assert "commercial" in one.job_title
        assert one.company
        assert one.is_named
        assert [profile.kind.value for profile in one.profiles] == ["member", "public"]


async def test_pages_follow_each_other_without_a_repeat(
    world: httpx.AsyncClient, finder: UnipilePeople
) -> None:
    ref = await account(world)
    query = PeopleQuery(source=LEADS, seniorities=(Seniority.DIRECTOR,))
    first = await finder.find(ref, query, cursor="", limit=5)
    second = await finder.find(ref, query, cursor=first.cursor, limit=5)
    assert len(first.people) == len(second.people) == 5
    assert not {one.member_id for one in first.people} & {one.member_id for one in second.people}


async def test_the_last_page_has_no_cursor(world: httpx.AsyncClient, finder: UnipilePeople) -> None:
    query = PeopleQuery(source=LEADS, companies=("Kaolin Studio",))
    page = await finder.find(await account(world), query, cursor="", limit=100)
    assert page.cursor == ""
    assert {one.company for one in page.people} == {"Kaolin Studio"}


async def test_classic_reads_role_and_company_from_the_headline_and_marks_cut_names(
    world: httpx.AsyncClient, finder: UnipilePeople
) -> None:
    ref, cursor = await account(world, "free"), ""
    seen: list[FoundPerson] = []
    query = PeopleQuery(source=CLASSIC, keywords="a")
    for _ in range(20):
        page = await finder.find(ref, query, cursor=cursor, limit=25)
        assert len(page.people) <= 10
        seen += page.people
        cursor = page.cursor
        if not cursor:
            break
    french = [one for one in seen if one.location.endswith("France")]
    assert all(one.job_title and one.company for one in french)
    cut = [one for one in seen if not one.is_named]
    assert cut
    assert all(one.last_name.endswith(".") for one in cut)
    assert all(one.member_id.startswith("ACoAA") for one in seen)


async def test_places_and_sectors_are_asked_by_their_ids_and_learnt_once(
    world: httpx.AsyncClient, finder: UnipilePeople
) -> None:
    ref = await account(world)
    query = PeopleQuery(source=LEADS, locations=("Lyon",), industries=("conseil en management",))
    for _ in range(2):
        page = await finder.find(ref, query, cursor="", limit=10)
        assert {one.company for one in page.people} == {"Hexaline Conseil"}
    assert len(await asked(world, "/linkedin/search/parameters")) == 2


async def test_an_unknown_place_is_named(world: httpx.AsyncClient, finder: UnipilePeople) -> None:
    query = PeopleQuery(source=LEADS, locations=("Lyon", "Atlantide"), industries=("Zzz",))
    with pytest.raises(SearchValueNotKnown) as refused:
        await finder.find(await account(world), query, cursor="", limit=10)
    assert [fault.pointer for fault in refused.value.faults] == ["/locations/1"]


async def test_a_pasted_address_is_searched_as_it_is(
    world: httpx.AsyncClient, finder: UnipilePeople
) -> None:
    ref = await account(world)
    for source, path in ((CLASSIC, "search/results/people/"), (LEADS, "sales/search/people")):
        url = f"https://www.linkedin.com/{path}?keywords=kaolin"
        page = await finder.find(ref, PeopleQuery(source=source, url=url), cursor="", limit=25)
        assert {one.company for one in page.people} == {"Kaolin Studio"}


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/in/jane-doe",
        "https://linkedin.com.evil.example/search/results/people/?keywords=a",
        "http://www.linkedin.com/search/results/people/?keywords=a",
        "not an address",
    ],
)
def test_another_address_is_refused_before_any_call(url: str) -> None:
    with pytest.raises(SearchAddressNotRead) as refused:
        readable_address(url)
    assert refused.value.faults[0].pointer == "/url"


async def test_no_sales_navigator_seat_is_named(
    world: httpx.AsyncClient, finder: UnipilePeople
) -> None:
    with pytest.raises(SearchSeatMissing):
        await finder.find(
            await account(world, "free"),
            PeopleQuery(source=LEADS, keywords="sales"),
            cursor="",
            limit=10,
        )


FAULTS = {
    "session": (401, "errors/disconnected_account", SearchSessionExpired),
    "credentials": (401, "errors/expired_credentials", SearchSessionExpired),
    "too many": (429, "errors/too_many_requests", SearchPushedBack),
    "limit": (422, "errors/limit_exceeded", SearchPushedBack),
    "seat": (403, "errors/feature_not_subscribed", SearchSeatMissing),
    "never heard of": (400, "errors/something_new", FinderBusy),
    "down": (503, "errors/no_client_session", FinderBusy),
}


@pytest.mark.parametrize("case", FAULTS)
async def test_each_refusal_has_a_name(
    case: str, world: httpx.AsyncClient, finder: UnipilePeople
) -> None:
    status, kind, error = FAULTS[case]
    ref = await account(world)
    dial = {
        "vendor": "unipile",
        "route": "POST */linkedin/search",
        "fault": "error",
        "status": status,
        "body": {"title": "x", "type": kind, "status": status},
    }
    assert (await world.post("/world/dials", json=dial)).is_success
    with pytest.raises(error):
        await finder.find(ref, PeopleQuery(source=LEADS, keywords="a"), cursor="", limit=10)


async def test_a_passing_fault_is_asked_again(
    world: httpx.AsyncClient, finder: UnipilePeople
) -> None:
    ref = await account(world)
    dial = {
        "vendor": "unipile",
        "route": "POST */linkedin/search",
        "fault": "html_502",
        "status": 502,
        "count": 1,
    }
    assert (await world.post("/world/dials", json=dial)).is_success
    page = await finder.find(ref, PeopleQuery(source=LEADS, keywords="a"), cursor="", limit=10)
    assert page.people


def test_filters_are_sent_in_the_words_of_the_vendor() -> None:
    named = PeopleQuery(
        source=CLASSIC, keywords="achats", titles=("Acheteur", "Buyer"), companies=("Forge SA",)
    )
    assert classic_body(named, ["1"], ["2"]) == {
        "api": "classic",
        "category": "people",
        "keywords": "achats",
        "location": ["1"],
        "industry": ["2"],
        "advanced_keywords": {"title": '"Acheteur" OR "Buyer"', "company": "Forge SA"},
    }
    sized = PeopleQuery(
        source=LEADS,
        titles=("Acheteur",),
        seniorities=(Seniority.MANAGER,),
        head_count_min=50,
        head_count_max=200,
    )
    assert lead_body(sized, [], []) == {
        "api": "sales_navigator",
        "category": "people",
        "role": {"include": ["Acheteur"]},
        "seniority": {"include": ["experienced_manager", "entry_level_manager"]},
        "company_headcount": [{"min": 11, "max": 50}, {"min": 51, "max": 200}],
    }
