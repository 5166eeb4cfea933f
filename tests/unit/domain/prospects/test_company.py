"""Which firm is meant, and what is kept about it."""

from datetime import timedelta
from typing import Any

import pytest

from domain.prospects.model.company import Company, CompanyBook, Firm, name_key
from domain.prospects.model.person import DetailKind
from domain.prospects.model.prospect import Detail
from domain.shared.email_address import EmailAddress
from domain.shared.ids import CompanyId, ImportId, WorkspaceId
from tests.builders import a_person, a_prospect
from tests.conftest import MONDAY

NAME, DOMAIN, SIREN = DetailKind.COMPANY, DetailKind.DOMAIN, DetailKind.SIREN
FILE, LATER = ImportId("import-1"), ImportId("import-2")


def said(value: str, *, days: int = 0, import_id: ImportId = FILE, source: str = "CRM") -> Detail:
    return Detail(
        value=value,
        source=source,
        observed_at=MONDAY + timedelta(days=days),
        locked=False,
        import_id=import_id,
    )


def a_firm(*hosts: str, **details: str) -> Firm:
    kinds = {DetailKind(name): said(value) for name, value in details.items()}
    return Firm(details=kinds, hosts=frozenset(hosts))


def a_company(number: int = 1, **details: str) -> Company:
    return Company.discover(
        CompanyId(f"company-{number:04}"), WorkspaceId("w-ours"), a_firm(**details), at=MONDAY
    )


@pytest.mark.parametrize(
    ("known", "firm", "is_it"),
    [
        ({"company": "Acmé S.A.S"}, a_firm(company="acme s a s"), True),
        ({"company": "Acme SAS"}, a_firm(company="ACME"), True),
        ({"company": "Acme", "domain": "acme.fr"}, a_firm(company="Acme"), True),
        (
            {"company": "Acme", "domain": "acme.fr"},
            a_firm(company="Acme", domain="acme.com"),
            False,
        ),
        ({"company": "Acme", "domain": "acme.fr"}, a_firm("acme.fr", company="Acme France"), True),
        ({"company": "Acme", "domain": "acme.fr"}, a_firm("acme.com", company="Acme"), True),
        (
            {"siren": "732829320", "domain": "acme.fr"},
            a_firm(siren="552100554", domain="acme.fr"),
            False,
        ),
        (
            {"siren": "732829320", "company": "Acme"},
            a_firm(siren="732829320", company="Other"),
            True,
        ),
        (
            {"company": "Acme", "domain": "facebook.com"},
            a_firm(company="Zed", domain="facebook.com"),
            False,
        ),
        ({"company": "Acme"}, a_firm(company="Zed"), False),
        ({"company": "Acme"}, a_firm(domain="acme.fr"), False),
    ],
)
def test_the_strongest_thing_known_of_both_decides(
    known: dict[str, Any], firm: Firm, *, is_it: bool
) -> None:
    assert a_company(**known).is_meant_by(firm) is is_it
    found = CompanyBook([a_company(**known)]).find(firm)
    assert (found is not None) is is_it


def test_a_name_made_of_a_legal_form_alone_stays_a_name() -> None:
    assert name_key("SPA") == "spa"
    assert name_key("Établissements Noël SARL") == "etablissements noel"


def test_of_two_firms_the_register_number_finds_the_right_one() -> None:
    first = a_company(1, siren="732829320", domain="group.fr")
    second = a_company(2, siren="552100554", domain="group.fr")
    book = CompanyBook([first, second])
    assert book.find(a_firm(siren="552100554", domain="group.fr")) is second
    assert book.find(a_firm(domain="group.fr")) is first


def test_a_card_speaks_of_the_firm_and_never_of_where_the_person_lives() -> None:
    person = a_person(
        details={NAME: "Acme", DetailKind.LOCATION: "Lyon", DetailKind.JOB_TITLE: "DAF"},
        emails=(EmailAddress("ada@acme.fr"), EmailAddress("ada@gmail.com")),
    )
    firm = Firm.of_person(a_prospect(person))
    assert set(firm.details) == {NAME}
    assert firm.hosts == {"acme.fr"}


def test_a_card_fills_what_is_not_known_and_replaces_nothing() -> None:
    company = a_company(company="Acme")
    assert company.fill(a_firm(company="ACME Group", naf="62.01Z"))
    assert (company.detail(NAME), company.detail(DetailKind.NAF)) == ("Acme", "62.01Z")
    assert not company.fill(a_firm(company="ACME Group", naf="01.11Z"))


def test_a_file_about_the_firm_contradicts_by_the_rules_of_a_card_and_can_be_withdrawn() -> None:
    company = a_company(company="Acme", head_count="20")
    other = Firm(details={DetailKind.HEAD_COUNT: said("50", import_id=LATER, source="Register")})
    changes = company.absorb(other, LATER)
    assert [one.held for one in changes] == [True]
    assert company.detail(DetailKind.HEAD_COUNT) == "20"
    assert company.details[DetailKind.HEAD_COUNT].rivals[0].value == "50"
    assert company.stands_alone
    company.withdraw(LATER, changes)
    assert company.details[DetailKind.HEAD_COUNT].rivals == ()
    assert company.import_ids == []


def test_the_same_file_again_changes_nothing() -> None:
    company = a_company(company="Acme")
    company.absorb(a_firm(company="Acme", siren="732829320"), FILE)
    assert company.absorb(a_firm(company="Acme", siren="732829320"), FILE) == []
    assert company.stems_from(FILE)
    assert company.identity == "siren:732829320"
