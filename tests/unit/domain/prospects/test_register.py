import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.prospects.model.registry import lost_precision, read_naf, read_siren, read_siret


@pytest.mark.parametrize(
    ("text", "siren"),
    [
        ("732 829 320", "732829320"),
        ("'732829320", "732829320"),
        ("5580 087", ""),
        ("732829321", ""),
        ("000000000", ""),
        ("abc", ""),
        ("٧٣٢٨٢٩٣٢٠", ""),
    ],
)
def test_a_siren_has_nine_digits_and_a_right_check_digit(text: str, siren: str) -> None:
    assert read_siren(text) == siren


def test_a_leading_zero_that_a_spreadsheet_dropped_comes_back_when_the_check_digit_fits() -> None:
    assert read_siren("5520242") == "005520242"
    assert read_siren("5520243") == ""


@pytest.mark.parametrize(
    ("text", "siret"),
    [
        ("73282932000074", "73282932000074"),
        ("732 829 320 00074", "73282932000074"),
        ("73282932000075", ""),
        ("35600000000048", "35600000000048"),  # La Poste, head office: Luhn fits
        ("35600000049837", "35600000049837"),  # La Poste: the digits add up to a multiple of five
        ("35600000049838", ""),
    ],
)
def test_a_siret_is_checked_also_where_la_poste_ran_out_of_numbers(text: str, siret: str) -> None:
    assert read_siret(text) == siret


@pytest.mark.parametrize(
    ("text", "naf"), [("6201Z", "62.01Z"), ("62.01z", "62.01Z"), ("62 01 Z", "62.01Z"), ("x", "")]
)
def test_an_activity_code_is_kept_as_insee_writes_it(text: str, naf: str) -> None:
    assert read_naf(text) == naf


@pytest.mark.parametrize("text", ["3,52E+13", "1.2E+11", "7E13"])
def test_scientific_notation_is_a_lost_number(text: str) -> None:
    assert lost_precision(text)
    assert read_siret(text) == ""


@given(st.integers(1, 10**8 - 1))
def test_every_siren_with_its_check_digit_is_taken_and_no_other(stem: int) -> None:
    right = [read_siren(f"{stem:08d}{digit}") for digit in range(10)]
    assert sum(bool(one) for one in right) == 1
    (siren,) = filter(None, right)
    assert read_siren(siren) == siren
