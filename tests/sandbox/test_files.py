"""The example files: exact headers of the product specification 5.1, and their dirt."""

import csv
import io

from adapters.sandbox import files
from adapters.sandbox.world import make_world
from tests.conftest import FIXTURES

PHANTOMBUSTER = (
    "profileUrl,fullName,firstName,lastName,companyName,title,companyId,companyUrl,"
    "regularCompanyUrl,summary,titleDescription,industry,companyLocation,location,durationInRole,"
    "durationInCompany,pastExperienceCompanyName,pastExperienceCompanyUrl,"
    "pastExperienceCompanyTitle,pastExperienceDate,pastExperienceDuration,connectionDegree,"
    "profileImageUrl,sharedConnectionsCount,name,vmid,linkedInProfileUrl,isPremium,isOpenLink,"
    "query,timestamp,defaultProfileUrl"
)
FRENCH = "Prénom;Nom;Société;Fonction;Adresse de messagerie;Téléphone (bureau);Ville;Pays"


def test_the_fixtures_are_what_the_generator_writes() -> None:
    world = make_world(1)
    assert (FIXTURES / files.PHANTOMBUSTER).read_bytes() == files.phantombuster(world)
    assert (FIXTURES / files.FRENCH_EXCEL).read_bytes() == files.french_excel(world)


def test_the_phantombuster_file_has_people_twice_and_a_blank_row() -> None:
    text = (FIXTURES / files.PHANTOMBUSTER).read_text(encoding="utf-8")
    assert text.partition("\n")[0] == PHANTOMBUSTER
    rows = list(csv.DictReader(io.StringIO(text)))
    leads = [row["vmid"] for row in rows if row["vmid"]]
    assert len(rows) - len(leads) == 1
    assert len(leads) - len(set(leads)) == 3
    assert len(set(leads)) >= 40
    world = make_world(1)
    for row in rows:
        if row["vmid"]:
            person = world.by_lead_id(row["vmid"])
            assert person is not None
            assert person.slug in row["defaultProfileUrl"]


def test_the_excel_file_is_windows_1252_with_semicolons_and_crlf() -> None:
    raw = (FIXTURES / files.FRENCH_EXCEL).read_bytes()
    assert b"\r\n" in raw
    text = raw.decode("cp1252")
    assert text.partition("\r\n")[0] == FRENCH
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert len(rows) > 40
    assert {len(row) for row in rows} == {8}
    addresses = [row[4].strip().lower() for row in rows[1:] if row[4]]
    assert len(addresses) > len(set(addresses))
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return
    raise AssertionError("the file must not be UTF-8")
