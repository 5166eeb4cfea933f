"""Public pages: open to anybody, without cookies or scripts, and they act only on a POST."""

import re

import httpx
import pytest

from adapters.bootstrap.bridges.consent import SUB_PROCESSORS
from adapters.bootstrap.ports import Ports
from domain.application import Application
from domain.shared.ids import ProspectId, WorkspaceId


@pytest.fixture
async def written_to(client: httpx.AsyncClient) -> tuple[WorkspaceId, ProspectId]:
    """A person of the workspace."""
    session = (await client.get("/api/v1/session")).json()
    added = await client.post(
        "/api/v1/prospects",
        json={
            "first_name": "Camille",
            "last_name": "Roux",
            "company": "Verger",
            "email": "camille@verger.example",
            "source": "<b>Salon</b>",
            "legal_basis": "legitimate_interest",
            "collected_on": "2026-11-20",
        },
    )
    assert added.status_code == 201, added.text
    return WorkspaceId(session["workspace"]["id"]), ProspectId(added.json()["id"])


@pytest.fixture
def objection(ports: Ports, written_to: tuple[WorkspaceId, ProspectId]) -> str:
    return ports.shared.sealer.seal("objection", *written_to)


@pytest.fixture
def notice(ports: Ports, written_to: tuple[WorkspaceId, ProspectId]) -> str:
    return ports.shared.sealer.seal("notice", *written_to)


async def opposed(application: Application, who: tuple[WorkspaceId, ProspectId]) -> bool:
    return not await application.consent.check.may_contact(*who)


def is_calm(page: httpx.Response) -> None:
    """No script, no cookie, nothing loaded from anywhere."""
    assert "set-cookie" not in page.headers
    assert not re.search(r"<script|<img|<link|\son\w+=|https?://(?!nord)[^\"<]*\"", page.text)
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["cache-control"] == "no-store"


@pytest.mark.obligation(60)
async def test_opening_the_link_changes_nothing(
    anonymous: httpx.AsyncClient,
    application: Application,
    written_to: tuple[WorkspaceId, ProspectId],
    objection: str,
) -> None:
    page = await anonymous.get(f"/u/{objection}")
    assert page.status_code == 200
    is_calm(page)
    assert "<button" in page.text
    assert "camille" not in page.text.lower()
    assert not await opposed(application, written_to)


@pytest.mark.obligation(61)
@pytest.mark.parametrize(
    ("body", "kind", "answer"),
    [
        (b"List-Unsubscribe=One-Click", "application/x-www-form-urlencoded", b""),
        (b"confirm=1", "application/x-www-form-urlencoded", None),
        (b"\xff\x00whatever", "application/octet-stream", None),
        (b"", "", None),
    ],
)
async def test_one_post_objects_whatever_its_body_and_site(
    anonymous: httpx.AsyncClient,
    application: Application,
    written_to: tuple[WorkspaceId, ProspectId],
    objection: str,
    body: bytes,
    kind: str,
    answer: bytes | None,
) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://mail.example"}
    if kind:
        headers["Content-Type"] = kind
    for _ in range(2):
        done = await anonymous.post(f"/u/{objection}", content=body, headers=headers)
        assert (done.status_code, done.is_redirect) == (200, False)
        if answer is not None:
            assert done.content == answer
        assert await opposed(application, written_to)


async def test_the_page_after_an_objection_says_so_again(
    anonymous: httpx.AsyncClient, objection: str
) -> None:
    await anonymous.post(f"/u/{objection}", content=b"confirm=1")
    page = await anonymous.get(f"/u/{objection}")
    assert "<button" not in page.text
    assert "déjà enregistrée" in page.text


@pytest.mark.obligation(57)
async def test_the_notice_tells_everything_and_escapes_it(
    anonymous: httpx.AsyncClient, notice: str
) -> None:
    page = await anonymous.get(f"/p/{notice}")
    assert page.status_code == 200
    is_calm(page)
    for told in ("&lt;b&gt;Salon&lt;/b&gt;", "20/11/2026", "Unipile", "CNIL", "intérêt légitime"):
        assert told in page.text
    assert "camille@verger.example" not in page.text


@pytest.mark.obligation(61)
async def test_the_button_of_the_notice_objects(
    anonymous: httpx.AsyncClient,
    application: Application,
    written_to: tuple[WorkspaceId, ProspectId],
    notice: str,
) -> None:
    page = await anonymous.get(f"/p/{notice}")
    action = re.search(r'action="(/u/[^"]+)"', page.text)
    assert action is not None
    await anonymous.post(action.group(1), content=b"confirm=1")
    assert await opposed(application, written_to)


@pytest.mark.parametrize("path", ["/u/x", "/u/x.y", "/p/x", "/u/%00", "/p/%F0%9F%90%A3"])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_an_unknown_link_gets_a_neutral_page(
    anonymous: httpx.AsyncClient, method: str, path: str
) -> None:
    if method == "POST" and path.startswith("/p/"):
        return
    page = await anonymous.request(method, path)
    assert page.status_code == 404
    is_calm(page)
    assert "N’existe pas" in page.text or "n’existe pas" in page.text


async def test_a_link_of_one_kind_opens_no_page_of_the_other(
    anonymous: httpx.AsyncClient, objection: str, notice: str
) -> None:
    assert (await anonymous.get(f"/p/{objection}")).status_code == 404
    assert (await anonymous.post(f"/u/{notice}")).status_code == 404


async def test_a_page_speaks_the_readers_language(
    anonymous: httpx.AsyncClient, objection: str
) -> None:
    english = {"Accept-Language": "en-GB,en;q=0.9"}
    page = await anonymous.get(f"/u/{objection}", headers=english)
    assert (page.headers["content-language"], "Stop writing to me" in page.text) == ("en", True)
    french = await anonymous.get(f"/u/{objection}?lang=fr", headers=english)
    assert 'lang="fr"' in french.text


@pytest.mark.obligation(57)
async def test_the_published_policy_is_open_to_all_and_names_our_providers(
    anonymous: httpx.AsyncClient,
) -> None:
    page = await anonymous.get("/privacy")
    assert page.status_code == 200
    is_calm(page)
    for one in SUB_PROCESSORS:
        assert one.name in page.text
        assert one.role in page.text


@pytest.mark.obligation(124)
async def test_the_team_writes_down_an_objection_it_heard(
    client: httpx.AsyncClient,
    other_client: httpx.AsyncClient,
    application: Application,
    written_to: tuple[WorkspaceId, ProspectId],
) -> None:
    path = f"/api/v1/prospects/{written_to[1]}/opt-out"
    heard = {"reason": "au téléphone", "channel": "phone"}
    stranger = await other_client.post(path, json=heard)
    assert stranger.status_code == 404
    assert not await opposed(application, written_to)
    first = await client.post(path, json=heard)
    assert first.json() == {"prospect_id": written_to[1], "opted_out": True, "first": True}
    assert (await client.post(path, json=heard)).json()["first"] is False
    assert await opposed(application, written_to)
