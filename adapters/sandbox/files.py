"""The two example files of an import, made of the people of the world, dirt included.

Headers and quirks: product specification 5.1 (PhantomBuster, French Outlook and Excel) and 5.3.
"""

import csv
import io
import sys
from pathlib import Path

from adapters.sandbox.world import COUNTRIES, EmailStatus, Person, World, draw, make_world

PHANTOMBUSTER = "phantombuster_sales_navigator.csv"
FRENCH_EXCEL = "prospects_excel_fr.csv"
_PHANTOMBUSTER_HEADER = (
    "profileUrl,fullName,firstName,lastName,companyName,title,companyId,companyUrl,"
    "regularCompanyUrl,summary,titleDescription,industry,companyLocation,location,durationInRole,"
    "durationInCompany,pastExperienceCompanyName,pastExperienceCompanyUrl,"
    "pastExperienceCompanyTitle,pastExperienceDate,pastExperienceDuration,connectionDegree,"
    "profileImageUrl,sharedConnectionsCount,name,vmid,linkedInProfileUrl,isPremium,isOpenLink,"
    "query,timestamp,defaultProfileUrl"
)
_EXCEL_HEADER = "Prénom;Nom;Société;Fonction;Adresse de messagerie;Téléphone (bureau);Ville;Pays"
_QUERY = "https://www.linkedin.com/sales/search/people?query=(keywords%3Adirection)"


def phantombuster(world: World, count: int = 48) -> bytes:
    """UTF-8 with commas. Three rows come twice, one is truncated, one is blank."""
    people = list(world.people.values())[:count]
    header = _PHANTOMBUSTER_HEADER.split(",")
    rows = [_phantombuster_row(world, person, number) for number, person in enumerate(people)]
    rows.insert(20, dict.fromkeys(header, ""))
    for number in (3, 11, 27):
        again = dict(rows[number])
        again["defaultProfileUrl"] = again["defaultProfileUrl"].replace("www.", "fr.") + "/?trk=s"
        again["timestamp"] = "2026-11-20T10:00:00.000Z"
        rows.append(again)
    # A name cut by LinkedIn, a title with a credential, a regular company url that is a website.
    rows[7] |= {"fullName": f"{rows[7]['firstName']} {rows[7]['lastName'][:1]}."}
    rows[9] |= {
        "firstName": f"🚀 {rows[9]['firstName']}",
        "lastName": f"{rows[9]['lastName']} | MBA",
    }
    rows[13] |= {"regularCompanyUrl": "https://www.cap-vercors.example"}
    text = io.StringIO()
    writer = csv.DictWriter(text, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _phantombuster_row(world: World, person: Person, number: int) -> dict[str, str]:
    lead = world.lead_id(person)
    rng = draw("phantombuster", person.key)
    months = rng.randint(1, 11)
    role = f"{person.years_in_role} years {months} months in role"
    return {
        "profileUrl": f"https://www.linkedin.com/sales/lead/{lead},NAME_SEARCH,{lead[-4:]}",
        "fullName": person.full_name,
        "firstName": person.first_name,
        "lastName": person.last_name,
        "companyName": person.company.name,
        "title": person.title,
        "companyId": person.company.linkedin_id,
        "companyUrl": f"https://www.linkedin.com/sales/company/{person.company.linkedin_id}",
        "regularCompanyUrl": f"https://www.linkedin.com/company/{person.company.linkedin_id}",
        "summary": person.summary,
        "titleDescription": "",
        "industry": person.company.industry,
        "companyLocation": person.location,
        "location": person.location,
        "durationInRole": role if person.years_in_role else f"{months} months in role",
        "durationInCompany": f"{person.years_in_role + 1} years in company",
        "pastExperienceCompanyName": "",
        "pastExperienceCompanyUrl": "",
        "pastExperienceCompanyTitle": "",
        "pastExperienceDate": "",
        "pastExperienceDuration": "",
        "connectionDegree": "Out of Network" if number % 17 == 5 else "2nd",
        "profileImageUrl": "",
        "sharedConnectionsCount": str(rng.randint(0, 12)),
        "name": person.full_name,
        "vmid": lead,
        "linkedInProfileUrl": f"https://www.linkedin.com/in/{lead}",
        "isPremium": "TRUE" if person.is_premium else "false",
        "isOpenLink": "true" if number % 9 == 0 else "false",
        "query": _QUERY,
        "timestamp": "2026-11-18T08:30:00.000Z",
        "defaultProfileUrl": f"https://www.linkedin.com/in/{person.slug}",
    }


def french_excel(world: World, count: int = 46) -> bytes:
    """`;`, Windows-1252 and CRLF, as a French Excel saves it."""
    people = [
        person
        for person in list(world.people.values())[40:]
        if person.language == "fr" and person.email_status is not EmailStatus.NOT_FOUND
    ][:count]
    rows = [_excel_row(person) for person in people]
    rows[4][1], rows[4][0] = rows[4][1].upper(), rows[4][0].upper()
    rows[6][4] = f"  {rows[6][4].upper()} "
    rows[9][4] = rows[9][4].replace("@", " at ")  # not an address
    rows[12][5] = "'+33 (0)6 39 98 01 02 / 06 39 98 01 03"
    rows[15][2] = 'Société "Les Trois ; Vallées"'
    rows[18][3] = "Responsable\nachats et logistique"
    rows[21][4] = "contact@" + rows[21][4].partition("@")[2]
    rows[24][4] = f"{rows[24][4].partition('@')[0]}@gmail.com"
    rows[27][0], rows[27][1] = "", ""
    rows[30][4] = ""
    rows.insert(16, [""] * 8)
    rows.append(list(rows[2]))
    rows.append([*rows[3][:3], "Direction", *rows[3][4:]])
    rows.append([rows[5][0], rows[5][1], rows[5][2], rows[5][3], rows[5][4].title(), "", "", ""])
    text = io.StringIO()
    text.write(_EXCEL_HEADER + "\r\n")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("cp1252")


def _excel_row(person: Person) -> list[str]:
    return [
        person.first_name,
        person.last_name,
        person.company.name,
        person.title,
        person.email,
        (person.phone or "").replace("+33 ", "0"),
        person.company.city,
        COUNTRIES[person.company.country],
    ]


def main() -> None:
    """`python -m adapters.sandbox.files FOLDER` writes both."""
    folder, world = Path(sys.argv[1]), make_world(1)
    (folder / PHANTOMBUSTER).write_bytes(phantombuster(world))
    (folder / FRENCH_EXCEL).write_bytes(french_excel(world))


if __name__ == "__main__":
    main()
