import io
import zipfile

import pytest

from adapters.files.workbooks import CalamineWorkbooks
from domain.prospects.errors import (
    FileEmpty,
    FileTooLarge,
    NotATable,
    SheetNotFound,
    TooManyColumns,
)
from domain.prospects.model.table import check_table, rows_as_csv
from tests.import_files import table, workbook

READ = CalamineWorkbooks().read


def test_the_first_sheet_is_read_and_the_others_are_offered() -> None:
    content = workbook(("Clients", table("generic")), ("Vide", []))
    book = READ(content)
    assert (book.sheets, book.sheet) == (("Clients", "Vide"), "Clients")
    layout = check_table(rows_as_csv(book.rows), ",").layout
    assert layout.header == ("Nom", "Prénom", "Courriel", "Entreprise", "Poste")
    with pytest.raises(FileEmpty):
        READ(content, "Vide")
    with pytest.raises(SheetNotFound):
        READ(content, "Autre")


def test_long_numbers_keep_every_digit_and_a_formula_is_its_stored_value() -> None:
    content = workbook(("A", [["siret", "x"], [73282932000074.0, "=2+2"], [1e20, 1.5]]))
    rows = [list(row) for row in READ(content).rows]
    assert rows[1:] == [["73282932000074", "4"], ["1e+20", "1.5"]]


def test_a_row_stands_on_its_own_line_whatever_it_holds() -> None:
    rows = [["", ""], ["email", "note"], ["a@b.example", "une\nautre"], ["c@d.example", ""]]
    text = rows_as_csv(READ(workbook(("A", rows))).rows).decode()
    assert text.split("\n")[3].startswith("c@d.example")
    assert "une autre" in text.split("\n")[2]


def test_an_archive_that_unpacks_to_too_much_is_refused_before_it_is_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "x")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(310):
                part.write(b"\0" * 1024 * 1024)
    assert len(out.getvalue()) < 1024 * 1024
    with pytest.raises(FileTooLarge):
        READ(out.getvalue())


def test_entities_are_not_expanded() -> None:
    out = io.BytesIO()
    good = zipfile.ZipFile(io.BytesIO(workbook(("A", table("generic")))))
    with good, zipfile.ZipFile(out, "w") as archive:
        for name in good.namelist():
            text = good.read(name).decode()
            if name.endswith("sheet1.xml"):
                bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
                text = text.replace("<worksheet", f"{bomb}<worksheet", 1)
                text = text.replace("Durand", "&b;&b;")
            archive.writestr(name, text)
    try:
        rows = READ(out.getvalue()).rows
    except NotATable:
        return
    assert "haha" not in str(rows)


@pytest.mark.parametrize("content", [b"PK\x03\x04 no archive", b"", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_workbook_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(NotATable):
        READ(content)


def test_a_sheet_too_wide_is_refused() -> None:
    with pytest.raises(TooManyColumns):
        READ(workbook(("A", [[f"c{n}" for n in range(201)]])))
