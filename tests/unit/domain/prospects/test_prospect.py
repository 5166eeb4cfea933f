from datetime import timedelta

import pytest

from domain.prospects.errors import (
    NothingToIdentify,
    SourceMissing,
    StageWentBackwards,
    TooManyTags,
)
from domain.prospects.model.contact_points import PointKind, PointStatus, is_professional
from domain.prospects.model.linkedin import LinkedinProfile, ProfileKind
from domain.prospects.model.person import DetailKind, Person
from domain.prospects.model.prospect import MAX_TAGS, OriginKind
from domain.prospects.model.stage import Stage
from domain.prospects.usecases.read_import import formula_safe
from domain.shared.email_address import EmailAddress
from tests.builders import a_person, a_prospect, an_origin
from tests.conftest import MONDAY

LATER = MONDAY + timedelta(days=1)
TITLE = DetailKind.JOB_TITLE


def says(title: str) -> Person:
    return Person(details={TITLE: title})


@pytest.mark.obligation(8)
def test_nobody_exists_without_a_source() -> None:
    with pytest.raises(SourceMissing):
        an_origin(source="  ")


def test_nobody_exists_without_a_name_or_an_address() -> None:
    with pytest.raises(NothingToIdentify):
        a_prospect(Person(details={DetailKind.COMPANY: "Café"}))


def test_a_newer_value_replaces_an_older_one_and_a_blank_never_does() -> None:
    one = a_prospect()
    assert not one.absorb(says(""), an_origin(), at=LATER, observed_at=LATER)
    assert not one.absorb(
        says("Old"), an_origin(), at=LATER, observed_at=MONDAY - timedelta(days=99)
    )
    assert one.detail(TITLE) == "Directrice commerciale"
    assert one.absorb(says("DG"), an_origin(source="B"), at=LATER, observed_at=MONDAY)
    known = one.details[TITLE]
    assert (known.value, known.source, known.observed_at) == ("DG", "B", MONDAY)
    assert one.last_activity_at == LATER


def test_what_a_person_typed_is_replaced_by_a_person_alone() -> None:
    one = a_prospect()
    one.correct({TITLE: "DG"}, Person(), user_id="u", at=MONDAY)
    assert not one.absorb(says("Stagiaire"), an_origin(), at=LATER, observed_at=LATER)
    assert one.detail(TITLE) == "DG"
    one.correct({TITLE: ""}, Person(), user_id="u", at=LATER)
    assert TITLE not in one.details
    assert one.absorb(says("Stagiaire"), an_origin(), at=LATER, observed_at=LATER)
    assert [event.name for event in one.take_events()] == ["ProspectCorrected"] * 2


def test_taking_away_the_last_sign_of_somebody_is_refused() -> None:
    one = a_prospect(a_person(emails=(), profiles=()))
    blank = {DetailKind.FIRST_NAME: "", DetailKind.LAST_NAME: ""}
    with pytest.raises(NothingToIdentify):
        one.correct(blank, Person(), user_id="u", at=MONDAY)


@pytest.mark.obligation(103)
def test_a_found_address_has_its_provider_and_date_and_never_replaces_a_typed_one() -> None:
    one = a_prospect(a_person(emails=()))
    found = {"provider": "FullEnrich", "status": PointStatus.DELIVERABLE, "at": LATER}
    assert one.record_point(PointKind.EMAIL, "e@cafe.example", **found)  # type: ignore[arg-type]
    point = one.point(PointKind.EMAIL)
    assert point is not None
    assert (point.provider, point.obtained_at, point.verified_at) == ("FullEnrich", LATER, LATER)
    typed = Person(emails=(EmailAddress("typed@cafe.example"),))
    one.correct({}, typed, user_id="u", at=LATER)
    assert not one.record_point(PointKind.EMAIL, "new@cafe.example", **found)  # type: ignore[arg-type]
    chosen = one.point(PointKind.EMAIL)
    assert chosen is not None
    assert chosen.value == "typed@cafe.example"
    assert one.record_point(PointKind.EMAIL, "typed@cafe.example", **found)  # type: ignore[arg-type]


def test_a_dead_address_is_not_used() -> None:
    one = a_prospect(a_person(profiles=()))
    one.record_point(
        PointKind.EMAIL,
        "elise.durand@cafe.example",
        provider="FullEnrich",
        status=PointStatus.INVALID,
        at=LATER,
    )
    assert one.point(PointKind.EMAIL) is None


def test_a_role_address_names_nobody_unless_it_is_all_there_is() -> None:
    role = (EmailAddress("contact@cafe.example"),)
    assert a_prospect(a_person(emails=role, profiles=())).identities == ["none:prospect-0001"]
    assert a_prospect(Person(emails=role)).identities == ["email:contact@cafe.example"]


def test_a_member_id_and_a_public_name_are_two_identities() -> None:
    member = LinkedinProfile(ProfileKind.MEMBER, "ACwAAAabcdefgh123")
    public = LinkedinProfile(ProfileKind.PUBLIC, "elise")
    one = a_prospect(a_person(emails=(), profiles=(member, public)))
    assert one.identities == ["linkedin:elise", "member:ACwAAAabcdefgh123"]
    shown = one.point(PointKind.LINKEDIN)
    assert shown is not None
    assert shown.value == public.url


def test_webmail_is_no_professional_address() -> None:
    assert not is_professional(EmailAddress("elise@gmail.com"))
    assert is_professional(EmailAddress("elise@cafe.example"))


def test_leo_only_moves_forward_and_never_to_an_end() -> None:
    one = a_prospect()
    one.advance(Stage.INTERESTED, at=MONDAY)
    for stage in (Stage.CONTACTED, Stage.INTERESTED, Stage.WON, Stage.LOST):
        with pytest.raises(StageWentBackwards):
            one.advance(stage, at=MONDAY)
    one.move(Stage.LOST, user_id="u", at=MONDAY)
    with pytest.raises(StageWentBackwards):
        one.advance(Stage.MEETING_BOOKED, at=MONDAY)
    one.move(Stage.NEW, user_id="u", at=MONDAY)
    one.move(Stage.NEW, user_id="u", at=MONDAY)
    assert [event.name for event in one.take_events()] == ["StageChanged"] * 3


def test_tags_are_sets_with_an_end() -> None:
    one = a_prospect()
    assert one.tag("a", user_id="u", at=MONDAY)
    assert not one.tag("a", user_id="u", at=MONDAY)
    assert one.untag("a", user_id="u", at=MONDAY)
    assert not one.untag("a", user_id="u", at=MONDAY)
    one.tags = [str(number) for number in range(MAX_TAGS)]
    with pytest.raises(TooManyTags):
        one.tag("more", user_id="u", at=MONDAY)


@pytest.mark.obligation(60)
def test_an_opt_out_is_final() -> None:
    one = a_prospect()
    assert one.mark_opted_out(at=MONDAY)
    assert not one.mark_opted_out(at=LATER)
    assert one.opted_out_at == MONDAY


def test_a_manual_origin_locks_what_it_says() -> None:
    one = a_prospect(origin=an_origin(kind=OriginKind.MANUAL, import_id=None))
    assert all(detail.locked for detail in one.details.values())
    assert one.import_ids == []


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "＝cmd()", " =1", "\r"])
def test_a_cell_that_a_spreadsheet_would_run_is_quoted(text: str) -> None:
    assert formula_safe(text) == f"'{text}"


def test_a_plain_cell_stays() -> None:
    assert formula_safe("Élise - Café") == "Élise - Café"
