"""See ReadImport."""

import csv
import io
import unicodedata
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import ClassVar

from domain.prospects.model.batch import ImportBatch, reason_in
from domain.prospects.ports import ImportBatches, RowFaults
from domain.shared.actor import Actor, Permission
from domain.shared.ids import ImportId
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose

_HEADER = {
    "fr": ("ligne", "colonne", "valeur masquée", "motif"),
    "en": ("line", "column", "masked value", "reason"),
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def formula_safe(text: str) -> str:
    """A cell no spreadsheet runs: also after NFKC, which turns `＝` into `=` (security.md 3.8)."""
    risky = unicodedata.normalize("NFKC", text).lstrip().startswith(_FORMULA)
    return f"'{text}" if risky or text.startswith(_FORMULA) else text


def _lines(*rows: tuple[str, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(
        [formula_safe(cell) for cell in row] for row in rows
    )
    return out.getvalue()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadImport:
    """One import, all imports, and the report of rows that were kept out or not read in full."""

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    imports: ImportBatches
    faults: RowFaults

    async def __call__(self, actor: Actor, import_id: ImportId) -> ImportBatch:
        """Raise ImportNotFound."""
        actor.require(Permission.PROSPECTS_READ)
        return await self.imports.get(actor.workspace_id, import_id)

    async def page(self, actor: Actor, ask: PageAsk) -> Page[ImportBatch]:
        """Newest first."""
        actor.require(Permission.PROSPECTS_READ)
        return await self.imports.page(actor.workspace_id, ask)

    async def report(
        self, actor: Actor, import_id: ImportId, language: str
    ) -> AsyncIterator[bytes]:
        """CSV with BOM and `;` in parts, as French Excel opens it (Q12). Raise ImportNotFound."""
        actor.require(Permission.PROSPECTS_READ)
        await self.imports.get(actor.workspace_id, import_id)
        return self._parts(actor, import_id, language)

    async def _parts(
        self, actor: Actor, import_id: ImportId, language: str
    ) -> AsyncIterator[bytes]:
        yield ("\ufeff" + _lines(_HEADER["en" if language == "en" else "fr"])).encode()
        after = ""
        while True:
            faults = await self.faults.of_import(actor.workspace_id, import_id, after, 500)
            yield _lines(
                *(
                    (str(one.line), one.column, one.masked, reason_in(language, one.code))
                    for one in faults
                )
            ).encode()
            if len(faults) < 500:
                return
            after = faults[-1].id
