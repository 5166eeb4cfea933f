import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.prospects.model.names import SplitName, split_name, tidy_name


@pytest.mark.parametrize(
    ("written", "tidy"),
    [
        ("DURAND", "Durand"),
        ("DE VILLIERS", "de Villiers"),
        ("D'ORMESSON", "d'Ormesson"),
        ("LE GOFF", "Le Goff"),
        ("JEAN-PIERRE", "Jean-Pierre"),
        ("jean-pierre", "Jean-Pierre"),
        ("McDonald", "McDonald"),
        ("🚀 Léa", "Léa"),
        ("Marie | MBA", "Marie"),
        ("Dr. Anne Martin, PhD", "Anne Martin"),
        ("Mme ÉLISE", "Élise"),
        ("Sam (they/them)", "Sam"),
        ("  ", ""),
        ("a\x00b\u202ec", "a b c".title()),
    ],
)
def test_names_lose_what_is_no_name_and_get_their_capitals(written: str, tidy: str) -> None:
    assert tidy_name(written) == tidy


@pytest.mark.parametrize(
    ("written", "split"),
    [
        ("DUPONT Jean", SplitName("Jean", "Dupont")),
        ("Jean DUPONT", SplitName("Jean", "Dupont")),
        ("LE GOFF Yann", SplitName("Yann", "Le Goff")),
        ("Marie de la Tour", SplitName("Marie", "de la Tour")),
        ("JEAN DUPONT", SplitName("Jean", "Dupont")),
        ("Cher", SplitName("", "Cher")),
    ],
)
def test_a_full_name_is_split_in_either_order(written: str, split: SplitName) -> None:
    assert split_name(written) == split


@given(st.text())
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy_name(tidy_name(text)) == tidy_name(text)


@given(st.text())
def test_splitting_never_fails(text: str) -> None:
    split_name(text)
