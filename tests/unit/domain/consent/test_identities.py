"""Canonical forms: the same person is recognised however their address is written."""

import pytest

from domain.consent.model import Identity, IdentityKind, years_later
from tests.conftest import MONDAY


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (IdentityKind.EMAIL, "Camille@Nord.example", " camille@nord.example "),
        (IdentityKind.EMAIL, "camille+salon@nord.example", "camille@nord.example"),
        (IdentityKind.EMAIL, "ca.mil.le@googlemail.com", "camille@gmail.com"),
        (IdentityKind.EMAIL, "camille@société.example", "camille@xn--socit-esab.example"),
        (IdentityKind.EMAIL, "ｃamille@nord.example", "camille@nord.example"),
        (
            IdentityKind.LINKEDIN,
            "https://fr.linkedin.com/in/Camille-Roux/?trk=x",
            "linkedin.com/in/camille-roux",
        ),
        (IdentityKind.LINKEDIN, "https://www.linkedin.com/in/h%C3%A9l%C3%A8ne/", "/in/hélène"),
        (
            IdentityKind.LINKEDIN,
            "https://www.linkedin.com/sales/lead/ACwAAB1,NAME_SEARCH,x",
            "acwaab1",
        ),
        (IdentityKind.PHONE, "06 12 34 56 78", "+33 6 12 34 56 78"),
        (IdentityKind.PHONE, "0033612345678", "+33 (0)6 12 34 56 78"),
    ],
)
def test_two_spellings_are_one_identity(kind: IdentityKind, one: str, other: str) -> None:
    assert Identity.of(kind, one) == Identity.of(kind, other) is not None


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (IdentityKind.EMAIL, "a.b@nord.example", "ab@nord.example"),
        (IdentityKind.EMAIL, "ab@nord.example", "ab@sud.example"),
        (IdentityKind.PHONE, "+33612345678", "+33612345679"),
        (IdentityKind.LINKEDIN, "/in/camille-roux", "/in/camille-roux-2"),
    ],
)
def test_two_people_stay_two(kind: IdentityKind, one: str, other: str) -> None:
    assert Identity.of(kind, one) != Identity.of(kind, other)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (IdentityKind.EMAIL, "not an address"),
        (IdentityKind.EMAIL, ""),
        (IdentityKind.PHONE, "12"),
        (IdentityKind.LINKEDIN, ""),
        (IdentityKind.LINKEDIN, "two words"),
    ],
)
def test_what_cannot_be_an_identity_is_none(kind: IdentityKind, text: str) -> None:
    assert Identity.of(kind, text) is None


def test_a_leap_day_keeps_its_month() -> None:
    leap = MONDAY.replace(year=2028, month=2, day=29)
    assert years_later(leap, 3) == leap.replace(year=2031, day=28)
