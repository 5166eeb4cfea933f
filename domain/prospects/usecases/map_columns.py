"""See MapColumns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from domain.prospects.model.batch import ImportBatch
from domain.prospects.model.columns import Target
from domain.prospects.ports import ImportBatches
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import ImportId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class MapColumns:
    """A person's correction of what the columns mean; those not named keep their meaning.

    A column of a special category stays out until somebody clears it, with a reason that is kept
    (obligations 52, 53).
    """

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    imports: ImportBatches
    transaction: Transaction
    clock: Clock

    async def __call__(
        self, actor: Actor, import_id: ImportId, mapping: Mapping[str, Target | None]
    ) -> ImportBatch:
        """Raise ImportNotFound, ImportAlreadyStarted, UnknownColumn or SensitiveColumn."""
        actor.require(Permission.PROSPECTS_WRITE)

        async def work() -> ImportBatch:
            batch = await self.imports.get(actor.workspace_id, import_id)
            batch.map_columns(mapping)
            await self.imports.save(batch)
            return batch

        return await self.transaction.run(work)

    async def clear(
        self, actor: Actor, import_id: ImportId, column: str, reason: str
    ) -> ImportBatch:
        """Say that a column was taken for a special category by mistake. Raise ImportNotFound,
        ImportAlreadyStarted, UnknownColumn or ReasonMissing.
        """
        actor.require(Permission.PROSPECTS_WRITE)

        async def work() -> ImportBatch:
            batch = await self.imports.get(actor.workspace_id, import_id)
            batch.clear_column(column, reason, by=actor.user_id, at=self.clock.now())
            await self.imports.save(batch)
            return batch

        return await self.transaction.run(work)
