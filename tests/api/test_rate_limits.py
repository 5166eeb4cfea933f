"""Limits at the API (security.md 3.4, product.md INT-1)."""

from collections.abc import AsyncIterator

import httpx
import pytest

from adapters.bootstrap.application import build_application
from adapters.bootstrap.settings import Settings
from api.middleware.limits import class_of
from domain.application import Application
from domain.shared.rate_limit import PER_ADDRESS, PER_USER, RouteClass
from tests.conftest import nobody, opened_ports, sign_up


@pytest.fixture
async def strict(settings: Settings) -> AsyncIterator[Application]:
    """One request of every kind at once, but ten from an address."""
    fresh = settings.model_copy(update={"rate_limits": 10 / PER_ADDRESS.quota})
    async with opened_ports(fresh) as ports:
        yield build_application(ports)


@pytest.fixture
async def owner(application: Application) -> AsyncIterator[httpx.AsyncClient]:
    client = await sign_up(application, "Atelier Nord")
    yield client
    await client.aclose()


async def test_every_answer_tells_how_much_is_left(owner: httpx.AsyncClient) -> None:
    first = await owner.get("/api/v1/tags")
    second = await owner.get("/api/v1/tags")
    quota = PER_USER[RouteClass.READ].quota * 1000
    assert first.headers["ratelimit-policy"] == f"{quota};w=60"
    assert first.headers["ratelimit-limit"] == str(quota)
    assert int(second.headers["ratelimit-remaining"]) <= quota - 1
    assert int(first.headers["ratelimit-reset"]) >= 0


async def test_whoever_asks_too_often_is_told_when_to_come_back(strict: Application) -> None:
    async with nobody(strict) as client:
        answers = [await client.get("/api/v1/policy") for _ in range(11)]
    assert [one.status_code for one in answers] == [200] * 10 + [429]
    refused = answers[-1]
    assert refused.json()["code"] == "too-many-requests"
    assert int(refused.headers["retry-after"]) >= 1
    assert refused.headers["ratelimit-remaining"] == "0"
    assert refused.headers["content-type"] == "application/problem+json"


async def test_guessing_keys_is_refused_before_any_is_looked_up(strict: Application) -> None:
    guess = {"Authorization": "Bearer leo_test_guess"}
    async with nobody(strict) as client:
        codes = [
            (await client.get("/api/v1/prospects", headers=guess)).json()["code"] for _ in range(11)
        ]
    assert codes == ["unknown-key"] * 10 + ["too-many-requests"]


async def test_objecting_and_vendors_deliveries_have_no_limit(strict: Application) -> None:
    async with nobody(strict) as client:
        statuses = {(await client.get("/u/nothing")).status_code for _ in range(15)}
    assert 429 not in statuses


@pytest.mark.parametrize(
    ("method", "path", "kind"),
    [
        ("GET", "/api/v1/prospects", RouteClass.READ),
        ("POST", "/api/v1/prospects", RouteClass.WRITE),
        ("DELETE", "/api/v1/team/members/0", RouteClass.WRITE),
        ("POST", "/api/v1/imports", RouteClass.HEAVY),
        ("GET", "/api/v1/imports", RouteClass.READ),
        ("GET", "/api/v1/audit/export.csv", RouteClass.HEAVY),
    ],
)
def test_what_costs_much_has_a_class_of_its_own(method: str, path: str, kind: RouteClass) -> None:
    assert class_of(method, path) is kind
