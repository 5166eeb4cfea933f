"""See CheckImport."""

import asyncio
import hashlib
from dataclasses import dataclass
from typing import ClassVar

from domain.prospects.errors import FileTooLarge, SheetNotFound
from domain.prospects.model.batch import ImportBatch, ImportState
from domain.prospects.model.columns import Target
from domain.prospects.model.formats import LINKEDIN_CONNECTIONS, VCARD, propose, recognise
from domain.prospects.model.sensitive import sensitive_column
from domain.prospects.model.table import (
    MAX_BYTES,
    CheckedTable,
    Container,
    cards_as_csv,
    check_table,
    container_of,
    rows_as_csv,
)
from domain.prospects.model.text import one_line
from domain.prospects.ports import ImportBatches, PlanGate, WorkbookReader
from domain.shared.actor import Actor, Permission
from domain.shared.blobs import BlobStore
from domain.shared.clock import Clock
from domain.shared.ids import BlobId, ImportId, NewId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

# Shown in the preview instead of what a sensitive column says (obligation 52).
_HIDDEN = "•••"


@dataclass(frozen=True, slots=True)
class CheckedImport:
    """`earlier` is a started import of the same bytes."""

    batch: ImportBatch
    earlier: ImportBatch | None


@dataclass(frozen=True, slots=True)
class _Readable:
    """A file as text, and how it came."""

    container: Container
    text: bytes
    table: CheckedTable
    sheets: tuple[str, ...] = ()
    sheet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckImport:
    """Find out what a file is and which tool made it, keep it, and propose what its columns mean;
    no person is stored. What the workspace decided for the last file of the same tool is kept.
    """

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    imports: ImportBatches
    plan: PlanGate
    workbooks: WorkbookReader
    blobs: BlobStore
    transaction: Transaction
    clock: Clock
    new_id: NewId

    async def __call__(self, actor: Actor, file_name: str, content: bytes) -> CheckedImport:
        """Raise FileEmpty, FileTooLarge, NotATable, SpreadsheetNotRead, FileProtected,
        HeaderNotFound, TooManyColumns, TooManyRows or WorkspaceReadOnly; then nothing is stored.
        """
        actor.require(Permission.PROSPECTS_WRITE)
        await self.plan.require_full(actor.workspace_id)
        if len(content) > MAX_BYTES:
            raise FileTooLarge
        # In a thread: reading fifty thousand rows must not hold up other requests.
        read = await asyncio.to_thread(self._read, content, "")
        batch = ImportBatch(
            id=ImportId(self.new_id()),
            workspace_id=actor.workspace_id,
            blob_id=BlobId(self.new_id()),
            file_name=one_line(file_name, 200) or "import.csv",
            file_hash=hashlib.sha256(content).hexdigest(),
            size=len(content),
            uploaded_by=actor.user_id,
            uploaded_at=self.clock.now(),
            layout=read.table.layout,
            format="",
            mapping=[],
            row_count=read.table.row_count,
            container=read.container,
        )
        last = await self._fill(batch, read)
        if len(read.sheets) > 1:
            batch.workbook_id = BlobId(self.new_id())
            await self.blobs.put(actor.workspace_id, batch.workbook_id, content)
        await self.blobs.put(actor.workspace_id, batch.blob_id, read.text)

        async def work() -> CheckedImport:
            earlier = await self.imports.of_file(actor.workspace_id, batch.file_hash)
            _remember(batch, last)
            await self.imports.add(batch)
            return CheckedImport(batch, earlier)

        return await self.transaction.run(work)

    async def choose_sheet(self, actor: Actor, import_id: ImportId, sheet: str) -> ImportBatch:
        """Read another sheet of the same workbook; everything decided for the first is forgotten.

        Raise ImportNotFound, ImportAlreadyStarted, SheetNotFound, or what a check raises.
        """
        actor.require(Permission.PROSPECTS_WRITE)
        known = await self.imports.get(actor.workspace_id, import_id)
        known.require_open()
        if known.workbook_id is None:
            raise SheetNotFound
        content = await self.blobs.get(actor.workspace_id, known.workbook_id)
        read = await asyncio.to_thread(self._read, content, sheet)
        text_id = BlobId(self.new_id())
        await self.blobs.put(actor.workspace_id, text_id, read.text)

        async def work() -> tuple[ImportBatch, BlobId]:
            batch = await self.imports.get(actor.workspace_id, import_id)
            batch.require_open()
            before, batch.blob_id = batch.blob_id, text_id
            batch.warnings, batch.cleared, batch.preview = [], [], None
            last = await self._fill(batch, read)
            _remember(batch, last)
            await self.imports.save(batch)
            return batch, before

        batch, before = await self.transaction.run(work)
        await self.blobs.remove(actor.workspace_id, before)
        return batch

    def _read(self, content: bytes, sheet: str) -> _Readable:
        container = container_of(content)
        if container is Container.WORKBOOK:
            book = self.workbooks.read(content, sheet)
            text = rows_as_csv(book.rows)
            return _Readable(container, text, check_table(text, ","), book.sheets, book.sheet)
        if container is Container.VCARD:
            text = cards_as_csv(content)
            return _Readable(container, text, check_table(text, ","))
        return _Readable(container, content, check_table(content))

    async def _fill(self, batch: ImportBatch, read: _Readable) -> ImportBatch | None:
        """Everything the file says; the last started import of the same tool's files."""
        table, layout = read.table, read.table.layout
        batch.layout, batch.row_count = layout, table.row_count
        batch.sheets, batch.sheet = list(read.sheets), read.sheet
        batch.format = VCARD if read.container is Container.VCARD else _form(table)
        batch.mapping = list(propose(batch.format, layout.header, table.sample))
        hidden = [bool(sensitive_column(name)) for name in layout.header]
        batch.sample = [
            [_HIDDEN if hide and cell else cell for cell, hide in zip(row, hidden, strict=True)]
            for row in table.sample
        ]
        for code, count in (
            ("rows-not-readable", table.faulty),
            ("rows-too-wide", table.ragged),
            ("nul-removed", table.nulls),
            ("double-encoding-repaired", int(layout.repair)),
            ("header-repaired", int(table.header_repaired)),
            ("columns-sensitive", sum(hidden)),
            ("own-connections", int(batch.format == LINKEDIN_CONNECTIONS)),
        ):
            if count:
                batch.add_warning(code, count)
        return await self.imports.of_format(batch.workspace_id, batch.format)


def _form(table: CheckedTable) -> str:
    return recognise(table.layout.header, table.sample)


def _remember(batch: ImportBatch, last: ImportBatch | None) -> None:
    """What the workspace decided for the same columns of the same tool (product.md 5)."""
    if last is not None and last.state is not ImportState.CHECKED:
        wall = batch.sensitive
        decided: dict[str, Target | None] = {
            name: target for name, target in last.columns.items() if name not in wall
        }
        batch.mapping = [decided.get(name, target) for name, target in batch.columns.items()]
    ignored = batch.mapping.count(None)
    batch.warnings = [one for one in batch.warnings if one.code != "columns-ignored"]
    if ignored:
        batch.add_warning("columns-ignored", ignored)
