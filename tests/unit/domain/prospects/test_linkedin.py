import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.prospects.model.linkedin import LinkedinProfile, ProfileKind, read_profile

MEMBER = "ACwAAAGtest1234_abcDEF"


@pytest.mark.parametrize(
    "address",
    [
        "https://www.linkedin.com/in/elise-durand",
        "http://linkedin.com/in/Elise-Durand/",
        "https://fr.linkedin.com/in/elise-durand?trk=people",
        "linkedin.com/in/elise%2Ddurand",
        "  https://www.linkedin.com/in/elise-durand/details/experience/ ",
    ],
)
def test_host_slash_case_and_tracking_make_no_other_person(address: str) -> None:
    assert read_profile(address) == LinkedinProfile(ProfileKind.PUBLIC, "elise-durand")


@pytest.mark.parametrize(
    "address",
    [
        MEMBER,
        f"https://www.linkedin.com/in/{MEMBER}",
        f"https://www.linkedin.com/sales/lead/{MEMBER},NAME_SEARCH,x1",
        f"https://www.linkedin.com/sales/people/{MEMBER}",
    ],
)
def test_an_internal_id_is_a_key_of_its_own(address: str) -> None:
    profile = read_profile(address)
    assert profile == LinkedinProfile(ProfileKind.MEMBER, MEMBER)
    assert profile is not None
    assert profile.identity == f"member:{MEMBER}"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://www.linkedin.com/company/12345",
        "https://linkedin.com.evil.example/in/x-y",
        "https://evil.example/linkedin.com/in/x-y",
        "https://www.linkedin.com/in/",
        "http://[broken",
        "elise durand",
    ],
)
def test_what_is_no_person_is_none(address: str) -> None:
    assert read_profile(address) is None


def test_accents_are_one_slug_however_they_are_written() -> None:
    composed = read_profile("https://linkedin.com/in/%C3%A9lise")
    apart = read_profile("https://linkedin.com/in/e\u0301lise")
    assert composed == apart


@given(st.text())
def test_reading_never_fails_and_its_own_address_reads_the_same(text: str) -> None:
    for written in (text, f"linkedin.com/in/{text}"):
        profile = read_profile(written)
        if profile is not None and profile.kind is ProfileKind.MEMBER:
            assert read_profile(profile.url) == profile
