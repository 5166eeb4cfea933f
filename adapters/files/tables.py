"""TableWriter: CSV for a French Excel, and JSON lines (product.md 5.3 Q12, 5.4)."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.privacy.model.exports import Cell, ExportFormat, TableRow
from domain.prospects.usecases.read_import import formula_safe

PARIS = ZoneInfo("Europe/Paris")
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
        held = io.StringIO()
        table = csv.writer(held, delimiter=";", lineterminator="\r\n")
        table.writerow(_FRENCH.get(name, name) for name in columns)
        for row in rows:
            table.writerow(formula_safe(_french(row[name])) for name in columns)
        return held.getvalue().encode("utf-8-sig")


def _iso(cell: Cell) -> str | int | None:
    return cell.isoformat() if isinstance(cell, date) else cell


def _french(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.astimezone(PARIS).strftime("%d/%m/%Y %H:%M")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    return "" if cell is None else str(cell)
