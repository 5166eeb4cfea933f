"""See CheckImport."""

import asyncio
import hashlib
from dataclasses import dataclass
from typing import ClassVar

from domain.prospects.errors import FileTooLarge
from domain.prospects.model.batch import ImportBatch
from domain.prospects.model.columns import propose, recognise
from domain.prospects.model.table import MAX_BYTES, check_table
from domain.prospects.model.text import one_line
from domain.prospects.ports import ImportBatches
from domain.shared.actor import Actor, Permission
from domain.shared.blobs import BlobStore
from domain.shared.clock import Clock
from domain.shared.ids import BlobId, ImportId, NewId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True)
class CheckedImport:
    """`earlier` is a started import of the same bytes."""

    batch: ImportBatch
    earlier: ImportBatch | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckImport:
    """Find out what a file is, keep it, and propose what its columns mean; no person is stored."""

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    imports: ImportBatches
    blobs: BlobStore
    transaction: Transaction
    clock: Clock
    new_id: NewId

    async def __call__(self, actor: Actor, file_name: str, content: bytes) -> CheckedImport:
        """Raise FileEmpty, FileTooLarge, NotATable, SpreadsheetNotRead, FileProtected,
        HeaderNotFound, TooManyColumns or TooManyRows; then nothing is stored.
        """
        actor.require(Permission.PROSPECTS_WRITE)
        if len(content) > MAX_BYTES:
            raise FileTooLarge
        # In a thread: reading fifty thousand rows must not hold up other requests.
        table = await asyncio.to_thread(check_table, content)
        layout = table.layout
        form = recognise(layout.header)
        batch = ImportBatch(
            id=ImportId(self.new_id()),
            workspace_id=actor.workspace_id,
            blob_id=BlobId(self.new_id()),
            file_name=one_line(file_name, 200) or "import.csv",
            file_hash=hashlib.sha256(content).hexdigest(),
            size=len(content),
            uploaded_by=actor.user_id,
            uploaded_at=self.clock.now(),
            layout=layout,
            format=form,
            mapping=list(propose(form, layout.header, table.sample)),
            row_count=table.row_count,
            sample=[list(row) for row in table.sample],
        )
        for code, count in (
            ("rows-not-readable", table.faulty),
            ("rows-too-wide", table.ragged),
            ("nul-removed", table.nulls),
            ("double-encoding-repaired", int(layout.repair)),
            ("columns-ignored", batch.mapping.count(None)),
        ):
            if count:
                batch.add_warning(code, count)
        await self.blobs.put(actor.workspace_id, batch.blob_id, content)

        async def work() -> CheckedImport:
            earlier = await self.imports.of_file(actor.workspace_id, batch.file_hash)
            await self.imports.add(batch)
            return CheckedImport(batch, earlier)

        return await self.transaction.run(work)
