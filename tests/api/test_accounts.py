"""Sign up, in and out over HTTP."""

from typing import Any

import httpx
import pytest

from adapters.bootstrap.ports import Ports
from domain.accounts.model.form import NewPerson
from domain.application import Application
from domain.shared.actor import Role

PASSWORD = "correct horse battery staple"


async def a_form(client: httpx.AsyncClient, **changes: Any) -> dict[str, Any]:
    policy = (await client.get("/api/v1/policy")).json()
    return {
        "company": "Moulin Est",
        "country": "FR",
        "first_name": "Bo",
        "last_name": "Durand",
        "email": "bo@moulin-est.example",
        "password": PASSWORD,
        "professional": True,
        "policy_version": policy["version"],
        **changes,
    }


@pytest.mark.obligation(83)
async def test_a_sign_up_answers_with_the_session_and_a_cookie_no_script_can_read(
    anonymous: httpx.AsyncClient,
) -> None:
    form = await a_form(anonymous)
    answer = await anonymous.post(
        "/api/v1/sign-up", json=form, headers={"Accept-Language": "en-GB,en"}
    )
    assert answer.status_code == 201
    session = answer.json()
    assert session["role"] == "owner"
    assert session["mode"] == "sandbox"
    assert session["user"]["locale"] == "en"
    assert session["workspace"]["name"] == "Moulin Est"
    assert "salesbook:edit" in session["permissions"]
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-sid=")
    parts = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"secure", "httponly", "samesite=lax", "path=/", "max-age=1209600"} <= parts
    assert not any(part.startswith("domain") for part in parts)
    again = (await anonymous.get("/api/v1/session")).json()
    assert {**again, "business_now": ""} == {**session, "business_now": ""}
    assert PASSWORD not in answer.text


@pytest.mark.obligation(4)
async def test_a_wrong_form_names_every_wrong_field_in_the_callers_language(
    anonymous: httpx.AsyncClient,
) -> None:
    form = await a_form(anonymous, company="", email="nobody", password="court", professional=False)
    answer = await anonymous.post("/api/v1/sign-up", json=form)
    assert answer.status_code == 422
    problem = answer.json()
    assert problem["code"] == "sign-up-refused"
    assert {fault["pointer"]: fault["detail"] for fault in problem["errors"]} == {
        "/company": "Champ obligatoire",
        "/email": "Adresse e-mail invalide",
        "/password": "15 caractères au moins",
        "/professional": "LEO est réservé aux professionnels",
    }
    assert "nobody" not in answer.text


@pytest.mark.obligation(3)
async def test_another_version_than_the_one_in_force_is_refused(
    anonymous: httpx.AsyncClient,
) -> None:
    form = await a_form(anonymous, policy_version="2020-01")
    answer = await anonymous.post("/api/v1/sign-up", json=form)
    assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/policy_version"]


async def test_an_address_signs_up_once(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient
) -> None:
    form = await a_form(anonymous, email="ADA@atelier-nord.example")
    answer = await anonymous.post("/api/v1/sign-up", json=form)
    assert answer.status_code == 409
    assert answer.json()["code"] == "email-already-known"


@pytest.mark.obligation(82)
async def test_the_database_holds_a_hash_of_the_password_and_of_the_token_alone(
    client: httpx.AsyncClient, ports: Ports
) -> None:
    token = client.cookies["__Host-sid"]
    user = await ports.accounts.users.get(
        (await client.get("/api/v1/session")).json()["user"]["id"]
    )
    assert user.password_hash.startswith("$argon2id$")
    assert await ports.accounts.sessions.find(token) is None
    assert await ports.accounts.sessions.find(ports.shared.tokens.digest(token)) is not None


@pytest.mark.obligation(23)
async def test_signing_in_and_out(client: httpx.AsyncClient, anonymous: httpx.AsyncClient) -> None:
    login = {"email": "ada@atelier-nord.example", "password": PASSWORD}
    answer = await anonymous.post("/api/v1/sign-in", json=login)
    assert answer.status_code == 200
    held = anonymous.cookies["__Host-sid"]
    headers = {"Sec-Fetch-Site": "same-origin"}
    again = await anonymous.post("/api/v1/sign-in", json=login, headers=headers)
    assert again.status_code == 200
    assert anonymous.cookies["__Host-sid"] != held
    out = await anonymous.post("/api/v1/sign-out", headers=headers)
    assert out.status_code == 204
    assert "__Host-sid" not in anonymous.cookies
    for token in (held, again.cookies["__Host-sid"]):
        reused = await anonymous.get("/api/v1/session", headers={"Cookie": f"__Host-sid={token}"})
        assert reused.status_code == 401
    assert (await client.get("/api/v1/session")).status_code == 200


async def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient
) -> None:
    answers = []
    for email in ("ada@atelier-nord.example", "nobody@atelier-nord.example"):
        login = {"email": email, "password": "wrong password, long enough"}
        answer = await anonymous.post("/api/v1/sign-in", json=login)
        assert answer.status_code == 401
        answers.append({**answer.json(), "instance": ""})
    assert answers[0] == answers[1]
    assert answers[0]["code"] == "wrong-credentials"


@pytest.mark.obligation(82)
async def test_the_eleventh_wrong_try_has_to_wait(anonymous: httpx.AsyncClient) -> None:
    login = {"email": "ada@atelier-nord.example", "password": "wrong password, long enough"}
    codes = [(await anonymous.post("/api/v1/sign-in", json=login)).status_code for _ in range(10)]
    assert codes == [401] * 10
    answer = await anonymous.post("/api/v1/sign-in", json=login)
    assert answer.status_code == 429
    assert answer.json()["code"] == "too-many-sign-ins"
    assert 1 <= int(answer.headers["Retry-After"]) <= 15


async def test_everybody_chooses_their_own_language(client: httpx.AsyncClient) -> None:
    answer = await client.patch("/api/v1/me", json={"locale": "en"})
    assert answer.json()["locale"] == "en"
    assert (await client.get("/api/v1/session")).json()["user"]["locale"] == "en"
    assert (await client.patch("/api/v1/me", json={"locale": "de"})).status_code == 422


@pytest.mark.obligation(85)
async def test_a_viewer_reads_the_salesbook_and_edits_nothing(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, application: Application
) -> None:
    owner = await application.accounts.authenticate(client.cookies["__Host-sid"])
    assert owner is not None
    person = NewPerson(
        first_name="Vi",
        last_name="Ewer",
        email="vi@atelier-nord.example",
        password=PASSWORD,
        policy_version=(await client.get("/api/v1/policy")).json()["version"],
    )
    await application.accounts.add_member(owner.actor, person, Role.VIEWER)
    login = {"email": person.email, "password": PASSWORD}
    await anonymous.post("/api/v1/sign-in", json=login)
    assert (await anonymous.get("/api/v1/salesbook")).status_code == 200
    assert (await anonymous.get("/api/v1/credits")).status_code == 403
    answer = await anonymous.put(
        "/api/v1/salesbook/company",
        json={"name": "Vi"},
        headers={"If-Match": '"0"', "Sec-Fetch-Site": "same-origin"},
    )
    assert answer.status_code == 403
    assert answer.json()["code"] == "forbidden"
