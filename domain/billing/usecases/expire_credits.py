from dataclasses import dataclass
from typing import ClassVar

from domain.billing.usecases.ledger import Ledger
from domain.shared.ids import WorkspaceId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpireCredits:
    """Credits past their end leave the wallet, with an entry that says so (BIL-4)."""

    purpose: ClassVar[Purpose] = Purpose.BILLING
    ledger: Ledger

    async def __call__(self, limit: int = 200) -> int:
        """Return how many workspaces were looked at."""
        found = await self.ledger.wallets.expiring(self.ledger.wall.now(), limit)
        for workspace_id in found:
            await self._of(workspace_id)
        return len(found)

    async def _of(self, workspace_id: WorkspaceId) -> None:
        async def work() -> None:
            wallet, entries, events = await self.ledger.fresh(workspace_id)
            if entries:
                await self.ledger.post(wallet, entries, events)

        await self.ledger.run(work)
