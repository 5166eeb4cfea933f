"""Sign up, in and out over HTTP, with the mails that real SMTP carries to the sandbox."""

import time
from typing import Any

import httpx
import pytest

from adapters.bootstrap.ports import Ports
from adapters.system.one_time_codes import code_at
from domain.application import Application
from tests.conftest import (
    PASSWORD,
    drain_tasks,
    mailed_token,
    newest_mail,
    nobody,
    set_second_factor,
    sign_up,
)

OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}


async def a_form(client: httpx.AsyncClient, **changes: Any) -> dict[str, Any]:
    policy = (await client.get("/api/v1/policy")).json()
    return {
        "company": "Moulin Est",
        "country": "FR",
        "first_name": "Bo",
        "last_name": "Durand",
        "email": "bo@moulin-est.example",
        "professional": True,
        "policy_version": policy["version"],
        **changes,
    }


@pytest.mark.obligation(83)
async def test_a_confirmed_sign_up_answers_with_a_session_whose_cookie_no_script_can_read(
    anonymous: httpx.AsyncClient, application: Application
) -> None:
    asked = await anonymous.post("/api/v1/sign-up", json=await a_form(anonymous))
    assert asked.status_code == 202
    assert "set-cookie" not in asked.headers
    token = await mailed_token(application, "bo@moulin-est.example")
    answer = await anonymous.post(
        "/api/v1/sign-up/confirm", json={"token": token, "password": PASSWORD}
    )
    assert answer.status_code == 201, answer.text
    session = answer.json()
    assert session["user"]["email"] == "bo@moulin-est.example"
    assert session["workspace"]["name"] == "Moulin Est"
    assert (session["role"], session["mode"]) == ("owner", "sandbox")
    assert (session["second_factor"], session["is_open"]) == ("missing", False)
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-sid=")
    for flag in ("Secure", "HttpOnly", "SameSite=lax", "Path=/"):
        assert flag in cookie
    assert "Domain" not in cookie
    assert PASSWORD not in answer.text
    assert "argon2" not in answer.text


async def test_a_known_address_gets_the_answer_of_a_new_one(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, application: Application
) -> None:
    email = (await client.get("/api/v1/session")).json()["user"]["email"]
    known = await anonymous.post("/api/v1/sign-up", json=await a_form(anonymous, email=email))
    new = await anonymous.post("/api/v1/sign-up", json=await a_form(anonymous))
    assert (known.status_code, known.json()) == (new.status_code, new.json())
    assert "déjà un compte" in (await newest_mail(application, email))["subject"]
    for address in (email, "nobody@moulin-est.example"):
        asked = await anonymous.post("/api/v1/password/forgotten", json={"email": address})
        assert (asked.status_code, asked.json()) == (new.status_code, new.json())


@pytest.mark.obligation(82)
async def test_only_an_argon2id_hash_of_the_password_is_stored(
    client: httpx.AsyncClient, ports: Ports
) -> None:
    session = (await client.get("/api/v1/session")).json()
    user = await ports.accounts.users.get(session["user"]["id"])
    assert user.password_hash.startswith("$argon2id$")


@pytest.mark.obligation(84)
async def test_only_the_second_factor_opens_the_workspace(
    anonymous: httpx.AsyncClient, application: Application
) -> None:
    anonymous.headers.update(OWN_PAGE)
    await anonymous.post("/api/v1/sign-up", json=await a_form(anonymous))
    token = await mailed_token(application, "bo@moulin-est.example")
    await anonymous.post("/api/v1/sign-up/confirm", json={"token": token, "password": PASSWORD})
    closed = await anonymous.get("/api/v1/prospects")
    assert (closed.status_code, closed.json()["code"]) == (403, "second-factor-needed")
    secret = await set_second_factor(anonymous)
    assert (await anonymous.get("/api/v1/prospects")).status_code == 200
    async with nobody(application) as elsewhere:
        elsewhere.headers.update(OWN_PAGE)
        known = {"email": "bo@moulin-est.example", "password": PASSWORD}
        opened = await elsewhere.post("/api/v1/sign-in", json=known)
        assert opened.json()["second_factor"] == "owed"
        for path in ("/prospects", "/me/sessions", "/workspaces"):
            assert (await elsewhere.get(f"/api/v1{path}")).status_code == 403
        wrong = await elsewhere.post("/api/v1/sign-in/second-factor", json={"code": "abcdef"})
        assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong-code")
        code = code_at(secret, int(time.time()) // 30 + 1)
        given = await elsewhere.post("/api/v1/sign-in/second-factor", json={"code": code})
        assert given.json()["second_factor"] == "passed"
        assert (await elsewhere.get("/api/v1/prospects")).status_code == 200


async def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient
) -> None:
    email = (await client.get("/api/v1/session")).json()["user"]["email"]
    answers = []
    for address in (email, "nobody@moulin-est.example", "not an address"):
        answer = await anonymous.post(
            "/api/v1/sign-in", json={"email": address, "password": "wrong, and long enough"}
        )
        assert answer.status_code == 401
        answers.append({**answer.json(), "instance": ""})
    assert answers[0] == answers[1] == answers[2]


async def test_too_many_tries_are_told_when_to_come_back(anonymous: httpx.AsyncClient) -> None:
    body = {"email": "guess@moulin-est.example", "password": "wrong, and long enough"}
    for _ in range(10):
        assert (await anonymous.post("/api/v1/sign-in", json=body)).status_code == 401
    answer = await anonymous.post("/api/v1/sign-in", json=body)
    assert (answer.status_code, answer.json()["code"]) == (429, "too-many-sign-ins")
    assert 1 <= int(answer.headers["retry-after"]) <= 15


async def test_a_signed_out_session_is_worth_nothing(client: httpx.AsyncClient) -> None:
    cookie = client.cookies["__Host-sid"]
    answer = await client.post("/api/v1/sign-out")
    assert answer.status_code == 204
    assert "storage" in answer.headers["clear-site-data"]
    again = await client.get("/api/v1/session", headers={"Cookie": f"__Host-sid={cookie}"})
    assert again.status_code == 401


async def test_the_language_is_the_users_own(client: httpx.AsyncClient) -> None:
    changed = await client.patch("/api/v1/me", json={"locale": "en"})
    assert changed.json()["locale"] == "en"
    assert (await client.get("/api/v1/session")).json()["user"]["locale"] == "en"


async def test_a_colleague_joins_by_the_link_of_the_mail_and_a_role_changes_at_once(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, application: Application
) -> None:
    email = "leo@atelier-nord.example"
    asked = await client.post("/api/v1/team/invitations", json={"email": email, "role": "manager"})
    assert asked.status_code == 201, asked.text
    token = await mailed_token(application, email)
    shown = await anonymous.post("/api/v1/invitations/read", json={"token": token})
    assert shown.json() == {
        "workspace": "Atelier Nord",
        "email": email,
        "role": "manager",
        "has_account": False,
    }
    policy = (await anonymous.get("/api/v1/policy")).json()
    person = {
        "token": token,
        "first_name": "Léo",
        "last_name": "Petit",
        "email": email,
        "password": PASSWORD,
        "policy_version": policy["version"],
    }
    anonymous.headers.update(OWN_PAGE)
    joined = await anonymous.post("/api/v1/invitations/accept", json=person)
    assert joined.status_code == 201, joined.text
    assert joined.json()["second_factor_due"] is not None
    user_id = joined.json()["user"]["id"]
    team = (await client.get("/api/v1/team")).json()
    assert [one["role"] for one in team["members"]] == ["owner", "manager"]
    assert team["invitations"] == []
    assert (await anonymous.get("/api/v1/team")).json()["invitations"] == []
    changed = await client.patch(f"/api/v1/team/members/{user_id}", json={"role": "billing"})
    assert changed.json() == {"user_id": user_id, "role": "billing"}
    assert (await anonymous.get("/api/v1/prospects")).status_code == 403
    await client.delete(f"/api/v1/team/members/{user_id}")
    assert (await anonymous.get("/api/v1/session")).status_code == 401


async def test_a_new_password_comes_by_mail_and_still_asks_the_second_factor(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, application: Application
) -> None:
    email = (await client.get("/api/v1/session")).json()["user"]["email"]
    await anonymous.post("/api/v1/password/forgotten", json={"email": email})
    token = await mailed_token(application, email)
    fresh = "une autre phrase bien longue"
    chosen = await anonymous.post(
        "/api/v1/password/choose", json={"token": token, "password": fresh}
    )
    assert chosen.status_code == 204, chosen.text
    assert (await client.get("/api/v1/session")).status_code == 401
    opened = await anonymous.post("/api/v1/sign-in", json={"email": email, "password": fresh})
    assert opened.json()["second_factor"] == "owed"


async def test_the_mail_leaves_over_smtp_and_holds_no_markup(
    application: Application, anonymous: httpx.AsyncClient
) -> None:
    form = await a_form(anonymous, first_name="<b>Bo</b>", company="A\u2028B", email="x@y.example")
    refused = await anonymous.post("/api/v1/sign-up", json=form)
    assert refused.status_code == 422
    form["company"] = "Moulin {link} Est"
    await anonymous.post("/api/v1/sign-up", json=form)
    mail = await newest_mail(application, "x@y.example")
    assert "<b>Bo</b>" in mail["text"]
    assert "Moulin {link} Est" in mail["text"]
    async with httpx.AsyncClient() as http:
        page = await http.get(application.plumbing.mailbox_url)
    assert "&lt;b&gt;Bo&lt;/b&gt;" in page.text
    assert "<b>Bo</b>" not in page.text


async def test_two_workspaces_of_one_person_have_one_session_each(
    application: Application, client: httpx.AsyncClient
) -> None:
    guest = await sign_up(application, "Verger Sud")
    email = (await guest.get("/api/v1/session")).json()["user"]["email"]
    await client.post("/api/v1/team/invitations", json={"email": email, "role": "viewer"})
    token = await mailed_token(application, email)
    joined = await guest.post("/api/v1/invitations/join", json={"token": token})
    assert (joined.status_code, joined.json()["role"]) == (200, "viewer")
    items = (await guest.get("/api/v1/workspaces")).json()["items"]
    assert {one["name"] for one in items} == {"Atelier Nord", "Verger Sud"}
    home = next(one["id"] for one in items if not one["is_current"])
    back = await guest.post("/api/v1/session/workspace", json={"workspace_id": home})
    assert (back.json()["workspace"]["name"], back.json()["role"]) == ("Verger Sud", "owner")
    await drain_tasks(application)
    await guest.aclose()
