"""The step that gives a paid month of a plan its credits."""

from dataclasses import dataclass

from domain.billing.events import CreditsGranted
from domain.billing.model.grants import Month
from domain.billing.model.ledger import Lot, Pool
from domain.billing.model.purchase import Purchase
from domain.billing.ports import Purchases
from domain.billing.usecases.ledger import Ledger
from domain.shared.actor import SYSTEM
from domain.shared.ids import WorkspaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleMonth:
    """What was given for the month is raised to what it is worth, and never lowered: an upgrade
    adds the difference, and months that are settled again, in any order, add nothing.
    """

    ledger: Ledger
    purchases: Purchases

    async def settle(self, workspace_id: WorkspaceId, month: Month) -> None:
        await self.ledger.run(lambda: self._work(workspace_id, month))

    async def _work(self, workspace_id: WorkspaceId, month: Month) -> None:
        purchase = await self.purchases.find(workspace_id, month.key) or Purchase(
            id=Purchase.id_of(workspace_id, month.key),
            workspace_id=workspace_id,
            ref=month.key,
            credits=0,
        )
        more = month.credits - purchase.credits
        if more <= 0:
            return
        purchase.credits = month.credits
        lot = Lot(id=month.key, pool=Pool.PLAN, amount=more, expires_at=month.expires_at)
        cause = self.ledger.cause(month.what, "", SYSTEM)
        wallet = await self.ledger.wallets.get(workspace_id)
        entry = wallet.grant(f"{purchase.id}:grant:{month.credits}", lot, cause)
        event = CreditsGranted(at=cause.at, workspace_id=workspace_id, amount=more)
        await self.purchases.save(purchase)
        await self.ledger.post(wallet, [entry], [event])
