from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.billing.events import CreditsGranted
from domain.billing.model.ledger import Lot, Pool
from domain.billing.usecases.ledger import Ledger
from domain.shared.actor import SYSTEM
from domain.shared.ids import UserId, WorkspaceId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantCredits:
    """Give credits of a plan once per key; a second call changes nothing.

    They expire at `expires_at`; one in the past gives credits that the next movement writes off.
    """

    purpose: ClassVar[Purpose] = Purpose.BILLING
    ledger: Ledger

    async def __call__(
        self,
        workspace_id: WorkspaceId,
        key: str,
        amount: int,
        what: str,
        *,
        by: UserId = SYSTEM,
        expires_at: datetime | None = None,
    ) -> None:
        entry_id = f"{workspace_id}:{key}:grant"
        lot = Lot(id=key, pool=Pool.PLAN, amount=amount, expires_at=expires_at)

        async def work() -> None:
            if await self.ledger.entries.find(workspace_id, entry_id) is not None:
                return
            wallet = await self.ledger.wallets.get(workspace_id)
            cause = self.ledger.cause(what, "", by)
            entry = wallet.grant(entry_id, lot, cause)
            event = CreditsGranted(at=cause.at, workspace_id=workspace_id, amount=amount)
            await self.ledger.post(wallet, [entry], [event])

        await self.ledger.run(work)
