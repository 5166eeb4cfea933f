"""Files as the tools of product.md 5.1 write them, built from one small table each."""

import csv
import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16")
DELIMITERS = (",", ";", "\t")

_APOLLO = (
    "First Name,Last Name,Title,Company Name,Company Name for Emails,Email,Email Status,"
    "Primary Email Source,Primary Email Verification Source,Email Confidence,"
    "Primary Email Catch-all Status,Primary Email Last Verified At,Seniority,Departments,"
    "Sub Departments,Contact Owner,Work Direct Phone,Home Phone,Mobile Phone,Corporate Phone,"
    "Other Phone,Do Not Call,Stage,Lists,Last Contacted,Account Owner,# Employees,Industry,"
    "Keywords,Person Linkedin Url,Website,Company Linkedin Url"
)
_OUTLOOK = (
    "First Name,Middle Name,Last Name,Title,Suffix,Initials,Web Page,Gender,Birthday,Notes,"
    "E-mail Address,E-mail 2 Address,Home Phone,Mobile Phone,Spouse,Children,Business Phone,"
    "Company,Job Title,Department,Business City,Business Country"
)
_GOOGLE = (
    "First Name,Middle Name,Last Name,Nickname,Organization Name,Organization Title,Birthday,"
    "Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,"
    "Phone 1 - Label,Phone 1 - Value,Address 1 - City,Address 1 - Country"
)
_GOOGLE_OLD = (
    "Name,Given Name,Additional Name,Family Name,Birthday,Gender,Notes,Group Membership,"
    "E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Name,"
    "Organization 1 - Title"
)
_PHANTOM = (
    "profileUrl,fullName,firstName,lastName,companyName,title,companyId,companyUrl,"
    "regularCompanyUrl,industry,location,connectionDegree,vmid,linkedInProfileUrl,"
    "timestamp,defaultProfileUrl"
)
_PERSON = {"first": "Élise", "last": "Durand", "firm": "Café & Cie", "job": "Directrice, achats"}
_MAIL = "elise.durand@cafe.example"
_MEMBER = "ACwAAB1cDeFgHiJkLmNoPqRsTuVwXyZ0123456"
_LINKEDIN = "https://fr.linkedin.com/in/Elise-Durand/?trk=people"

# What one person looks like in every file. Whoever reads it must find the same person.
FORMS: dict[str, tuple[str, dict[str, str]]] = {
    "linkedin_connections": (
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        {
            "First Name": _PERSON["first"],
            "Last Name": _PERSON["last"],
            "URL": _LINKEDIN,
            "Email Address": _MAIL,
            "Company": _PERSON["firm"],
            "Position": _PERSON["job"],
            "Connected On": "12 Mar 2024",
        },
    ),
    "phantombuster_sales_navigator": (
        _PHANTOM,
        {
            "profileUrl": f"https://www.linkedin.com/sales/lead/{_MEMBER},NAME_SEARCH,x",
            "firstName": _PERSON["first"],
            "lastName": _PERSON["last"],
            "companyName": _PERSON["firm"],
            "title": _PERSON["job"],
            "companyId": "1400000",
            "vmid": _MEMBER,
            "linkedInProfileUrl": f"https://www.linkedin.com/in/{_MEMBER}",
            "defaultProfileUrl": _LINKEDIN,
        },
    ),
    "apollo_contacts": (
        _APOLLO,
        {
            "First Name": _PERSON["first"],
            "Last Name": _PERSON["last"],
            "Title": _PERSON["job"],
            "Company Name": _PERSON["firm"],
            "Company Name for Emails": "Café",
            "Email": _MAIL,
            "Email Status": "Verified",
            "Work Direct Phone": "'+33 1 42 68 53 00",
            "Home Phone": "+33 1 42 68 53 99",
            "Person Linkedin Url": _LINKEDIN,
        },
    ),
    "hubspot": (
        (
            "Record ID,First Name,Last Name,Email,Phone Number,Job Title,Company Name,"
            "Contact owner,"
            "Lifecycle Stage"
        ),
        {
            "Record ID": "120000000001",
            "First Name": _PERSON["first"],
            "Last Name": _PERSON["last"],
            "Email": _MAIL,
            "Job Title": _PERSON["job"],
            "Company Name": _PERSON["firm"],
        },
    ),
    "pipedrive": (
        (
            "Person - Name,Person - First name,Person - Last name,Person - Title,"
            "Person - Organization,"
            "Person - Email - Work,Person - Email - Home,Person - Phone - Work,"
            "Person - Marketing status,Person - ID"
        ),
        {
            "Person - Name": "Élise Durand",
            "Person - First name": _PERSON["first"],
            "Person - Last name": _PERSON["last"],
            "Person - Title": _PERSON["job"],
            "Person - Organization": _PERSON["firm"],
            "Person - Email - Work": _MAIL,
            "Person - Email - Home": "elise.perso@maison.example",
            "Person - Marketing status": "No consent",
        },
    ),
    "google_contacts": (
        _GOOGLE,
        {
            "First Name": _PERSON["first"],
            "Last Name": _PERSON["last"],
            "Organization Name": _PERSON["firm"],
            "Organization Title": _PERSON["job"],
            "Notes": "ligne une\nligne deux",
            "Labels": "* myContacts",
            "E-mail 1 - Label": "* Work",
            "E-mail 1 - Value": f"{_MAIL} ::: elise@cafe-bis.example",
        },
    ),
    "google_contacts_old": (
        _GOOGLE_OLD,
        {
            "Name": "Élise Durand",
            "Given Name": _PERSON["first"],
            "Family Name": _PERSON["last"],
            "Group Membership": "* myContacts",
            "E-mail 1 - Value": _MAIL,
            "Organization 1 - Name": _PERSON["firm"],
            "Organization 1 - Title": _PERSON["job"],
        },
    ),
    "outlook": (
        _OUTLOOK,
        {
            "First Name": _PERSON["first"],
            "Last Name": _PERSON["last"],
            "Title": "Mme",
            "Birthday": "0/0/00",
            "E-mail Address": _MAIL,
            "Company": _PERSON["firm"],
            "Job Title": _PERSON["job"],
            "Spouse": "Paul",
        },
    ),
    "outlook_fr": (
        "Titre,Prénom,Nom,Société,Fonction,Adresse de messagerie,Téléphone (bureau),Tél. mobile",
        {
            "Titre": "Mme",
            "Prénom": _PERSON["first"],
            "Nom": _PERSON["last"],
            "Société": _PERSON["firm"],
            "Fonction": _PERSON["job"],
            "Adresse de messagerie": _MAIL,
        },
    ),
    "dropcontact": (
        (
            "civility,first_name,last_name,full_name,email,phone,company,website,linkedin,country,"
            "siren,siret,naf5_code,job"
        ),
        {
            "first_name": _PERSON["first"],
            "last_name": _PERSON["last"],
            "email": (
                f'[{{"email": "{_MAIL}", "qualification": "nominative@pro"}},'
                ' {"email": "elise@gmail.com", "qualification": "nominative@perso"}]'
            ),
            "company": _PERSON["firm"],
            "siren": "732829320",
            "siret": "73282932000074",
            "naf5_code": "6201Z",
            "job": _PERSON["job"],
        },
    ),
    "kaspr": (
        (
            "firstName,lastName,name,title,companyName,workEmails,directEmails,starryWorkEmail,"
            "starryDirectEmail,phones,location"
        ),
        {
            "firstName": _PERSON["first"],
            "lastName": _PERSON["last"],
            "title": _PERSON["job"],
            "companyName": _PERSON["firm"],
            "workEmails": f'["{_MAIL}"]',
            "directEmails": '["elise.perso@maison.example"]',
            "starryWorkEmail": _MAIL,
        },
    ),
    "lemlist": (
        (
            "_id,email,firstName,lastName,companyName,phone,linkedinUrl,icebreaker,isUnsubscribed,"
            "jobTitle"
        ),
        {
            "_id": "lea_1",
            "email": _MAIL,
            "firstName": _PERSON["first"],
            "lastName": _PERSON["last"],
            "companyName": _PERSON["firm"],
            "isUnsubscribed": "false",
        },
    ),
    "waalaxy": (
        "lastName,firstName,occupation,inviteeProfileUrl",
        {
            "firstName": _PERSON["first"],
            "lastName": _PERSON["last"],
            "occupation": _PERSON["job"],
            "inviteeProfileUrl": _LINKEDIN,
        },
    ),
    "evaboot": (
        "First Name,Last Name,Job,Company,Email,Lead Url,Matches Filters",
        {
            "First Name": _PERSON["first"],
            "Last Name": _PERSON["last"],
            "Job": _PERSON["job"],
            "Company": _PERSON["firm"],
            "Email": _MAIL,
            "Lead Url": f"https://www.linkedin.com/sales/lead/{_MEMBER},x,y",
            "Matches Filters": "YES",
        },
    ),
    "salesforce": (
        (
            "First Name,Last Name,Title,Account Name,Email,Phone,Mailing City,Mailing Country,"
            "Lead Source,Contact Owner,Email Opt Out"
        ),
        {
            "First Name": _PERSON["first"],
            "Last Name": _PERSON["last"],
            "Title": _PERSON["job"],
            "Account Name": _PERSON["firm"],
            "Email": _MAIL,
            "Email Opt Out": "0",
        },
    ),
    "sending_tool": (
        "email,first_name,last_name,company,title,website,linkedin_url,couleur",
        {
            "email": _MAIL,
            "first_name": _PERSON["first"],
            "last_name": _PERSON["last"],
            "company": _PERSON["firm"],
            "title": _PERSON["job"],
        },
    ),
    "leo_excel": (
        (
            "id_leo,civilite,prenom,nom,fonction,entreprise,siren,siret,code_naf,site,email,"
            "statut_email,telephone,mobile,linkedin,score,etape,statut_opposition,source"
        ),
        {
            "id_leo": "0190",
            "prenom": _PERSON["first"],
            "nom": _PERSON["last"],
            "fonction": _PERSON["job"],
            "entreprise": _PERSON["firm"],
            "email": _MAIL,
        },
    ),
    "generic": (
        "Nom,Prénom,Courriel,Entreprise,Poste",
        {
            "Nom": _PERSON["last"],
            "Prénom": _PERSON["first"],
            "Courriel": _MAIL,
            "Entreprise": _PERSON["firm"],
            "Poste": _PERSON["job"],
        },
    ),
}
# Files of tools that say neither a job nor a firm or no address.
WITHOUT_JOB = frozenset({"lemlist"})
WITHOUT_FIRM = frozenset({"waalaxy"})
WITHOUT_MAIL = frozenset({"waalaxy", "phantombuster_sales_navigator"})


def written(rows: Sequence[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def table(form: str, *people: dict[str, str]) -> list[list[str]]:
    """The header and one row per person; the known person when none is given."""
    header, person = FORMS[form]
    names = header.split(",")
    return [names, *([one.get(name, "") for name in names] for one in people or (person,))]


def a_file(form: str, *, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    return written(table(form), delimiter, encoding)


def workbook(*sheets: tuple[str, Sequence[Sequence[str | float]]]) -> bytes:
    """An XLSX with inline texts and numbers, as small as one can be."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        archive.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0"?><Types xmlns='
            '"http://schemas.openxmlformats.org/package/2006/content-types"><Default '
            'Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Default '
            'Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main'
            f'+xml"/>{parts}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            '<?xml version="1.0"?><Relationships xmlns='
            '"http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
            'Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            'officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        names = "".join(
            f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>'
            for n, (name, _) in enumerate(sheets, 1)
        )
        archive.writestr(
            "xl/workbook.xml",
            '<?xml version="1.0"?><workbook xmlns='
            '"http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
            '"http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            f"<sheets>{names}</sheets></workbook>",
        )
        links = "".join(
            f'<Relationship Id="rId{n}" Type="http://schemas.openxmlformats.org/officeDocument/'
            f'2006/relationships/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<?xml version="1.0"?><Relationships xmlns='
            f'"http://schemas.openxmlformats.org/package/2006/relationships">{links}'
            "</Relationships>",
        )
        for n, (_, rows) in enumerate(sheets, 1):
            archive.writestr(f"xl/worksheets/sheet{n}.xml", _sheet(rows))
    return out.getvalue()


def _sheet(rows: Sequence[Sequence[str | float]]) -> str:
    body = "".join(
        f'<row r="{r}">' + "".join(_cell(r, c, cell) for c, cell in enumerate(row)) + "</row>"
        for r, row in enumerate(rows, 1)
    )
    return (
        '<?xml version="1.0"?><worksheet xmlns='
        f'"http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{body}'
        "</sheetData></worksheet>"
    )


def _cell(row: int, column: int, cell: str | float) -> str:
    letters = (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26)
    if isinstance(cell, str):
        if cell.startswith("="):  # a formula, with the value it had when it was saved
            return f'<c r="{letters}{row}"><f>{escape(cell[1:])}</f><v>4</v></c>'
        text = escape(cell)
        return f'<c r="{letters}{row}" t="inlineStr"><is><t>{text}</t></is></c>' if cell else ""
    return f'<c r="{letters}{row}"><v>{cell!r}</v></c>'
