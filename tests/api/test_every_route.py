"""What holds for each route of the document, so that a new one is covered by being there."""

import httpx
import pytest

from api.middleware.headers import FIXED
from api.problem_texts import TEXTS
from tests.api.surface import DOCUMENT, OPEN, Operation, operations, sample

ALL = list(operations())


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("operation", ALL, ids=lambda one: one.id)
async def test_nobody_gets_in_without_a_session(
    operation: Operation, shared_nobody: httpx.AsyncClient
) -> None:
    if operation.id in OPEN:
        return
    path = operation.path.format(**dict.fromkeys(operation.path_parameters, "0"))
    body = None if operation.body_schema is None else sample(operation.body_schema)
    answer = await shared_nobody.request(
        operation.method, path, json=body, headers={"If-Match": '"1"'}
    )
    assert answer.status_code == 401, answer.text
    assert answer.json()["code"] == "unauthenticated"
    for name, value in FIXED.items():
        assert answer.headers[name] == value


@pytest.mark.parametrize("operation", ALL, ids=lambda one: one.id)
def test_every_operation_is_documented(operation: Operation) -> None:
    assert operation.spec["summary"]
    assert operation.spec["description"], f"{operation.id} has no docstring"
    assert operation.spec["tags"]
    for status, answer in operation.spec["responses"].items():
        if int(status) >= 400:
            assert list(answer["content"]) == ["application/problem+json"]


def test_operation_ids_are_unique() -> None:
    ids = [one.id for one in ALL]
    assert len(ids) == len(set(ids))


def test_every_list_and_text_of_a_request_is_bounded() -> None:
    loose = []
    for name, schema in DOCUMENT["components"]["schemas"].items():
        if schema.get("additionalProperties") is not False:
            continue
        for field, spec in schema["properties"].items():
            for one in spec.get("anyOf", [spec]):
                text = one.get("type") == "string" and "enum" not in one and "const" not in one
                if text and "maxLength" not in one and "format" not in one:
                    loose.append(f"{name}.{field}")
                if one.get("type") == "array" and "maxItems" not in one:
                    loose.append(f"{name}.{field}")
    assert loose == []


def test_every_code_of_a_domain_error_has_its_text() -> None:
    assert {code for code in _codes() if code not in TEXTS} == set()


def _codes() -> set[str]:
    import workers.main  # noqa: F401, PLC0415 - loads every module
    from domain.shared.errors import DomainError  # noqa: PLC0415

    found, waiting = set(), [DomainError]
    while waiting:
        kind = waiting.pop()
        found.add(kind.code)
        waiting += kind.__subclasses__()
    return found


async def test_a_forged_request_of_another_site_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/sign-out", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert answer.json()["code"] == "foreign-page"
    client.headers.pop("Sec-Fetch-Site")
    answer = await client.post("/api/v1/sign-out", headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert (await client.get("/api/v1/session")).status_code == 200
