"""Role × route, every cell (obligations 84, 85; security.md 3.3).

`docs/security/authorisation.json` says what each operation of the document asks for: a permission
of the matrix in domain/shared/actor.py, `session` (anybody signed in) or `open` (anybody). Roles
get their expectations from it; an operation that is missing there fails.
"""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from domain.accounts.model.form import NewPerson
from domain.application import Application
from domain.integrations.model.api_key import SCOPES
from domain.shared.actor import PERMISSIONS, Permission, Role
from tests.api.surface import OPEN, Operation, id_places, operations, put, sample
from tests.api.test_workspace_walls import body_of
from tests.conftest import PASSWORD, nobody, set_second_factor

TABLE: dict[str, str] = json.loads(
    (Path(__file__).parents[2] / "docs/security/authorisation.json").read_text()
)
ALL = list(operations())
# A stream without end; and what would take the session away from the cells after it.
NOT_ASKED = frozenset({"stream_live", "sign_out", "end_other_sessions"})
# The thing is looked up before the right is: to whoever may not, an unknown id answers 404.
LOOKED_UP_FIRST = frozenset(
    {
        "revoke_risk",
        "set_sender_limits",
        "grant_rights_request",
        "stop_sending",
        "change_matching_prospects",
    }
)
SHOWN = {"sha256": "0" * 64}
BODIES: dict[str, Any] = {
    "approve_review": SHOWN,
    "approve_batch": {"items": [SHOWN | {"draft_id": "0"}]},
}
# What a session may do that still owes its second factor.
OF_AN_OWED_SESSION = frozenset({"read_session", "give_second_factor"})

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def ask(client: httpx.AsyncClient, operation: Operation, **headers: str) -> httpx.Response:
    """A well-formed request that names nothing that exists."""
    path = operation.path.format(**dict.fromkeys(operation.path_parameters, "0"))
    content: dict[str, Any] = {}
    if operation.takes_file:
        content = {"files": {"file": ("people.csv", b"a;b\n1;2\n", "text/csv")}}
    elif (body := BODIES.get(operation.id, body_of(operation))) is not None:
        for place in id_places(body):
            body = put(body, place, "0")
        content = {"json": body}
    params = {
        one["name"]: sample(one["schema"], one["name"])
        for one in operation.spec.get("parameters", [])
        if one["in"] == "query" and one.get("required")
    }
    return await client.request(
        operation.method, path, headers={"If-Match": '"1"', **headers}, params=params, **content
    )


def code_of(answer: httpx.Response) -> str:
    return str(answer.json()["code"]) if answer.status_code >= 400 else ""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def roles(
    shared_application: Application, shared_owner: httpx.AsyncClient
) -> AsyncIterator[dict[Role, httpx.AsyncClient]]:
    """One person per role, in one workspace, each with a second factor."""
    clients = {Role.OWNER: shared_owner}
    accounts = shared_application.accounts
    owner = await accounts.authenticate(shared_owner.cookies["__Host-sid"])
    assert owner is not None
    assert owner.actor is not None
    policy = (await shared_owner.get("/api/v1/policy")).json()
    for role in set(Role) - {Role.OWNER}:
        email = f"{role}@colleagues.example"
        person = NewPerson(
            first_name="Camille",
            last_name="Roux",
            email=email,
            password=PASSWORD,
            policy_version=policy["version"],
        )
        await accounts.add_member(owner.actor, person, role)
        client = nobody(shared_application)
        client.headers["Sec-Fetch-Site"] = "same-origin"
        known = {"email": email, "password": PASSWORD}
        assert (await client.post("/api/v1/sign-in", json=known)).status_code == 200
        await set_second_factor(client)
        clients[role] = client
    yield clients
    for client in clients.values():
        await client.aclose()


async def test_the_table_knows_every_operation_and_no_other() -> None:
    assert {one.id for one in ALL} == set(TABLE)
    assert set(TABLE.values()) <= {*Permission, "session", "open"}
    assert {name for name, asks in TABLE.items() if asks == "open"} == OPEN


@pytest.mark.obligation(85)
@pytest.mark.parametrize("role", list(Role))
async def test_a_role_gets_what_the_table_says_and_nothing_else(
    role: Role, roles: dict[Role, httpx.AsyncClient]
) -> None:
    wrong = {}
    for operation in ALL:
        asks = TABLE.get(operation.id)
        if operation.id in NOT_ASKED or operation.id in OPEN or asks is None:
            continue
        answer = await ask(roles[role], operation)
        code = code_of(answer)
        may = asks == "session" or Permission(asks) in PERMISSIONS[role]
        if may:
            fits = code not in {"forbidden", "unauthenticated", "second-factor-needed"}
        else:
            fits = code == "forbidden" or (
                operation.id in LOOKED_UP_FIRST and answer.status_code in {404, 422}
            )
        if not fits:
            wrong[operation.id] = (asks, "may" if may else "may not", answer.status_code, code)
    assert wrong == {}


@pytest.mark.obligation(84)
async def test_a_revoked_session_opens_nothing(shared_application: Application) -> None:
    async with nobody(shared_application) as client:
        client.headers["Sec-Fetch-Site"] = "same-origin"
        known = {"email": "viewer@colleagues.example", "password": PASSWORD}
        opened = await client.post("/api/v1/sign-in", json=known)
        cookie = opened.headers["set-cookie"].split(";")[0]
        await client.post("/api/v1/sign-out")
        client.cookies.clear()
        for operation in ALL:
            if operation.id not in OPEN:
                answer = await ask(client, operation, Cookie=cookie)
                assert answer.status_code == 401, operation.id


@pytest.mark.obligation(84)
async def test_a_session_that_owes_its_second_factor_opens_nothing(
    shared_application: Application, roles: dict[Role, httpx.AsyncClient]
) -> None:
    assert roles
    async with nobody(shared_application) as client:
        client.headers["Sec-Fetch-Site"] = "same-origin"
        known = {"email": "admin@colleagues.example", "password": PASSWORD}
        opened = await client.post("/api/v1/sign-in", json=known)
        assert opened.json()["second_factor"] == "owed"
        for operation in ALL:
            if operation.id not in OPEN | OF_AN_OWED_SESSION:
                answer = await ask(client, operation)
                assert answer.status_code == 403, operation.id
                assert answer.json()["code"] == "second-factor-needed", operation.id


# What belongs to nobody's session: lists of the product, and the state of long work.
OF_ANY_KEY = frozenset(
    {
        "get_operation",
        "list_filter_fields",
        "list_operations",
        "list_plans",
        "read_risk_text",
    }
)


@pytest.mark.obligation(85)
@pytest.mark.parametrize("scope", SCOPES)
async def test_a_key_gets_what_its_scope_says_and_nothing_else(
    scope: Permission, shared_application: Application, shared_owner: httpx.AsyncClient
) -> None:
    asked = {"name": scope.value, "scopes": [scope.value]}
    issued = (await shared_owner.post("/api/v1/integrations/keys", json=asked)).json()
    wrong = {}
    async with nobody(shared_application) as client:
        for operation in ALL:
            asks = TABLE.get(operation.id)
            if operation.id in OPEN or asks is None:
                continue
            answer = await ask(client, operation, Authorization=f"Bearer {issued['token']}")
            code = code_of(answer)
            may = operation.id in OF_ANY_KEY if asks == "session" else asks == scope.value
            if may:
                # A route may ask for another right as well; it never misses this one.
                missing = [fault["detail"] for fault in answer.json()["errors"]] if code else []
                fits = scope.value not in missing and code not in {"forbidden", "unauthenticated"}
            else:
                fits = code == "scope-missing" or (
                    operation.id in LOOKED_UP_FIRST and answer.status_code in {404, 422}
                )
            if not fits:
                wrong[operation.id] = (asks, "may" if may else "may not", answer.status_code, code)
    assert wrong == {}


@pytest.mark.obligation(84)
async def test_a_revoked_key_opens_nothing(
    shared_application: Application, shared_owner: httpx.AsyncClient
) -> None:
    asked = {"name": "Tout", "scopes": [scope.value for scope in SCOPES]}
    issued = (await shared_owner.post("/api/v1/integrations/keys", json=asked)).json()
    await shared_owner.delete(f"/api/v1/integrations/keys/{issued['key']['id']}")
    async with nobody(shared_application) as client:
        for operation in ALL:
            if operation.id not in OPEN:
                answer = await ask(client, operation, Authorization=f"Bearer {issued['token']}")
                assert answer.status_code == 401, operation.id
