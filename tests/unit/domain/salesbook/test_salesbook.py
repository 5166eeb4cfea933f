"""The Salesbook: what may be said, and to whom (product.md 3.2)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from domain.salesbook.errors import (
    CompanyRefused,
    OfferNotFound,
    OfferRefused,
    PersonaNotFound,
    PersonaRefused,
)
from domain.salesbook.model.company import CompanyProfile, LegalKind
from domain.salesbook.model.offer import Offer, Proof, SalesObjection, host_of
from domain.salesbook.model.persona import (
    Criterion,
    Field,
    Language,
    Mode,
    Operator,
    Persona,
    Tone,
)
from domain.salesbook.model.salesbook import MAX_OFFERS, MAX_PERSONAS, Salesbook
from domain.shared.errors import Invalid, StaleWrite
from domain.shared.ids import OfferId, PersonaId, WorkspaceId
from tests.conftest import MONDAY, CountingIds

TODAY = MONDAY.date()


def a_book() -> Salesbook:
    return Salesbook(id=WorkspaceId("w"), workspace_id=WorkspaceId("w"))


def a_company(**changes: Any) -> CompanyProfile:
    made = CompanyProfile(
        name="Atelier Nord",
        legal_name="Atelier Nord SAS",
        legal_kind=LegalKind.LEGAL,
        register_number="732 829 320",
        description="Nous équipons les équipes commerciales.",
        postal_address="12 rue des Tanneurs, 59000 Lille",
        rights_email="vie-privee@nord.example",
        website="https://nord.example",
        countries=("FR",),
    )
    return replace(made, **changes)


def a_proof(**changes: Any) -> Proof:
    made = Proof(id="p-1", text="12 clients", source="Enquête", dated_on=TODAY, expires_on=None)
    return replace(made, **changes)


def an_offer(**changes: Any) -> Offer:
    made = Offer(
        id=OfferId("o-1"),
        name="Devis en une heure",
        promise="Un devis juste en une heure.",
        proofs=(a_proof(),),
        call_to_action="Un échange de 20 minutes",
        booking_link="https://nord.example/rdv",
        allowed_link_hosts=("nord.example",),
    )
    return replace(made, **changes)


def a_criterion(**changes: Any) -> Criterion:
    made = Criterion(
        id="c-1",
        field=Field.TITLE,
        operator=Operator.CONTAINS,
        values=("commercial",),
        mode=Mode.SCORE,
        weight=5,
    )
    return replace(made, **changes)


def a_persona(*criteria: Criterion, **changes: Any) -> Persona:
    made = Persona(
        id=PersonaId("n-1"),
        name="Direction commerciale",
        tone=Tone.VOUS,
        language=Language.FR,
        criteria=criteria or (a_criterion(),),
    )
    return replace(made, **changes)


def faults(error: Invalid) -> list[tuple[str, str]]:
    return [(fault.pointer, fault.code) for fault in error.faults]


def test_every_change_is_a_revision_and_says_what_changed() -> None:
    book = a_book()
    book.describe_company(a_company(), at=MONDAY)
    offer = book.add_offer(an_offer(), at=MONDAY)
    persona = book.add_persona(a_persona(), at=MONDAY)
    book.rewrite_offer(an_offer(name="Autre"), at=MONDAY)
    book.redefine_persona(a_persona(name="Achats"), at=MONDAY)
    told = [(event.revision, event.part, event.part_id) for event in book.events]  # type: ignore[attr-defined]
    assert told == [
        (1, "company", ""),
        (2, "offer", "o-1"),
        (3, "persona", "n-1"),
        (4, "offer", "o-1"),
        (5, "persona", "n-1"),
    ]
    assert (offer.revision, persona.revision) == (2, 3)
    assert (book.offer(offer.id).revision, book.offer(offer.id).name) == (4, "Autre")
    assert (book.persona(persona.id).revision, book.persona(persona.id).name) == (5, "Achats")


def test_a_refused_change_is_no_revision() -> None:
    book = a_book()
    with pytest.raises(CompanyRefused):
        book.describe_company(a_company(name=""), at=MONDAY)
    with pytest.raises(OfferNotFound):
        book.rewrite_offer(an_offer(), at=MONDAY)
    with pytest.raises(PersonaNotFound):
        book.redefine_persona(a_persona(), at=MONDAY)
    assert (book.revision, book.events) == (0, [])


def test_an_edit_of_another_version_is_refused() -> None:
    with pytest.raises(StaleWrite):
        a_book().expect(1)


def test_a_book_has_a_bounded_number_of_offers_and_personas() -> None:
    book = a_book()
    for number in range(MAX_OFFERS):
        book.add_offer(an_offer(id=OfferId(f"o-{number}")), at=MONDAY)
    for number in range(MAX_PERSONAS):
        book.add_persona(a_persona(id=PersonaId(f"n-{number}")), at=MONDAY)
    with pytest.raises(OfferRefused):
        book.add_offer(an_offer(id=OfferId("more")), at=MONDAY)
    with pytest.raises(PersonaRefused):
        book.add_persona(a_persona(id=PersonaId("more")), at=MONDAY)


def test_every_wrong_field_of_the_company_is_named() -> None:
    with pytest.raises(CompanyRefused) as refusal:
        a_company(name="", rights_email="nobody", countries=("FR", "f", "FRA")).check()
    assert faults(refusal.value) == [
        ("/name", "missing"),
        ("/rights_email", "not-an-email-address"),
        ("/countries/1", "unknown-country"),
        ("/countries/2", "unknown-country"),
    ]


def test_every_wrong_field_of_an_offer_is_named() -> None:
    before = TODAY - timedelta(days=1)
    with pytest.raises(OfferRefused) as refusal:
        an_offer(
            name="",
            promise="",
            proofs=(a_proof(text=""), a_proof(expires_on=before)),
            booking_link="http://nord.example/rdv",
            allowed_link_hosts=("nord.example", "https://nord.example", "localhost"),
        ).check()
    assert faults(refusal.value) == [
        ("/name", "missing"),
        ("/promise", "missing"),
        ("/proofs/0/text", "missing"),
        ("/proofs/1/expires_on", "expires-before-its-date"),
        ("/booking_link", "not-an-https-link"),
        ("/allowed_link_hosts/1", "not-a-host"),
        ("/allowed_link_hosts/2", "not-a-host"),
    ]


def test_the_usual_claims_are_forbidden_from_the_start() -> None:
    assert an_offer().forbidden_claims == ("garanti", "leader")


@pytest.mark.parametrize(
    "link",
    [
        "http://nord.example",
        "javascript:alert(1)",
        "//nord.example",
        "https://",
        "https://nord",
        "https://user:secret@nord.example",
        "https://nord.example:8443/",
        "https://nord.example:port/",
        "https://[",
        "https://nord .example/",
        "https://-nord.example/",
    ],
)
def test_only_a_plain_https_link_has_a_host(link: str) -> None:
    assert host_of(link) is None


def test_a_plain_https_link_has_a_host() -> None:
    assert host_of("https://Cal.Nord.example/rdv?x=1") == "cal.nord.example"


def test_known_proofs_and_criteria_keep_their_ids_and_all_others_get_fresh_ones() -> None:
    new_id = CountingIds()
    before = an_offer(proofs=(a_proof(), a_proof(id="p-2")))
    told = an_offer(proofs=(a_proof(id="p-2"), a_proof(id="p-2"), a_proof(id="foreign")))
    ids = [proof.id for proof in told.with_proof_ids(before, new_id).proofs]
    assert ids[0] == "p-2"
    assert len(set(ids)) == 3
    assert "foreign" not in ids
    first = a_persona(a_criterion(), a_criterion(id="")).with_criterion_ids(None, new_id)
    assert "c-1" not in {criterion.id for criterion in first.criteria}
    again = first.with_criterion_ids(first, new_id)
    assert again == first


def test_a_proof_stops_counting_thirty_days_after_its_expiry() -> None:
    proof = a_proof(dated_on=None, expires_on=TODAY)
    days = (-1, 0, 30, 31)
    counts = [proof.counts_on(TODAY + timedelta(days=past)) for past in days]
    assert counts == [True, True, True, False]


def test_a_proof_that_expires_at_the_end_of_time_counts() -> None:
    assert a_proof(expires_on=date.max).counts_on(TODAY)


def test_a_value_both_required_and_excluded_is_refused_with_both_places() -> None:
    wanted = a_criterion(mode=Mode.FILTER, values=("ventes", "Commercial"))
    refused = a_criterion(mode=Mode.EXCLUDE, values=("COMMERCIAL",))
    with pytest.raises(PersonaRefused) as refusal:
        a_persona(a_criterion(), wanted, refused).check()
    assert faults(refusal.value) == [
        ("/criteria/1/values/1", "criteria-contradict"),
        ("/criteria/2/values/0", "criteria-contradict"),
    ]


def test_requiring_exactly_what_a_broader_exclusion_refuses_is_a_contradiction() -> None:
    wanted = a_criterion(mode=Mode.FILTER, operator=Operator.EQUALS)
    refused = a_criterion(mode=Mode.EXCLUDE, operator=Operator.CONTAINS)
    with pytest.raises(PersonaRefused):
        a_persona(wanted, refused).check()
    a_persona(
        a_criterion(mode=Mode.FILTER),
        a_criterion(mode=Mode.EXCLUDE, operator=Operator.EQUALS),
        a_criterion(mode=Mode.EXCLUDE, field=Field.INDUSTRY),
    ).check()


def test_requiring_and_excluding_that_a_fact_is_known_is_a_contradiction() -> None:
    known = a_criterion(operator=Operator.IS_KNOWN, values=(), mode=Mode.FILTER)
    with pytest.raises(PersonaRefused) as refusal:
        a_persona(known, replace(known, mode=Mode.EXCLUDE)).check()
    assert [fault.pointer for fault in refusal.value.faults] == [
        "/criteria/0/field",
        "/criteria/1/field",
    ]
    a_persona(known, replace(known, field=Field.DOMAIN, mode=Mode.EXCLUDE)).check()


@pytest.mark.parametrize(
    ("criterion", "fault"),
    [
        (a_criterion(values=()), ("/criteria/0/values", "missing")),
        (
            a_criterion(operator=Operator.AT_LEAST),
            ("/criteria/0/operator", "operator-does-not-fit"),
        ),
        (
            a_criterion(field=Field.HEAD_COUNT),
            ("/criteria/0/operator", "operator-does-not-fit"),
        ),
        (
            a_criterion(operator=Operator.IS_KNOWN),
            ("/criteria/0/values", "no-values-expected"),
        ),
        (
            a_criterion(field=Field.HEAD_COUNT, operator=Operator.AT_LEAST, values=("10", "20")),
            ("/criteria/0/values", "one-value-expected"),
        ),
        (
            a_criterion(field=Field.HEAD_COUNT, operator=Operator.AT_MOST, values=("dix",)),
            ("/criteria/0/values/0", "not-a-count"),
        ),
    ],
)
def test_a_criterion_that_makes_no_sense_is_refused(
    criterion: Criterion, fault: tuple[str, str]
) -> None:
    with pytest.raises(PersonaRefused) as refusal:
        a_persona(criterion).check()
    assert faults(refusal.value) == [fault]


def test_a_persona_needs_a_name_and_a_criterion() -> None:
    with pytest.raises(PersonaRefused) as refusal:
        replace(a_persona(name=""), criteria=()).check()
    assert faults(refusal.value) == [("/name", "missing"), ("/criteria", "missing")]


@pytest.mark.obligation(6)
@pytest.mark.parametrize(
    "number", ["732829320", "732 829 320", "73282932000074", "HRB 12345", "0403.170.701"]
)
@pytest.mark.parametrize("kind", LegalKind)
def test_a_client_is_a_natural_or_a_legal_person_of_a_register(
    kind: LegalKind, number: str
) -> None:
    told = a_company(legal_kind=kind, register_number=number)
    told.check()
    assert told.has_identity
    assert not a_company(legal_kind=None).has_identity
    assert not a_company(register_number="").has_identity


@pytest.mark.parametrize("number", ["732829321", "73282932000075", "12"])
def test_a_register_number_with_a_slip_is_refused(number: str) -> None:
    with pytest.raises(CompanyRefused) as refusal:
        a_company(register_number=number).check()
    assert faults(refusal.value) == [("/register_number", "register-number-unknown")]


def test_sensible_criteria_are_taken() -> None:
    a_persona(
        a_criterion(operator=Operator.NOT_CONTAINS, mode=Mode.FILTER),
        a_criterion(operator=Operator.IS_KNOWN, values=()),
        a_criterion(field=Field.HEAD_COUNT, operator=Operator.AT_LEAST, values=("10",)),
        a_criterion(field=Field.HEAD_COUNT, operator=Operator.EQUALS, values=("10", "20")),
    ).check()


def test_the_meter_goes_from_nothing_to_everything() -> None:
    book = a_book()
    empty = book.completeness(TODAY)
    assert (empty.percent, empty.missing) == (
        0,
        ("company-identity", "offer-with-call-to-action", "persona"),
    )
    book.describe_company(a_company(legal_name=""), at=MONDAY)
    book.add_persona(a_persona(), at=MONDAY)
    half = book.completeness(TODAY)
    assert (half.percent, half.missing) == (
        30,
        ("company-identity", "offer-with-call-to-action", "valid-proof"),
    )
    book.describe_company(a_company(), at=MONDAY)
    answers = tuple(SalesObjection(objection=f"Non {n}", answer="Si") for n in range(4))
    book.add_offer(an_offer(sales_objections=answers), at=MONDAY)
    full = book.completeness(TODAY)
    assert (full.percent, full.missing) == (100, ())
