"""See MapColumns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from domain.prospects.model.batch import ImportBatch
from domain.prospects.model.columns import Target
from domain.prospects.ports import ImportBatches
from domain.shared.actor import Actor, Permission
from domain.shared.ids import ImportId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class MapColumns:
    """A person's correction of what the columns mean; those not named keep their meaning."""

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    imports: ImportBatches
    transaction: Transaction

    async def __call__(
        self, actor: Actor, import_id: ImportId, mapping: Mapping[str, Target | None]
    ) -> ImportBatch:
        """Raise ImportNotFound, ImportAlreadyStarted or UnknownColumn."""
        actor.require(Permission.PROSPECTS_WRITE)

        async def work() -> ImportBatch:
            batch = await self.imports.get(actor.workspace_id, import_id)
            batch.map_columns(mapping)
            await self.imports.save(batch)
            return batch

        return await self.transaction.run(work)
