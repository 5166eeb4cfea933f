"""TableWriter: CSV and workbooks for a French Excel, and JSON lines (product.md 5.3 Q12, 5.4)."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

import xlsxwriter

from domain.privacy.model.exports import Cell, ExportFormat, TableRow
from domain.prospects.usecases.read_import import formula_safe

PARIS = ZoneInfo("Europe/Paris")
# Goes with every file that has room for it (obligation 133).
READ_ME = (
    "Ce fichier vient de LEO Bizdev. Votre entreprise en répond seule depuis son téléchargement.",
    "Gardez-le en lieu sûr, ne le transmettez qu’à qui en a besoin, effacez-le après usage.",
    "statut_opposition : n’écrivez à personne marqué « opposed » ou « restricted ».",
    "fin_conservation : effacez chaque ligne à cette date au plus tard.",
    "source, date_collecte, base_legale : ce que vous devez pouvoir dire à la personne.",
    "Des oppositions arrivent après l’export : Conformité > Exports > « Oppositions depuis ».",
    "This file comes from LEO Bizdev. Your company alone answers for it from the download on.",
    "Contact nobody marked “opposed” or “restricted”; delete each line by its retention date.",
)
_FRENCH: Mapping[str, str] = {
    "leo_prospect_id": "id_leo",
    "leo_message_id": "id_message",
    "first_name": "prenom",
    "last_name": "nom",
    "job_title": "fonction",
    "company": "entreprise",
    "naf": "code_naf",
    "website": "site",
    "location": "ville",
    "country": "pays",
    "email_status": "statut_email",
    "phone": "telephone",
    "linkedin_url": "linkedin",
    "stage": "etape",
    "suppression_status": "statut_opposition",
    "obtained_at": "date_collecte",
    "legal_basis": "base_legale",
    "retention_until": "fin_conservation",
    "direction": "sens",
    "channel": "canal",
    "at": "date",
    "subject": "objet",
    "text": "texte",
    "campaign_id": "id_campagne",
    "campaign": "campagne",
    "step": "etape_numero",
    "sent": "envoyes",
    "delivered": "remis",
    "replied": "reponses",
    "interested": "interesses",
    "opposed": "oppositions",
    "bounced": "rejets",
}


class TableFiles:
    def write(
        self, format_: ExportFormat, columns: Sequence[str], rows: Sequence[TableRow]
    ) -> bytes:
        if format_ is ExportFormat.JSONL:
            lines = (
                json.dumps({name: _iso(row[name]) for name in columns}, ensure_ascii=False)
                for row in rows
            )
            return "".join(f"{line}\n" for line in lines).encode()
        if format_ is ExportFormat.XLSX:
            return self.workbook(
                [_FRENCH.get(name, name) for name in columns], _cells(columns, rows)
            )
        held = io.StringIO()
        table = csv.writer(held, delimiter=";", lineterminator="\r\n")
        table.writerow(_FRENCH.get(name, name) for name in columns)
        for row in rows:
            table.writerow(formula_safe(_french(row[name])) for name in columns)
        return held.getvalue().encode("utf-8-sig")

    def workbook(self, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
        """Every text is written as text, so nothing is ever computed (A27)."""
        held = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "dd/mm/yyyy",
        }
        with xlsxwriter.Workbook(held, options) as book:
            bold = book.add_format({"bold": True})
            moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
            day = book.add_format({"num_format": "dd/mm/yyyy"})
            sheet = book.add_worksheet("Données")
            sheet.freeze_panes(1, 0)
            for place, name in enumerate(header):
                sheet.write_string(0, place, name, bold)
            for line, row in enumerate(rows, 1):
                for place, cell in enumerate(row):
                    if isinstance(cell, datetime):
                        local = cell.astimezone(PARIS).replace(tzinfo=None)
                        sheet.write_datetime(line, place, local, moment)
                    elif isinstance(cell, date):
                        sheet.write_datetime(line, place, cell, day)
                    elif isinstance(cell, int):
                        sheet.write_number(line, place, cell)
                    elif cell:
                        sheet.write_string(line, place, cell[:_LONGEST])
            told = book.add_worksheet("À lire")
            told.set_column(0, 0, 100)
            for line, text in enumerate(READ_ME):
                told.write_string(line, 0, text)
        return held.getvalue()


def _cells(columns: Sequence[str], rows: Sequence[TableRow]) -> Iterator[Sequence[Cell]]:
    for row in rows:
        yield [row[name] for name in columns]


# A cell of a workbook holds no more (Excel specifications and limits).
_LONGEST = 32_767


def _iso(cell: Cell) -> str | int | None:
    return cell.isoformat() if isinstance(cell, date) else cell


def _french(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.astimezone(PARIS).strftime("%d/%m/%Y %H:%M")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    return "" if cell is None else str(cell)
