"""What is kept, and what never is: read from stores, sources and answers."""

import dataclasses
import json
import re
from typing import Any

import httpx
import pytest

from adapters.bootstrap.ports import Ports
from adapters.bootstrap.settings import Settings
from adapters.mongo import driver
from adapters.mongo.collections import COLLECTIONS
from adapters.unipile import adapter, mail_reader, search
from api.app import make_surface
from domain.accounts.model.identity import User
from domain.application import Application
from domain.privacy.model.subprocessors import SUB_PROCESSORS
from domain.shared.actor import Role
from domain.shared.ids import ProspectId, WorkspaceId
from tests.api.test_exports import PERSON
from tests.api.test_salesbook import PERSONA
from tests.conftest import drain_tasks
from tests.obligations.table import ROOT

DOCUMENT: dict[str, Any] = make_surface().openapi()
_NUMBER = re.compile(r"(?<![\w.:+-])\d(?:[ -]?\d){12,18}(?![\w.:-])")


def _is_card(text: str) -> bool:
    """ISO/IEC 7812-1, annex B."""
    digits = [int(char) for char in text if char.isdigit()]
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0 and digits[0] in {3, 4, 5, 6}


def test_a_card_number_is_recognised() -> None:
    assert _is_card("4242 4242 4242 4242")
    assert not _is_card("4242 4242 4242 4241")


async def _dump(client: driver.Client, settings: Settings) -> dict[str, str]:
    database = client[settings.mongodb_database]
    return {
        spec.name: str([row async for row in database[spec.name].find({})]) for spec in COLLECTIONS
    }


@pytest.mark.obligation(41, 104)
async def test_no_card_number_is_in_any_store_and_none_is_accepted(
    application: Application,
    client: httpx.AsyncClient,
    settings: Settings,
    mongo_client: driver.Client,
) -> None:
    await client.post("/api/v1/prospects", json=PERSON)
    await drain_tasks(application)
    dump = await _dump(mongo_client, settings)
    assert "camille@verger.example" in dump["prospects"]
    found = {
        name: one.group()
        for name, text in dump.items()
        for one in _NUMBER.finditer(text)
        if _is_card(one.group())
    }
    assert found == {}
    card = {"card": {"number": "4242424242424242", "cvc": "123"}}
    refused = await client.post("/api/v1/billing/checkout", json=card)
    assert refused.status_code in {400, 404, 422}


@pytest.mark.obligation(40)
async def test_an_account_is_these_fields_and_its_password_is_shown_nowhere(
    client: httpx.AsyncClient, settings: Settings, mongo_client: driver.Client
) -> None:
    fields = {one.name for one in dataclasses.fields(User)}
    personal = {"email", "first_name", "last_name", "locale", "password_hash"}
    assert fields == {
        *personal, "id", "created_at", "factor", "pending_secret", "version"
    }  # fmt: skip
    (spec,) = [one for one in COLLECTIONS if one.name == "users"]
    assert set(spec.personal) == personal | {"factor", "pending_secret"}
    answered = {
        name
        for schema, shape in DOCUMENT["components"]["schemas"].items()
        if not schema.endswith(("Ask", "Body"))
        for name in shape.get("properties", {})
    }
    assert not {"password_hash", "pending_secret"} & answered
    async for row in mongo_client[settings.mongodb_database]["users"].find({}):
        assert row["password_hash"].startswith("$argon2id$")
        told = await client.get("/api/v1/session")
        assert row["password_hash"] not in told.text


@pytest.mark.obligation(33, 43)
async def test_a_filled_person_is_held_in_seven_groups_and_each_act_is_told_once(
    application: Application, client: httpx.AsyncClient, ports: Ports
) -> None:
    workspace = (await client.get("/api/v1/session")).json()["workspace"]["id"]
    persona = await client.post("/api/v1/salesbook/personas", json=PERSONA)
    assert persona.status_code == 201, persona.text
    await drain_tasks(application)
    person = (await client.post("/api/v1/prospects", json=PERSON)).json()["id"]
    await client.post(f"/api/v1/prospects/{person}/tags", json={"tag": "salon"})
    await client.post(f"/api/v1/prospects/{person}/stage", json={"stage": "in_conversation"})
    await drain_tasks(application)
    held = await ports.privacy.stores.copy(WorkspaceId(workspace), ProspectId(person))
    row: dict[str, Any] = dict(held["prospects"][0])
    told = json.dumps(row, default=str)
    assert "Directrice commerciale" in told  # profile
    assert "=Verger" in told  # company
    assert {point["kind"] for point in row["points"]} == {"email", "phone"}
    assert row["tags"] == ["salon"]
    assert row["stage"] == "in_conversation"
    assert held["scores"]
    assert held["timeline"]
    shown = (await client.get(f"/api/v1/prospects/{person}/timeline")).json()["items"]
    kinds = [one["kind"] for one in shown]
    for kind in ("prospect-added", "tagged", "stage-changed"):
        assert kinds.count(kind) == 1
    assert [one["at"] for one in shown] == sorted((one["at"] for one in shown), reverse=True)
    assert all(one["actor"] for one in shown if one["kind"] in {"tagged", "stage-changed"})


@pytest.mark.obligation(66)
def test_prompts_hold_nobodys_data_and_no_index_outlives_its_workspace() -> None:
    prompts = list((ROOT / "adapters" / "llm" / "prompts").glob("*.md"))
    assert len(prompts) >= 4
    for file in prompts:
        text = file.read_text(encoding="utf-8")
        addresses = re.findall(r"[\w.+-]+@[\w.-]+\.\w+", text)
        assert [one for one in addresses if not one.endswith(".example")] == [], file.name
        assert re.findall(r"\+33\d{9}|linkedin\.com/in/", text) == [], file.name
    learnt = [one.name for one in COLLECTIONS if re.search("embed|vector|train|corpus", one.name)]
    assert learnt == []


@pytest.mark.obligation(22, 36)
async def test_looking_around_leaves_nothing_in_any_store(
    application: Application,
    client: httpx.AsyncClient,
    settings: Settings,
    mongo_client: driver.Client,
) -> None:
    await client.post("/api/v1/prospects", json=PERSON)
    await drain_tasks(application)
    before = await _dump(mongo_client, settings)
    pages = [
        path
        for path, verbs in DOCUMENT["paths"].items()
        if "get" in verbs and path.startswith("/api/v1/") and "{" not in path
    ]
    answers = [await client.get(path) for path in pages if path != "/api/v1/live"]
    assert sum(one.status_code == 200 for one in answers) > 50
    await drain_tasks(application)
    after = await _dump(mongo_client, settings)
    assert [name for name in before if before[name] != after[name]] == []


@pytest.mark.obligation(14)
def test_nobody_of_the_publisher_has_a_role_in_a_workspace() -> None:
    assert {one.value for one in Role} == {
        *("owner", "admin", "manager", "member", "viewer", "billing", "dpo")
    }


def _public(kind: type) -> set[str]:
    return {
        name for name, member in vars(kind).items() if callable(member) and not name.startswith("_")
    }


@pytest.mark.obligation(105)
def test_the_mail_provider_sends_reads_one_mail_and_looks_for_one_address() -> None:
    assert _public(adapter.UnipileCourier) == {"send"}
    assert _public(adapter.UnipileEvidence) == {"look"}
    assert _public(adapter.UnipileLink) == {"open", "account", "release"}
    assert _public(mail_reader.UnipileMailReader) == {"read"}
    assert _public(search.UnipilePeople) == {"find"}


_STORED = re.compile(r"localStorage\.(?:get|set)Item\((\w+|'[^']+')")
_SOURCES = [
    file
    for file in (ROOT / "frontend" / "src").rglob("*.ts*")
    if ".test." not in file.name and "generated" not in file.parts
]
_REGISTER = json.loads((ROOT / "docs" / "security" / "browser-storage.json").read_text("utf-8"))


def _kept_in_the_browser() -> set[str]:
    found: set[str] = set()
    for file in _SOURCES:
        text = file.read_text(encoding="utf-8")
        for name in _STORED.findall(text):
            value = re.search(rf"\b{name} = '([^']+)'", text)
            found.add(value.group(1) if value else name.strip("'"))
    return found


@pytest.mark.obligation(115, 117)
async def test_the_browser_keeps_what_the_register_lists_and_nothing_else(
    client: httpx.AsyncClient,
) -> None:
    listed = {one["name"]: one for one in _REGISTER}
    assert all(one["exempt"] and one["party"] == "first" for one in listed.values())
    cookies = {cookie.name for cookie in client.cookies.jar}
    kept = {name for name, one in listed.items() if one["kind"] == "localStorage"}
    assert cookies == {name for name, one in listed.items() if one["kind"] == "cookie"}
    assert _kept_in_the_browser() == kept
    for file in _SOURCES:
        text = file.read_text(encoding="utf-8")
        assert "document.cookie" not in text, file.name
        assert "sessionStorage" not in text, file.name
        assert "indexedDB" not in text, file.name


@pytest.mark.obligation(100, 116, 117)
async def test_no_page_asks_anything_of_an_advertiser_or_of_a_chat_nobody_clicked(
    anonymous: httpx.AsyncClient,
) -> None:
    for path in ("/", "/sign-in", "/privacy", "/trust", "/api/v1/policy"):
        policy = (await anonymous.get(path)).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        allowed = {source for one in policy.split(";") for source in one.split()[1:]}
        assert [one for one in allowed if not one.startswith("'") and one != "data:"] == [], path
    foreign = re.compile(r"intercom|doubleclick|googletagmanager|facebook\.net|licdn|hotjar")
    pages = [*_SOURCES, ROOT / "frontend" / "index.html"]
    naming = {file.name for file in pages if foreign.search(file.read_text("utf-8").lower())}
    # The loader, and the texts of the page that says what a click does.
    assert naming == {"support-chat.ts", "help.ts"}
    (chat,) = [one for one in SUB_PROCESSORS if one.id == "intercom"]
    assert not chat.sees_prospects


@pytest.mark.obligation(100, 116)
def test_nothing_but_a_click_asks_for_the_chat() -> None:
    """Who opens it is the button of one page; who closes it, every way out of the session."""
    source = ROOT / "frontend" / "src"
    texts = {str(file.relative_to(source)): file.read_text("utf-8") for file in _SOURCES}

    def saying(words: str) -> set[str]:
        return {name for name, text in texts.items() if words in text}

    loader, page = "lib/support-chat.ts", "features/help/help-page.tsx"
    assert saying("openChat(") == {loader, "features/help/queries.ts"}
    assert saying("useChat()") == {page}
    assert "onClick={() => chat.mutate()}" in texts[page]
    ways_out = {"app/shell/account-menu.tsx", "app/routes/app.tsx"}
    assert saying("closeChat()") == {loader, *ways_out}
    assert "https://" not in texts[loader]


@pytest.mark.obligation(111)
def test_every_provider_a_text_can_leave_the_eea_for_shows_it() -> None:
    leaving = [one for one in SUB_PROCESSORS if one.leaves_the_eea]
    assert {"openai", "anthropic", "fullenrich"} <= {one.id for one in leaving}
    assert [one.id for one in leaving if not (one.country and one.data and one.services)] == []


@pytest.mark.obligation(125)
async def test_a_user_takes_their_own_data_and_nobody_elses(
    client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    held = await client.get("/api/v1/me/data")
    assert held.status_code == 200
    own = held.json()
    assert own["email"] == (await client.get("/api/v1/session")).json()["user"]["email"]
    assert [one["role"] for one in own["memberships"]] == ["owner"]
    assert own["acceptances"][0]["policy_sha256"]
    assert len(own["sessions"]) >= 1
    other = (await other_client.get("/api/v1/session")).json()["user"]
    assert other["email"] not in held.text
    assert "argon2" not in held.text


@pytest.mark.obligation(118)
async def test_the_public_pages_are_read_without_cookies_and_only_a_session_needs_one(
    anonymous: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    for path in ("/privacy", "/trust", "/rights", "/legal"):
        page = await anonymous.get(path)
        assert (page.status_code, list(anonymous.cookies.jar)) == (200, [])
    assert len(list(client.cookies.jar)) == 1
    assert (await client.get("/api/v1/session")).status_code == 200
    client.cookies.clear()
    assert (await client.get("/api/v1/session")).status_code == 401
