"""The step that makes sure the workspace is a customer of the payment provider."""

from dataclasses import dataclass

from domain.billing.ports import PaymentProvider, SeatCount, Subscriptions
from domain.shared.errors import StaleWrite
from domain.shared.ids import WorkspaceId
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerDesk:
    """One customer per workspace, made once: the provider repeats its answer for the same key."""

    subscriptions: Subscriptions
    provider: PaymentProvider
    seats: SeatCount
    transaction: Transaction

    async def ensure(self, workspace_id: WorkspaceId) -> str:
        """Raise PaymentsDown."""
        subscription = await self.subscriptions.get(workspace_id)
        if subscription.customer_ref:
            return subscription.customer_ref
        name = await self.seats.company(workspace_id)
        customer_ref = await self.provider.create_customer(workspace_id, name)

        async def work() -> str:
            current = await self.subscriptions.get(workspace_id)
            if not current.customer_ref:
                current.customer_ref = customer_ref
                await self.subscriptions.save(current)
            return current.customer_ref

        try:
            return await self.transaction.run(work)
        except StaleWrite:
            return await self.transaction.run(work)
