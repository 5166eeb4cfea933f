"""See ReadImport."""

import csv
import io
import unicodedata
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import ClassVar

from domain.prospects.model.batch import FieldDiff, ImportBatch, RowDiff, reason_in
from domain.prospects.ports import ImportBatches, ImportTraces, ProspectRepository, RowFaults
from domain.shared.actor import Actor, Permission
from domain.shared.ids import ImportId
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose

_HEADER = {
    "fr": ("ligne", "colonne", "valeur masquée", "motif"),
    "en": ("line", "column", "masked value", "reason"),
}
_KEPT_HEADER = {
    "fr": ("id_leo", "prospect", "champs", "motif"),
    "en": ("leo_prospect_id", "prospect", "fields", "reason"),
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
    traces: ImportTraces
    faults: RowFaults
    prospects: ProspectRepository

    async def __call__(self, actor: Actor, import_id: ImportId) -> ImportBatch:
        """Raise ImportNotFound."""
        actor.require(Permission.PROSPECTS_READ)
        return await self.imports.get(actor.workspace_id, import_id)

    async def page(self, actor: Actor, ask: PageAsk) -> Page[ImportBatch]:
        """Newest first."""
        actor.require(Permission.PROSPECTS_READ)
        return await self.imports.page(actor.workspace_id, ask)

    async def changes(self, actor: Actor, import_id: ImportId, ask: PageAsk) -> Page[RowDiff]:
        """What the import changed on people known before, field by field; a page is one batch of
        rows. Raise ImportNotFound.
        """
        actor.require(Permission.PROSPECTS_READ)
        await self.imports.get(actor.workspace_id, import_id)
        trace = await self.traces.after(actor.workspace_id, import_id, ask.after or "")
        while trace is not None and not trace.changed:
            trace = await self.traces.after(actor.workspace_id, import_id, trace.id)
        if trace is None:
            return Page(items=[], next=None)
        ids = [one.prospect_id for one in trace.changed]
        names = {
            one.id: one.full_name for one in await self.prospects.many(actor.workspace_id, ids)
        }
        items = [
            RowDiff(
                line=0,
                outcome="updated",
                name=names.get(one.prospect_id, ""),
                prospect_id=one.prospect_id,
                changes=tuple(map(FieldDiff.of, one.changes)),
            )
            for one in trace.changed
        ]
        following = await self.traces.after(actor.workspace_id, import_id, trace.id)
        return Page(items=items, next=trace.id if following else None)

    async def kept(self, actor: Actor, import_id: ImportId, language: str) -> AsyncIterator[bytes]:
        """CSV of whom an undo left, and why. Raise ImportNotFound."""
        actor.require(Permission.PROSPECTS_READ)
        await self.imports.get(actor.workspace_id, import_id)
        return self._kept_parts(actor, import_id, language)

    async def _kept_parts(
        self, actor: Actor, import_id: ImportId, language: str
    ) -> AsyncIterator[bytes]:
        yield ("\ufeff" + _lines(_KEPT_HEADER["en" if language == "en" else "fr"])).encode()
        trace = await self.traces.after(actor.workspace_id, import_id, "")
        while trace is not None:
            ids = [one.prospect_id for one in trace.kept]
            people = await self.prospects.many(actor.workspace_id, ids)
            names = {one.id: one.full_name for one in people}
            yield _lines(
                *(
                    (
                        one.prospect_id,
                        names.get(one.prospect_id, ""),
                        ", ".join(one.fields),
                        reason_in(language, one.code),
                    )
                    for one in trace.kept
                )
            ).encode()
            trace = await self.traces.after(actor.workspace_id, import_id, trace.id)

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
