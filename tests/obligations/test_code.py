"""Promises that the code as a whole keeps: read from sources, settings and the API document."""

import tomllib
from collections.abc import Iterator
from typing import Any, get_type_hints

import httpx
import pytest
from pydantic import ValidationError

from adapters.bootstrap.settings import Settings
from api.app import make_surface
from domain.application import Application
from domain.shared.purpose import Purpose
from tests.obligations.table import ROOT

DOCUMENT: dict[str, Any] = make_surface().openapi()
_POLICY = (ROOT / "docs" / "legal" / "policy-2026-11.fr.md").read_text(encoding="utf-8")


def _use_cases() -> Iterator[type]:
    """What a driving side may call: the fields of the groups of the Application."""
    for group in get_type_hints(Application).values():
        if group.__name__.endswith("UseCases"):
            yield from (one for one in get_type_hints(group).values() if one is not str)


@pytest.mark.obligation(20, 24)
def test_every_use_case_serves_one_purpose_of_the_closed_list() -> None:
    acting = list(_use_cases())
    assert len(acting) > 100
    without = [one for one in acting if not isinstance(getattr(one, "purpose", None), Purpose)]
    assert without == []


@pytest.mark.obligation(38)
def test_nothing_can_place_a_call() -> None:
    dialling = ("/dial", "/calls/start", "/voice", "/sip")
    assert [path for path in DOCUMENT["paths"] if any(word in path for word in dialling)] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = " ".join([*project["dependencies"], *project["optional-dependencies"]["dev"]]).lower()
    assert not any(word in wanted for word in ("twilio", "vonage", "plivo", "pjsip", "aiortc"))


@pytest.mark.obligation(41, 104)
def test_no_route_takes_or_shows_a_card_number() -> None:
    fields = {
        name.lower()
        for schema in DOCUMENT["components"]["schemas"].values()
        for name in schema.get("properties", {})
    }
    assert len(fields) > 200
    assert fields & {"card_number", "pan", "cvc", "cvv", "card", "number_of_card"} == set()


@pytest.mark.obligation(1, 5, 91, 110, 131)
@pytest.mark.parametrize(
    "name",
    [
        *("PUBLISHER_NAME", "PUBLISHER_FORM", "PUBLISHER_CAPITAL", "PUBLISHER_REGISTER"),
        *("PUBLISHER_ADDRESS", "PRIVACY_CONTACT", "DATA_REGION"),
    ],
)
def test_a_live_start_refuses_an_empty_legal_field(name: str) -> None:
    with pytest.raises(ValidationError, match=name):
        Settings(mode="live")


@pytest.mark.obligation(152)
def test_the_policy_names_its_law() -> None:
    assert "droit français s’applique" in _POLICY


@pytest.mark.obligation(65)
def test_no_route_shares_data_between_workspaces() -> None:
    sharing = [path for path in DOCUMENT["paths"] if "share" in path or "pool" in path]
    assert sharing == []


@pytest.mark.obligation(115, 117)
async def test_a_visitor_gets_no_cookie_and_no_foreign_host(anonymous: httpx.AsyncClient) -> None:
    for path in ("/privacy", "/trust", "/rights", "/api/v1/policy"):
        answered = await anonymous.get(path)
        assert answered.status_code == 200
        assert "set-cookie" not in answered.headers
        policy = answered.headers["content-security-policy"]
        assert "http" not in policy
        assert "default-src" in policy
