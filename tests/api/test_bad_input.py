"""Every line of security.md 4.1 against every route that takes JSON: a problem, never a 500."""

import json
from typing import Any

import httpx
import pytest

from tests.api.surface import Operation, operations, sample

JSON_ROUTES = [one for one in operations() if one.body_schema is not None]


def deep(levels: int) -> bytes:
    return b'{"a":' * levels + b"1" + b"}" * levels


RAW: dict[str, bytes] = {
    "empty": b"",
    "not JSON": b"{",
    "a list": b"[]",
    "null": b"null",
    "a text": b'"text"',
    "a number": b"1",
    "nested 2,000 deep": deep(2_000),
    "nested 100,000 deep": deep(100_000),
    "a 5,000-digit integer": b'{"a":' + b"9" * 5_000 + b"}",
    "2^63": b'{"a": 9223372036854775808}',
    "NaN": b'{"a": NaN}',
    "Infinity": b'{"a": Infinity}',
    "1e309": b'{"a": 1e309}',
    "duplicate keys": b'{"role": "user", "role": "admin"}',
    "NUL in a key": b'{"a\\u0000b": 1}',
    "an operator": b'{"$where": "1"}',
    "a dotted key": b'{"a.b": 1}',
    "a lone surrogate": b'{"a": "\\ud800"}',
    "a surrogate key": b'{"\\ud800": 1}',
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "broken UTF-8": b'{"a": "\xff\xfe"}',
}


def path_of(operation: Operation) -> str:
    return operation.path.format(**dict.fromkeys(operation.path_parameters, "0"))


def is_problem(answer: httpx.Response) -> None:
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["title"]
    assert body["code"]
    assert body["instance"] == answer.headers["x-request-id"]


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("operation", JSON_ROUTES, ids=lambda one: one.id)
async def test_broken_json_is_a_problem_everywhere(
    operation: Operation, shared_owner: httpx.AsyncClient
) -> None:
    for raw in RAW.values():
        answer = await shared_owner.request(
            operation.method,
            path_of(operation),
            content=raw,
            headers={"Content-Type": "application/json", "If-Match": '"1"'},
        )
        is_problem(answer)


WRONG_VALUES: list[Any] = [
    None,
    "",
    "   ",
    [],
    {},
    {"$ne": None},
    True,
    -1,
    2**53 + 1,
    "\x00",
    "a\x00b",
    "a\r\nBcc: x@y.example",
    "\u202e",
    "x" * 100_000,
    ["x"] * 5_000,
    "\u202e\ufeff\u200b" * 50,
]


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("operation", JSON_ROUTES, ids=lambda one: one.id)
async def test_no_wrong_value_of_any_field_breaks_a_route(
    operation: Operation, shared_owner: httpx.AsyncClient
) -> None:
    assert operation.body_schema is not None
    good = sample(operation.body_schema)
    for field in good:
        for wrong in WRONG_VALUES:
            answer = await shared_owner.request(
                operation.method,
                path_of(operation),
                content=json.dumps({**good, field: wrong}),
                headers={"Content-Type": "application/json", "If-Match": '"1"'},
            )
            assert answer.status_code < 500, (field, str(wrong)[:40], answer.text)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("operation", JSON_ROUTES, ids=lambda one: one.id)
async def test_an_unknown_field_is_refused(
    operation: Operation, shared_owner: httpx.AsyncClient
) -> None:
    assert operation.body_schema is not None
    body = sample(operation.body_schema) | {"role_of_nobody": "owner"}
    answer = await shared_owner.request(
        operation.method, path_of(operation), json=body, headers={"If-Match": '"1"'}
    )
    is_problem(answer)
    assert "/role_of_nobody" in {error["pointer"] for error in answer.json()["errors"]}


async def test_a_body_over_the_limit_is_refused_before_it_is_parsed(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.post(
        "/api/v1/sign-in",
        content=b'{"email": "' + b"a" * 1_100_000 + b'"}',
        headers={"Content-Type": "application/json"},
    )
    assert answer.status_code == 413
    is_problem(answer)


async def test_a_compressed_body_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post(
        "/api/v1/sign-in",
        content=b"\x1f\x8b",
        headers={"Content-Type": "application/json", "Content-Encoding": "gzip"},
    )
    assert answer.status_code == 415


async def test_a_form_where_json_is_expected_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/sign-in", data={"email": "a@b.example"})
    assert answer.status_code == 415


async def test_problems_speak_the_language_of_the_caller(anonymous: httpx.AsyncClient) -> None:
    french = await anonymous.get("/api/v1/session", headers={"Accept-Language": "fr-FR,fr;q=0.9"})
    english = await anonymous.get("/api/v1/session", headers={"Accept-Language": "en-GB"})
    assert french.json()["title"] == "Connectez-vous"
    assert english.json()["title"] == "Sign in"
    assert french.json()["code"] == english.json()["code"] == "unauthenticated"
