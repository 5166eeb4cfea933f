"""vendors/unipile.md 3, 6."""

from typing import Any

import httpx
import pytest

from adapters.sandbox.world import Manner, Person
from tests.sandbox.conftest import Sandbox


def someone(sandbox: Sandbox, **fields: Any) -> Person:
    return next(
        person
        for person in sandbox.parts.world.people.values()
        if all(getattr(person, name) == value for name, value in fields.items())
    )


async def member(sandbox: Sandbox, account: str, person: Person, **params: str) -> str:
    answer = await sandbox.unipile.get(f"/users/{person.slug}", account_id=account, **params)
    return str(answer.json()["provider_id"])


async def invite(sandbox: Sandbox, account: str, provider_id: str, note: str = "") -> Any:
    body = {"account_id": account, "provider_id": provider_id, "message": note}
    return await sandbox.unipile.post("/users/invite", json=body)


async def chat(sandbox: Sandbox, account: str, provider_id: str, text: str) -> httpx.Response:
    fields = {"account_id": account, "attendees_ids": provider_id, "text": text}
    files = {name: (None, value) for name, value in fields.items()}
    return await sandbox.unipile.post("/chats", files=files)


async def test_ids_belong_to_one_viewer_and_one_product(sandbox: Sandbox) -> None:
    first = await sandbox.account("LINKEDIN")
    second = await sandbox.account("LINKEDIN", display_name="Paul Roy")
    person = someone(sandbox, in_world=True)
    classic = await member(sandbox, first, person)
    sales = await member(sandbox, first, person, linkedin_api="sales_navigator")
    assert classic.startswith("ACo")
    assert sales.startswith("ACw")
    assert await member(sandbox, second, person) != classic
    other_viewer = await invite(sandbox, second, classic)
    wrong_space = await invite(sandbox, first, sales)
    assert other_viewer.json()["type"] == "errors/invalid_recipient"
    assert wrong_space.json()["type"] == "errors/invalid_recipient"


async def test_a_profile_says_who_it_is(sandbox: Sandbox) -> None:
    account = await sandbox.account("LINKEDIN")
    person = someone(sandbox, in_world=True)
    profile = (await sandbox.unipile.get(f"/users/{person.slug}", account_id=account)).json()
    assert profile["object"] == "UserProfile"
    assert profile["network_distance"] == "SECOND_DEGREE"
    assert profile["work_experience"][0]["company"] == person.company.name
    nobody = await sandbox.unipile.get("/users/introuvable-1", account_id=account)
    assert nobody.status_code == 404


async def test_an_accepted_invitation_leaves_the_list_and_the_note_becomes_a_chat(
    sandbox: Sandbox,
) -> None:
    await sandbox.listen("users")
    await sandbox.listen("messaging")
    account = await sandbox.account("LINKEDIN")
    person = someone(sandbox, accepts_invitation=True, manner=Manner.INTERESTED)
    provider_id = await member(sandbox, account, person)
    sent = await invite(sandbox, account, provider_id, "Bonjour, au plaisir d'échanger.")
    assert sent.json()["object"] == "UserInvitationSent"
    listed = (await sandbox.unipile.get("/users/invite/sent", account_id=account)).json()
    [pending] = listed["items"]
    assert pending["id"] == sent.json()["invitation_id"]
    assert pending["invited_user_public_id"] == person.slug
    again = await invite(sandbox, account, provider_id)
    assert again.json()["type"] == "errors/already_invited_recently"

    await sandbox.pass_time(20)
    listed = (await sandbox.unipile.get("/users/invite/sent", account_id=account)).json()
    assert listed["items"] == []
    relations = (await sandbox.unipile.get("/users/relations", account_id=account)).json()
    assert relations["items"][0]["member_id"] == provider_id
    [relation] = sandbox.receiver.of("new_relation")
    assert relation["user_public_identifier"] == person.slug
    messages = sandbox.receiver.of("message_received")
    assert messages[0]["is_sender"] is True
    assert messages[0]["message"] == "Bonjour, au plaisir d'échanger."
    if person.answers_on_linkedin:
        assert messages[1]["is_sender"] is False
    connected = await invite(sandbox, account, provider_id)
    assert connected.json()["type"] == "errors/already_connected"


async def test_a_withdrawn_invitation_burns_the_person_for_three_weeks(sandbox: Sandbox) -> None:
    account = await sandbox.account("LINKEDIN")
    person = someone(sandbox, accepts_invitation=False)
    provider_id = await member(sandbox, account, person)
    sent = (await invite(sandbox, account, provider_id)).json()["invitation_id"]
    gone = await sandbox.unipile.delete(f"/users/invite/sent/{sent}", account_id=account)
    assert gone.json() == {"object": "InvitationCanceled"}
    assert (await invite(sandbox, account, provider_id)).status_code == 422
    sandbox.clock.advance(days=21)
    assert (await invite(sandbox, account, provider_id)).status_code == 200


async def test_a_note_is_300_characters_or_200_on_a_free_account(sandbox: Sandbox) -> None:
    paid = await sandbox.account("LINKEDIN")
    free = await sandbox.account("LINKEDIN", seat="free")
    person = someone(sandbox, in_world=True)
    for account, longest in ((paid, 300), (free, 200)):
        provider_id = await member(sandbox, account, person)
        long = await invite(sandbox, account, provider_id, "x" * (longest + 1))
        assert (long.status_code, long.json()["type"]) == (400, "errors/too_many_characters")
        assert (await invite(sandbox, account, provider_id, "x" * longest)).status_code == 200


async def test_the_daily_cap_and_the_usage_steps(sandbox: Sandbox) -> None:
    account = await sandbox.account("LINKEDIN")
    usages = []
    for number in range(100):
        answer = await sandbox.unipile.get(f"/users/quidam-{number}a", account_id=account)
        sent = await invite(sandbox, account, answer.json()["provider_id"])
        usages.append(sent.json().get("usage"))
    assert [one for one in usages if one] == [50]
    stranger = await sandbox.unipile.get("/users/quidam-last", account_id=account)
    capped = await invite(sandbox, account, stranger.json()["provider_id"])
    assert (capped.status_code, capped.json()["type"]) == (422, "errors/limit_exceeded")


async def test_a_chat_needs_a_relation_and_is_one_thread(sandbox: Sandbox) -> None:
    account = await sandbox.account("LINKEDIN")
    person = someone(sandbox, accepts_invitation=True)
    provider_id = await member(sandbox, account, person)
    early = await chat(sandbox, account, provider_id, "Bonjour")
    assert early.json()["type"] == "errors/no_connection_with_recipient"
    await invite(sandbox, account, provider_id)
    await sandbox.world("/people/accept", slug=person.slug)
    started = (await chat(sandbox, account, provider_id, "Bonjour")).json()
    again = (await chat(sandbox, account, provider_id, "Une précision")).json()
    assert started["object"] == "ChatStarted"
    assert started["chat_id"] == again["chat_id"]
    files = {"text": (None, "Encore"), "account_id": (None, account)}
    path = f"/chats/{started['chat_id']}/messages"
    said = await sandbox.unipile.post(path, files=files)
    assert (said.status_code, said.json()["object"]) == (201, "MessageSent")
    listed = (await sandbox.unipile.get(path)).json()["items"]
    assert [one["text"] for one in listed] == ["Encore", "Une précision", "Bonjour"]
    as_json = await sandbox.unipile.post(path, json={"text": "x"})
    assert as_json.status_code == 415


async def test_search_is_thin_on_classic_and_needs_a_seat_on_sales_navigator(
    sandbox: Sandbox,
) -> None:
    account = await sandbox.account("LINKEDIN")
    free = await sandbox.account("LINKEDIN", seat="free")

    async def search(account_id: str, body: dict[str, Any], **params: Any) -> httpx.Response:
        query = {"account_id": account_id, **params}
        return await sandbox.unipile.post("/linkedin/search", json=body, params=query)

    classic = (await search(account, {"api": "classic", "category": "people"}, limit=3)).json()
    assert classic["object"] == "LinkedinSearch"
    assert len(classic["items"]) == 10  # whatever the limit (3)
    assert "current_positions" not in classic["items"][0]
    sales = {"api": "sales_navigator", "category": "people", "seniority": {"include": ["cxo"]}}
    refused = await search(free, sales)
    assert (refused.status_code, refused.json()["type"]) == (403, "errors/feature_not_subscribed")
    first = (await search(account, sales, limit=5)).json()
    rest = (await search(account, {"cursor": first["cursor"]})).json()
    assert first["items"][0]["id"].startswith("ACw")
    assert not {one["id"] for one in first["items"]} & {one["id"] for one in rest["items"]}
    expected = [p for p in sandbox.parts.world.people.values() if p.seniority == "cxo"]
    assert first["paging"]["total_count"] == len(expected)
    parameters = await sandbox.unipile.get(
        "/linkedin/search/parameters", account_id=account, type="INDUSTRY", keywords="textile"
    )
    assert parameters.json()["items"][0]["id"].isdigit()


@pytest.mark.parametrize("reading", ["present", "absent"])
async def test_is_sender_is_there_or_not_as_it_is_read(sandbox: Sandbox, reading: str) -> None:
    await sandbox.world("/readings", name="unipile.is_sender", value=reading)
    await sandbox.listen("messaging")
    account = await sandbox.account("LINKEDIN")
    person = someone(sandbox, in_world=True)
    await invite(sandbox, account, await member(sandbox, account, person), "Bonjour")
    await sandbox.world("/people/accept", slug=person.slug)
    await sandbox.later(seconds=5)
    [told] = sandbox.receiver.of("message_received")
    assert ("is_sender" in told) is (reading == "present")
    assert told["account_info"]["user_id"] == told["sender"]["attendee_provider_id"]
