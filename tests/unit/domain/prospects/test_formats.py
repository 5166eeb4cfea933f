"""Every tool of product.md 5.1 × every writing: recognised, named and read as the same person."""

import pytest

from domain.prospects.model.columns import Target
from domain.prospects.model.contact_points import is_professional
from domain.prospects.model.formats import propose, recognise
from domain.prospects.model.person import DetailKind
from domain.prospects.model.person_row import PersonRow, read_row
from domain.prospects.model.table import (
    Container,
    TableReader,
    cards_as_csv,
    cells_of,
    check_table,
    container_of,
    rows_of,
)
from tests.import_files import (
    DELIMITERS,
    ENCODINGS,
    FORMS,
    WITHOUT_FIRM,
    WITHOUT_JOB,
    WITHOUT_MAIL,
    a_file,
    table,
    written,
)


def people(content: bytes) -> tuple[str, list[PersonRow]]:
    checked = check_table(content)
    layout = checked.layout
    code = recognise(layout.header, checked.sample)
    mapping = propose(code, layout.header, checked.sample)
    reader = TableReader(layout.encoding, layout.delimiter)
    return code, [
        read_row(cells_of(layout, record), layout.header, mapping)
        for record in rows_of(layout, reader, content, final=True)
    ]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("form", FORMS)
def test_a_tool_is_recognised_and_its_person_read_however_the_file_is_written(
    form: str, delimiter: str, encoding: str
) -> None:
    code, rows = people(a_file(form, delimiter=delimiter, encoding=encoding))
    assert code == form
    (row,) = rows
    assert row.details[DetailKind.FIRST_NAME] == "Élise"
    assert row.details[DetailKind.LAST_NAME] == "Durand"
    if form not in WITHOUT_FIRM:
        assert row.details[DetailKind.COMPANY] == "Café & Cie"
    if form not in WITHOUT_JOB:
        assert row.details[DetailKind.JOB_TITLE] == "Directrice, achats"
    if form not in WITHOUT_MAIL:
        assert row.emails[0].value == "elise.durand@cafe.example"
    assert not row.notes
    assert not row.opted_out
    assert not any("perso" in email.value or "gmail" in email.value for email in row.emails)


def with_cells(form: str, **cells: str) -> bytes:
    person = FORMS[form][1] | {name.replace("_", " "): cell for name, cell in cells.items()}
    return written(table(form, person))


@pytest.mark.parametrize("preamble", ["Notes:", '"Notes:"', ""])
def test_the_connections_archive_is_read_with_or_without_its_preamble(preamble: str) -> None:
    note = '"When exporting, you may notice, that some are missing. Learn more here"\n\n'
    before = f"{preamble}\n{note}" if preamble else ""
    content = before.encode() + a_file("linkedin_connections") + b",,,,,,\r\n"
    code, rows = people(content)
    assert code == "linkedin_connections"
    assert [row.names_somebody for row in rows] == [True, False]
    assert rows[1].is_blank
    assert [profile.key for profile in rows[0].profiles] == ["elise-durand"]


def test_a_sales_navigator_row_keeps_the_public_address_and_the_member_id_apart() -> None:
    _, (row,) = people(a_file("phantombuster_sales_navigator"))
    assert {profile.identity.split(":")[0] for profile in row.profiles} == {"linkedin", "member"}


def test_an_overwritten_apollo_header_is_repaired_by_position() -> None:
    header, person = table("apollo_contacts")
    broken = ["Contact Information"] * 12 + header[12:]
    checked = check_table(written([broken, person]))
    assert checked.header_repaired
    assert list(checked.layout.header) == header
    code, (row,) = people(written([broken, person]))
    assert code == "apollo_contacts"
    assert row.emails[0].value == "elise.durand@cafe.example"
    assert not check_table(written([header, person])).header_repaired


def test_do_not_call_is_a_call_suppression_and_a_home_phone_is_not_read() -> None:
    _, (row,) = people(with_cells("apollo_contacts", Do_Not_Call="true"))
    assert row.no_calls
    assert not row.opted_out
    assert [text for _, text in row.phones] == ["'+33 1 42 68 53 00"]


@pytest.mark.parametrize(
    ("form", "column", "value"),
    [
        ("pipedrive", "Person - Marketing status", "Unsubscribed"),
        ("pipedrive", "Person - Marketing status", "Bounced"),
        ("salesforce", "Email Opt Out", "1"),
        ("lemlist", "isUnsubscribed", "TRUE"),
        ("leo_excel", "statut_opposition", "opposé"),
    ],
)
def test_an_opposite_meaning_column_is_an_objection(form: str, column: str, value: str) -> None:
    person = FORMS[form][1] | {column: value}
    _, (row,) = people(written(table(form, person)))
    assert row.opted_out


def test_hubspot_unsubscribe_columns_of_any_name_are_objections() -> None:
    rows = [["Record ID", "Email", "Unsubscribed from all email"], ["1", "a@b.example", "Yes"]]
    code, (row,) = people(written(rows))
    assert code == "hubspot"
    assert row.opted_out


def test_contacts_google_collected_by_itself_stay_out() -> None:
    _, (row,) = people(with_cells("google_contacts", Labels="* Other Contacts"))
    assert row.left_out == "auto-collected-contact"
    _, (row,) = people(a_file("google_contacts"))
    assert [email.value for email in row.emails] == [
        "elise.durand@cafe.example",
        "elise@cafe-bis.example",
    ]


def test_a_google_first_name_may_be_an_address() -> None:
    person = {"First Name": "zoe@firm.example", "Labels": "* myContacts"}
    _, (row,) = people(written(table("google_contacts", person)))
    assert [email.value for email in row.emails] == ["zoe@firm.example"]
    assert DetailKind.FIRST_NAME not in row.details


def test_outlook_private_columns_are_not_read() -> None:
    header = FORMS["outlook"][0].split(",")
    mapping = dict(zip(header, propose("outlook", header, []), strict=True))
    for name in ("Title", "Gender", "Birthday", "Spouse", "Children", "Home Phone", "Notes"):
        assert mapping[name] is None


def test_a_dropcontact_row_brings_the_register_numbers() -> None:
    _, (row,) = people(a_file("dropcontact"))
    assert row.details[DetailKind.SIREN] == "732829320"
    assert row.details[DetailKind.SIRET] == "73282932000074"
    assert row.details[DetailKind.NAF] == "62.01Z"
    assert all(is_professional(email) for email in row.emails)


def test_a_number_a_spreadsheet_rounded_is_said_to_be_lost() -> None:
    content = written([["email", "siret", "tel"], ["a@b.example", "7,32829E+13", "3.36E+10"]])
    _, (row,) = people(content)
    assert [note.code for note in row.notes] == ["precision-lost", "precision-lost"]
    assert DetailKind.SIRET not in row.details


CARDS = {
    "2.1": (
        "BEGIN:VCARD\r\nVERSION:2.1\r\n"
        "N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Durand;=C9lise\r\n"
        "ORG;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Caf=E9 &=\r\n Cie\r\n"
        "TITLE:Directrice, achats\r\nTEL;HOME:01 02 03 04 05\r\nTEL;WORK;VOICE:01 42 68 53 00\r\n"
        "EMAIL;INTERNET:elise.durand@cafe.example\r\nEND:VCARD\r\n"
    ),
    "3.0": (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Durand;Élise;;Mme;\r\nFN:Élise Durand\r\n"
        "ORG:Café & Cie;Achats\r\nTITLE:Directrice\\, achats\r\n"
        "item1.EMAIL;TYPE=INTERNET,WORK:elise.durand@ca\r\n fe.example\r\n"
        "EMAIL;TYPE=HOME:elise.perso@maison.example\r\nTEL;TYPE=CELL:+33 6 12 34 56 78\r\n"
        "NOTE:catholique pratiquante\r\nURL:https://www.linkedin.com/in/elise-durand\r\nEND:VCARD\r\n"
    ),
    "4.0": (
        "BEGIN:VCARD\nVERSION:4.0\nN:Durand;Élise;;;\nFN:Élise Durand\nORG:Café & Cie\n"
        'TITLE:Directrice\\, achats\nEMAIL;TYPE="work":elise.durand@cafe.example\n'
        "TEL;VALUE=uri;TYPE=work:tel:+33142685300\nADR;TYPE=work:;;1 rue X;Lyon;;69001;France\n"
        "END:VCARD\n"
    ),
}


@pytest.mark.parametrize("version", CARDS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_card_of_any_version_is_read(version: str, encoding: str) -> None:
    content = CARDS[version].encode(encoding)
    assert container_of(content) is Container.VCARD
    code, (row,) = people(cards_as_csv(content))
    assert code == "vcard"
    assert row.details[DetailKind.FIRST_NAME] == "Élise"
    assert row.details[DetailKind.COMPANY] == "Café & Cie"
    assert row.details[DetailKind.JOB_TITLE] == "Directrice, achats"
    assert [email.value for email in row.emails] == ["elise.durand@cafe.example"]
    assert "catholique" not in str(row)


def test_many_cards_stand_on_the_lines_they_begin_on() -> None:
    content = (CARDS["3.0"] + CARDS["4.0"]).encode()
    text = cards_as_csv(content)
    layout = check_table(text, ",").layout
    records = rows_of(layout, TableReader("utf-8", ","), text, final=True)
    assert [record.line for record in records] == [2, 14]


def test_no_column_of_any_tool_is_read_as_consent() -> None:
    for form, (header, _) in FORMS.items():
        for target in propose(form, header.split(","), []):
            assert target is None or target in Target
    assert not any("consent" in target for target in Target)
