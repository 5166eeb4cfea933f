"""The register of sub-processors equals what the software really calls (proof 8)."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from adapters.bootstrap.bridges.consent import SUB_PROCESSORS as TOLD_TO_PEOPLE
from adapters.bootstrap.settings import Settings
from adapters.intercom.page import page_sources
from domain.privacy.model.subprocessors import SUB_PROCESSORS, Category, Mechanism
from tests.obligations.table import ROOT

# Packages of ours that speak to nobody outside.
# Outbound webhooks go where the client says, on the client's own instruction (INT-4).
_OURS = {"bootstrap", "files", "hooks", "jobs", "llm", "memory", "sandbox", "system", "wire"}
_POLICY = (ROOT / "docs" / "legal" / "policy-2026-11.fr.md").read_text(encoding="utf-8")


def _adapters() -> set[str]:
    folders = {
        path.name for path in (ROOT / "adapters").iterdir() if (path / "__init__.py").exists()
    }
    models = {
        f"llm.{path.name}"
        for path in (ROOT / "adapters" / "llm").iterdir()
        if (path / "__init__.py").exists()
    }
    return {f"adapters.{name}" for name in (folders - _OURS) | models}


@pytest.mark.obligation(12, 102, 103, 109)
def test_every_adapter_has_its_row_and_every_row_with_an_adapter_its_adapter() -> None:
    known = {one.adapter for one in SUB_PROCESSORS if one.adapter}
    existing = {name for name in _adapters() if not _speaks_to_us_only(name)}
    assert existing == known


def _speaks_to_us_only(name: str) -> bool:
    """Ports of the machine itself: no `http` client, no vendor package."""
    folder = ROOT / Path(*name.split("."))
    text = "".join(file.read_text(encoding="utf-8") for file in folder.rglob("*.py"))
    vendors = ("adapters.wire", "httpx", "motor", "openai", "anthropic", "stripe")
    return not any(word in text for word in vendors)


@pytest.mark.obligation(94, 109, 110)
def test_every_vendor_address_of_the_settings_is_a_host_of_the_register() -> None:
    hosts = {host for one in SUB_PROCESSORS for host in one.hosts}
    fields = [name for name in Settings.model_fields if name.endswith("_url")]
    defaults = {
        name: urlsplit(str(Settings.model_fields[name].default)).hostname
        for name in fields
        if str(Settings.model_fields[name].default).startswith("https://")
    }
    assert {"openai_url", "anthropic_url", "fullenrich_url"} <= set(defaults)
    outside = {name: host for name, host in defaults.items() if host not in hosts}
    assert outside == {}


@pytest.mark.obligation(94, 100, 109)
def test_what_a_page_with_the_chat_may_load_are_hosts_of_the_register() -> None:
    region = str(Settings.model_fields["intercom_region"].default)
    widget = str(Settings.model_fields["intercom_widget_url"].default)
    sources = page_sources(region, widget, is_live=True)
    (row,) = [one for one in SUB_PROCESSORS if one.id == "intercom"]
    loaded = {*sources.script, *sources.connect, *sources.image, *sources.font}
    assert {urlsplit(one).hostname for one in loaded} == set(row.hosts) - {"api.eu.intercom.io"}


@pytest.mark.obligation(95, 96, 97, 98, 99, 100, 101)
@pytest.mark.parametrize("one", SUB_PROCESSORS, ids=lambda one: one.id)
def test_a_row_says_what_where_and_on_which_ground(one: object) -> None:
    from domain.privacy.model.subprocessors import SubProcessor  # noqa: PLC0415 - only here

    assert isinstance(one, SubProcessor)
    assert one.category in set(Category)
    assert all((one.services, one.services_en, one.country, one.data, one.retention, one.deletion))
    assert one.name.split()[0] in _POLICY
    assert (one.mechanism is Mechanism.SCC) == (one.scc_module is not None)


@pytest.mark.obligation(67)
def test_no_provider_trains_on_the_data() -> None:
    assert [one.name for one in SUB_PROCESSORS if one.trains_on_data] == []


@pytest.mark.obligation(107)
def test_people_are_told_the_providers_of_the_register() -> None:
    told = {(one.name, one.role, one.role_en, one.country) for one in TOLD_TO_PEOPLE}
    held = {
        (one.name, one.services, one.services_en, one.country)
        for one in SUB_PROCESSORS
        if one.sees_prospects
    }
    assert told == held


@pytest.mark.obligation(112, 113, 114)
def test_a_transfer_without_a_signed_assessment_says_so() -> None:
    for one in SUB_PROCESSORS:
        if one.leaves_the_eea and not one.tia:
            assert one.transfer_state is not None
            assert one.transfer_state.value == "tia_missing"
