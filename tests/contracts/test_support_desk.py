"""support.SupportDesk, tokens and notices against the simulator (vendors/intercom.md)."""

import itertools
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from adapters.intercom.adapter import IntercomDesk
from adapters.intercom.client import IntercomClient
from adapters.intercom.identity import IntercomTokens, signed
from adapters.intercom.notices import IntercomNotices
from adapters.intercom.off import NoDesk
from adapters.intercom.page import api_base, page_sources
from adapters.sandbox.intercom import read_token
from adapters.system.clock import SystemClock
from adapters.wire.hosts import ForeignHost
from domain.support.errors import ContactLocked, DeskDown, DeskNoticeForged
from domain.support.model import PersonCard

SECRET = "ic_messenger_secret_0123456789abcdef"
KEY = "sandbox-intercom-key"
_NUMBERS = itertools.count()


def somebody() -> tuple[str, PersonCard]:
    """An id and a person that no other test has."""
    number = next(_NUMBERS)
    return f"random-{number}", PersonCard(email=f"ada{number}@atelier.example", name="Ada Martin")


@pytest.fixture
async def world(sandbox_url: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=f"{sandbox_url}/world") as client:
        yield client
        await client.delete("/dials")
        for name, value in (("merged", "410"), ("same_email", "visitors")):
            await client.post("/readings", json={"name": f"intercom.{name}", "value": value})


@pytest.fixture
async def vendor(sandbox_url: str) -> AsyncIterator[httpx.AsyncClient]:
    """What staff and other clients of the vendor do."""
    headers = {
        "Authorization": f"Bearer {KEY}",
        "Accept": "application/json",
        "Intercom-Version": "2.16",
    }
    async with httpx.AsyncClient(base_url=f"{sandbox_url}/intercom", headers=headers) as client:
        yield client


@pytest.fixture
async def desk(sandbox_url: str) -> AsyncIterator[IntercomDesk]:
    client = IntercomClient(f"{sandbox_url}/intercom", KEY, wall=SystemClock(), is_live=False)
    yield IntercomDesk(client)
    await client.close()


async def state(world: httpx.AsyncClient, ref: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = (await world.get("/intercom/contacts")).json()
    return next(one for one in found if one["id"] == ref)


async def dial(world: httpx.AsyncClient, **more: Any) -> None:
    answer = await world.post("/dials", json={"vendor": "intercom", "count": 1, **more})
    assert answer.status_code < 300, answer.text


async def test_a_contact_is_made_once_and_then_corrected(
    desk: IntercomDesk, world: httpx.AsyncClient
) -> None:
    contact_id, person = somebody()
    ref = await desk.put(contact_id, person)
    assert await desk.put(contact_id, PersonCard(email=person.email, name="Ada Roux")) == ref
    kept = await state(world, ref)
    assert (kept["external_id"], kept["name"]) == (contact_id, "Ada Roux")
    assert await desk.find(contact_id) == ref


@pytest.mark.obligation(100)
async def test_only_fields_of_the_user_leave_with_the_pinned_version(
    desk: IntercomDesk, world: httpx.AsyncClient
) -> None:
    contact_id, person = somebody()
    await desk.put(contact_id, person)
    asked = (await world.get("/received", params={"vendor": "intercom"})).json()
    (made,) = [
        one["json"] for one in asked if one["json"] and one["json"].get("external_id") == contact_id
    ]
    assert made == {
        "role": "user",
        "external_id": contact_id,
        "email": person.email,
        "name": person.name,
    }
    assert {one["headers"]["intercom-version"] for one in asked[:2]} == {"2.16"}


async def test_an_archived_contact_comes_back(
    desk: IntercomDesk, vendor: httpx.AsyncClient, world: httpx.AsyncClient
) -> None:
    contact_id, person = somebody()
    ref = await desk.put(contact_id, person)
    await vendor.post(f"/contacts/{ref}/archive")
    assert await desk.find(contact_id) == ""
    assert await desk.put(contact_id, person) == ref
    assert (await state(world, ref))["state"] == "active"


async def test_a_contact_made_meanwhile_is_taken(
    desk: IntercomDesk, vendor: httpx.AsyncClient, world: httpx.AsyncClient
) -> None:
    """Two requests at once: neither found it, and one was refused with the other's reference."""
    contact_id, person = somebody()
    made = await vendor.post("/contacts", json={"role": "user", "external_id": contact_id})
    await dial(world, route="GET /contacts/find_by_external_id/*", fault="error", status=404)
    assert await desk.put(contact_id, person) == made.json()["id"]


async def test_a_visitor_with_the_address_becomes_the_user(
    desk: IntercomDesk, vendor: httpx.AsyncClient, world: httpx.AsyncClient
) -> None:
    contact_id, person = somebody()
    made = await vendor.post("/contacts", json={"role": "lead", "email": person.email})
    ref = await desk.put(contact_id, person)
    assert ref == made.json()["id"]
    assert (await state(world, ref))["role"] == "user"


async def test_another_users_contact_is_never_taken(
    desk: IntercomDesk, world: httpx.AsyncClient
) -> None:
    """Whoever had the address before keeps their conversations to themselves."""
    first, person = somebody()
    ref = await desk.put(first, person)
    second, _ = somebody()
    reading = {"name": "intercom.same_email", "value": "users"}
    assert (await world.post("/readings", json=reading)).status_code < 300
    with pytest.raises(DeskDown):
        await desk.put(second, person)
    assert (await state(world, ref))["external_id"] == first


async def test_an_id_that_is_being_deleted_is_locked(desk: IntercomDesk) -> None:
    contact_id, person = somebody()
    ref = await desk.put(contact_id, person)
    await desk.delete(contact_id, ref)
    with pytest.raises(ContactLocked):
        await desk.put(contact_id, person)


@pytest.mark.parametrize("knows_ref", [True, False])
async def test_deleting_is_final_and_may_be_done_twice(
    desk: IntercomDesk, world: httpx.AsyncClient, *, knows_ref: bool
) -> None:
    contact_id, person = somebody()
    ref = await desk.put(contact_id, person)
    for _ in range(2):
        await desk.delete(contact_id, ref if knows_ref else "")
    assert (await state(world, ref))["state"] == "deleting"


async def test_an_archived_contact_is_deleted_by_its_reference(
    desk: IntercomDesk, vendor: httpx.AsyncClient, world: httpx.AsyncClient
) -> None:
    contact_id, person = somebody()
    ref = await desk.put(contact_id, person)
    await vendor.post(f"/contacts/{ref}/archive")
    await desk.delete(contact_id, ref)
    assert (await state(world, ref))["state"] == "deleting"


@pytest.mark.parametrize(("reading", "ends"), [("410", "deleting"), ("404", "active")])
async def test_a_merged_contact_is_deleted_where_it_went(
    desk: IntercomDesk,
    vendor: httpx.AsyncClient,
    world: httpx.AsyncClient,
    reading: str,
    ends: str,
) -> None:
    """Three hops; where the vendor answers 404 instead, it says of none where it went (1)."""
    contact_id, person = somebody()
    ref = await desk.put(contact_id, person)
    chain = [ref]
    for _ in range(3):
        made = await vendor.post("/contacts", json={"role": "lead"})
        chain.append(made.json()["id"])
    for one, following in itertools.pairwise(chain):
        await world.post(f"/intercom/contacts/{one}/merge/{following}")
    await world.post("/readings", json={"name": "intercom.merged", "value": reading})
    await desk.delete(contact_id, ref)
    assert (await state(world, chain[-1]))["state"] == ends


@pytest.mark.parametrize(
    "fault",
    [{"fault": "error", "status": 500}, {"fault": "drop_after_effect"}, {"fault": "html_502"}],
)
async def test_a_desk_that_fails_is_down_and_asking_again_ends_well(
    desk: IntercomDesk, world: httpx.AsyncClient, fault: dict[str, Any]
) -> None:
    contact_id, person = somebody()
    await dial(world, route="POST /contacts", **fault)
    with pytest.raises(DeskDown):
        await desk.put(contact_id, person)
    assert await desk.put(contact_id, person)
    await dial(world, route="DELETE *", **fault)
    with pytest.raises(DeskDown):
        await desk.delete(contact_id, "")
    await desk.delete(contact_id, "")
    assert await desk.find(contact_id) == ""


async def test_the_window_that_is_used_up_says_when_it_is_not(
    desk: IntercomDesk, world: httpx.AsyncClient
) -> None:
    reset = int((SystemClock().now() + timedelta(seconds=30)).timestamp())
    headers = {"X-RateLimit-Reset": str(reset)}
    await dial(world, route="POST /contacts", fault="error", status=429, headers=headers)
    with pytest.raises(DeskDown) as refused:
        await desk.put(*somebody())
    assert refused.value.retry_after is not None
    assert timedelta(seconds=20) < refused.value.retry_after <= timedelta(seconds=30)


async def test_a_wrong_key_is_a_desk_that_is_down(sandbox_url: str) -> None:
    client = IntercomClient(f"{sandbox_url}/intercom", "other", wall=SystemClock(), is_live=False)
    with pytest.raises(DeskDown):
        await IntercomDesk(client).find("anybody")
    await client.close()


async def test_no_other_host_is_ever_called() -> None:
    for url, is_live in (
        ("https://api.eu.intercom.io", False),
        ("https://api.intercom.io.example", True),
    ):
        with pytest.raises(ForeignHost):
            IntercomClient(url, KEY, wall=SystemClock(), is_live=is_live)


async def test_without_a_desk_nothing_is_done_and_nothing_is_pretended() -> None:
    with pytest.raises(DeskDown):
        await NoDesk().delete("anybody", "")
    with pytest.raises(DeskDown):
        await NoDesk().put(*somebody())
    with pytest.raises(DeskDown):
        await NoDesk().find("anybody")


def test_the_token_is_the_sheets_vector() -> None:
    claims: dict[str, str | int] = {"user_id": "u_42", "email": "a@example.com", "exp": 1795384800}
    assert signed(SECRET, claims) == (
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VyX2lkIjoidV80MiIsImVtYWlsIjoiYUBleGFtcGxlLmNv"
        "bSIsImV4cCI6MTc5NTM4NDgwMH0.TUabfUcKjy3DhKmMMfRjwM39Vmx3klaYvT5O0qia-m8"
    )


@pytest.mark.obligation(100)
def test_a_token_says_who_and_until_when_and_nothing_else() -> None:
    until = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
    person = PersonCard(email="ada@atelier.example", name="Ada Éluard")
    token = IntercomTokens(SECRET).sign("random-1", person, until=until)
    claims, fault = read_token(token, SECRET, until.timestamp() - 1)
    assert fault == ""
    assert claims == {
        "user_id": "random-1",
        "email": "ada@atelier.example",
        "name": "Ada Éluard",
        "exp": int(until.timestamp()),
    }


def test_the_messenger_refuses_what_is_not_ours() -> None:
    claims: dict[str, str | int] = {"user_id": "random-1", "exp": 2_000_000_000}
    good = signed(SECRET, claims)
    unsigned = "eyJhbGciOiJub25lIn0." + good.split(".")[1] + "."
    refused = {
        "signature": signed("other", claims),
        "algorithm": unsigned,
        "user_id": signed(SECRET, {"email": "a@example.com", "exp": 2_000_000_000}),
        "expired": signed(SECRET, claims | {"exp": 1_000_000_000}),
        "malformed": "nothing",
    }
    now = 1_900_000_000
    assert {read_token(one, SECRET, now)[1] for one in refused.values()} == set(refused)
    assert read_token(good, SECRET, now)[1] == ""


PING = b'{"type":"notification_event","topic":"ping","id":"notif_1"}'


def test_a_notice_is_genuine_by_the_sheets_vector() -> None:
    notices = IntercomNotices("ic_client_secret")
    notice = notices.read(PING, "sha1=f11865fa8820a6b6a1db9b8f7ef5edcb2994a89d")
    assert (notice.topic, notice.notice_ref) == ("ping", "notif_1")


@pytest.mark.parametrize(
    ("secret", "signature"),
    [
        ("ic_client_secret", ""),
        ("ic_client_secret", "sha1=f11865fa8820a6b6a1db9b8f7ef5edcb2994a89e"),
        ("ic_client_secret", "f11865fa8820a6b6a1db9b8f7ef5edcb2994a89d"),
        ("ic_client_secret", "sha1=\ud800"),
        ("", "sha1=f11865fa8820a6b6a1db9b8f7ef5edcb2994a89d"),
    ],
)
def test_a_notice_that_is_not_signed_is_none(secret: str, signature: str) -> None:
    with pytest.raises(DeskNoticeForged):
        IntercomNotices(secret).read(PING, signature)


@pytest.mark.obligation(100)
def test_of_a_notice_only_references_are_taken() -> None:
    """What somebody wrote at the desk is not ours to keep."""
    body = json.dumps(
        {
            "id": None,
            "topic": "conversation.user.created",
            "data": {"item": {"id": "499", "body": "Mon prospect Camille"}},
        }
    ).encode()
    mark = _mark(body)
    notice = IntercomNotices("ic_client_secret").read(body, mark)
    assert (notice.contact_id, notice.desk_ref) == ("", "")
    assert len(notice.notice_ref) == 64


def _mark(body: bytes) -> str:
    import hmac  # noqa: PLC0415 - only here

    return f"sha1={hmac.digest(b'ic_client_secret', body, 'sha1').hex()}"


@pytest.mark.obligation(116, 117)
def test_a_page_lets_in_the_hosts_of_the_configured_region_only() -> None:
    widget = "https://widget.intercom.io/widget"
    live = page_sources("eu", widget, is_live=True)
    assert live.connect == (
        "https://api-iam.eu.intercom.io",
        "wss://nexus-europe-websocket.intercom.io",
    )
    assert live.script == ("https://widget.intercom.io", "https://js.intercomcdn.com")
    assert api_base("eu", widget, is_live=True) == live.connect[0]
    here = page_sources("eu", "http://127.0.0.1:8320/intercom-widget/widget", is_live=False)
    assert {*here.script, *here.connect, *here.image, *here.font} == {"http://127.0.0.1:8320"}
