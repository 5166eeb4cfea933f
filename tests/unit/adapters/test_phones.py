import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.system.phones import LibPhoneNumbers


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("01 42 68 53 00", "+33142685300"),
        ("'+33 (0)1 42 68 53 00", "+33142685300"),
        ("06.12.34.56.78 / 01 42 68 53 00", "+33612345678"),
        ("0032 2 512 00 00", "+3225120000"),
        ("12", None),
        ("", None),
        ("3,31427E+10", None),
    ],
)
def test_numbers_are_read_as_french_unless_they_say_otherwise(
    written: str, read: str | None
) -> None:
    assert LibPhoneNumbers().read(written) == read


@given(st.text(max_size=100))
def test_reading_never_fails_and_twice_is_the_same(text: str) -> None:
    number = LibPhoneNumbers().read(text)
    if number is not None:
        assert LibPhoneNumbers().read(number) == number
