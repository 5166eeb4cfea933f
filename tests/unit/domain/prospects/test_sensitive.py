import pytest

from domain.prospects.model.columns import Target
from domain.prospects.model.formats import propose
from domain.prospects.model.person import DetailKind
from domain.prospects.model.person_row import read_row
from domain.prospects.model.sensitive import sensitive_column, sensitive_statement

SAID = {
    "health": ("Comptable, en arrêt maladie", "Buyer, currently on sick leave"),
    "religion": ("Acheteur, catholique pratiquant", "Sales lead, practising Muslim"),
    "politics": ("Directrice, militante de la France insoumise", "Clerk, far right"),
    "union": ("Technicien, délégué syndical", "Driver and trade union member"),
    "origin": ("Vendeur d’origine maghrébine", "Buyer, ethnic origin: unknown"),
    "sex_life": ("Chef de rang, homosexuel", "Barista, lesbian"),
    "offences": ("Chauffeur, casier judiciaire", "Clerk with a criminal record"),
}
CLEAN = (
    *("Directrice santé et sécurité", "Health, Safety and Environment Manager"),
    *("Responsable des relations sociales", "Chargée de mission diversité", "Chief of Staff"),
    *("Directeur d’usine", "Union Square Ventures Partner", "Race Engineer", "Consultant SAP"),
    *("Responsable grands comptes", "Head of Sales", "Origination Manager", "Data Protection Lead"),
)
COLUMNS = {
    "health": ("Santé", "Health", "Groupe sanguin"),
    "religion": ("Religion", "Faith"),
    "politics": ("Opinion politique", "Political party"),
    "union": ("Syndicat", "Trade union"),
    "origin": ("Origine ethnique", "Ethnicity"),
    "sex_life": ("Orientation sexuelle", "Sexual orientation"),
}


@pytest.mark.obligation(52)
@pytest.mark.parametrize("category", SAID)
def test_each_category_is_seen_in_french_and_english(category: str) -> None:
    assert [sensitive_statement(text) for text in SAID[category]] == [category, category]


@pytest.mark.obligation(52)
@pytest.mark.parametrize("text", CLEAN)
def test_ordinary_jobs_pass(text: str) -> None:
    assert sensitive_statement(text) == ""


@pytest.mark.obligation(52)
@pytest.mark.parametrize("category", COLUMNS)
def test_a_column_named_after_a_category_is_never_proposed(category: str) -> None:
    for name in COLUMNS[category]:
        assert sensitive_column(name) == category
        assert propose("generic", [name], []) == (None,)


@pytest.mark.parametrize(
    "name", ["Origine du lead", "Health score", "Nom", "Lead source", "Union européenne"]
)
def test_ordinary_columns_pass(name: str) -> None:
    assert sensitive_column(name) == ""


@pytest.mark.obligation(53)
def test_a_cleared_column_is_read_and_only_that_one() -> None:
    cells, header = ["Déléguée syndicale", "a@b.example"], ["Poste", "E-mail"]
    mapping = [Target.JOB_TITLE, Target.EMAIL]
    walled = read_row(cells, header, mapping)
    assert [(note.code, note.value) for note in walled.notes] == [("sensitive-union", "")]
    assert DetailKind.JOB_TITLE not in walled.details
    cleared = read_row(cells, header, mapping, {"Poste"})
    assert cleared.details[DetailKind.JOB_TITLE] == "Déléguée syndicale"
    assert not cleared.notes
