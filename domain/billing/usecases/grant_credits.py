from dataclasses import dataclass
from typing import ClassVar

from domain.billing.events import CreditsGranted
from domain.billing.usecases.ledger import Ledger
from domain.shared.actor import SYSTEM
from domain.shared.ids import UserId, WorkspaceId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantCredits:
    """Give credits once per key; a second call changes nothing."""

    purpose: ClassVar[Purpose] = Purpose.BILLING
    ledger: Ledger

    async def __call__(
        self, workspace_id: WorkspaceId, key: str, amount: int, what: str, *, by: UserId = SYSTEM
    ) -> None:
        entry_id = f"{workspace_id}:{key}:grant"

        async def work() -> None:
            if await self.ledger.entries.find(workspace_id, entry_id) is not None:
                return
            wallet = await self.ledger.wallets.get(workspace_id)
            cause = self.ledger.cause(what, "", by)
            entry = wallet.grant(entry_id, amount, cause)
            event = CreditsGranted(at=cause.at, workspace_id=workspace_id, amount=amount)
            await self.ledger.post(wallet, [entry], [event])

        await self.ledger.run(work)
