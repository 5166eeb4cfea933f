import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.prospects.model.columns import Target
from domain.prospects.model.formats import propose, recognise
from domain.prospects.model.person_row import domain_of, masked, read_row
from domain.prospects.model.table import TableReader, cells_of, check_table, rows_of
from domain.shared.errors import Invalid


def rows(content: bytes, *, size: int = 7) -> list[tuple[int, tuple[str, ...], str]]:
    """Read in small pieces, as a stream comes."""
    table = check_table(content)
    reader = TableReader(table.layout.encoding, table.layout.delimiter)
    found = []
    pieces = [content[at : at + size] for at in range(0, len(content), size)]
    for number, piece in enumerate(pieces, 1):
        found += [
            (record.line, cells_of(table.layout, record), record.fault)
            for record in rows_of(table.layout, reader, piece, final=number == len(pieces))
        ]
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_one_table_reads_the_same_however_it_is_written(
    encoding: str, delimiter: str, newline: str
) -> None:
    lines = [
        ["Prénom", "Nom", "Société"],
        ["Élise", "Durand", f'Café "Le{delimiter}Coin"'],
        ["Zoé", "Petit", f"Bois{newline}et fils"],
    ]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=newline).writerows(lines)
    assert rows(out.getvalue().encode(encoding)) == [
        (2, ("Élise", "Durand", f'Café "Le{delimiter}Coin"'), ""),
        (3, ("Zoé", "Petit", "Bois\net fils"), ""),
    ]


def test_the_header_is_searched_below_a_preamble() -> None:
    content = b'Notes:\n"When exporting, some, commas"\n\nFirst Name,Last Name,URL\nAda,Martin,x\n'
    table = check_table(content)
    assert table.layout.header == ("First Name", "Last Name", "URL")
    assert [cells for _, cells, _ in rows(content)] == [("Ada", "Martin", "x")]


def test_a_sep_line_decides() -> None:
    table = check_table(b'"sep=|"\nemail|a;b;c;d\nx@y.example|1\n')
    assert table.layout.delimiter == "|"
    assert table.layout.header == ("email", "a;b;c;d")


def test_repeated_and_blank_headers_get_names_of_their_own() -> None:
    table = check_table(b"email,,email,\nx@y.example,1,2,3\n")
    assert table.layout.header == ("email", "colonne 2", "email (2)", "colonne 4")


def test_double_encoding_is_repaired_and_said() -> None:
    content = "Prénom,Nom\nÉlise,Bénédicte\n".encode().decode("cp1252").encode()
    table = check_table(content)
    assert table.layout.repair
    assert [cells for _, cells, _ in rows(content)] == [("Élise", "Bénédicte")]


def test_a_bad_byte_loses_no_row() -> None:
    assert len(rows(b"email,nom\na@b.example,\x81x\nc@d.example,y\n")) == 2


def test_one_lone_quote_loses_one_line() -> None:
    content = b'email,name\na@b.example,"open\n' + b"c@d.example,x\n" * 300
    found = rows(content, size=1000)
    assert found[0] == (2, ("", ""), "quote-not-closed")
    assert len(found) == 301
    assert not any(fault for _, _, fault in found[1:])


def test_a_ten_megabyte_line_is_one_fault() -> None:
    content = b"email,name\n" + b"x" * 10 * 1024 * 1024 + b"\nc@d.example,x\n"
    assert rows(content, size=100_000) == [
        (2, ("", ""), "line-too-long"),
        (3, ("c@d.example", "x"), ""),
    ]


def test_a_cell_beyond_the_csv_limit_is_one_fault() -> None:
    content = b"email,name\na@b.example," + b"x" * 140_000 + b"\nc@d.example,x\n"
    assert [fault for _, _, fault in rows(content, size=9999)] == ["cell-too-long", ""]


def test_rows_are_cut_or_filled_to_the_header() -> None:
    content = b"email,name\na@b.example\nc@d.example,x,extra\n"
    assert [cells for _, cells, _ in rows(content)] == [("a@b.example", ""), ("c@d.example", "x")]
    assert check_table(content).ragged == 1


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=3000), st.integers(1, 400))
def test_arbitrary_bytes_are_read_or_refused_by_name(noise: bytes, size: int) -> None:
    try:
        whole = rows(b"email,name\n" + noise, size=size)
    except Invalid:
        return
    assert whole == rows(b"email,name\n" + noise, size=10_000)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=500))
def test_any_file_is_a_table_or_refused_by_name(content: bytes) -> None:
    try:
        table = check_table(content)
    except Invalid:
        return
    mapping = propose(recognise(table.layout.header), table.layout.header, table.sample)
    for row in table.sample:
        read_row(row, table.layout.header, mapping)


@given(st.lists(st.text(max_size=40), min_size=1, max_size=20))
def test_no_cell_breaks_the_reading_of_a_row(cells: list[str]) -> None:
    targets = list(Target)
    header = [f"c{number}" for number in range(len(cells))]
    mapping = [targets[number % len(targets)] for number in range(len(cells))]
    read_row(cells, header, mapping)


def test_aliases_are_found_in_both_languages() -> None:
    header = ["Prénom", "NOM", "E-Mail", "Société", "Intitulé de poste", "Tél. mobile", "URL"]
    sample = [["a", "b", "c", "d", "e", "f", "https://fr.linkedin.com/in/a-b"]]
    assert propose(recognise(header), header, sample) == (
        Target.FIRST_NAME,
        Target.LAST_NAME,
        Target.EMAIL,
        Target.COMPANY,
        Target.JOB_TITLE,
        Target.PHONE,
        Target.LINKEDIN,
    )


def test_nom_alone_is_the_whole_name_and_title_beside_a_job_is_a_civility() -> None:
    assert propose("generic", ["Nom"], []) == (Target.FULL_NAME,)
    assert propose("generic", ["Title", "Job Title"], []) == (None, Target.JOB_TITLE)
    assert propose("generic", ["URL"], [["https://site.example"]]) == (Target.DOMAIN,)


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("https://www.Cafe.example/contact?x=1", "cafe.example"),
        ("cafe.example", "cafe.example"),
        ("https://www.linkedin.com/company/1", ""),
        ("no site", ""),
        ("http://[x", ""),
    ],
)
def test_a_website_is_kept_as_its_host(text: str, domain: str) -> None:
    assert domain_of(text) == domain


def test_a_masked_value_cannot_be_read() -> None:
    assert masked("elise@cafe.example") == "el•••"
    assert masked("abc") == "•••"
