"""Tasks of billing."""

from domain.application import Application
from domain.shared.actor import system_actor
from domain.shared.ids import WorkspaceId
from workers.billing import expire_reservations

OURS = WorkspaceId("w-ours")


async def test_the_sweep_leaves_fresh_reservations_alone_and_runs_twice_without_harm(
    application: Application,
) -> None:
    await application.billing.grant(OURS, "start", 10, "trial")
    await application.billing.reserve(OURS, "job", 6, "message")
    ctx = {"application": application, "job_try": 1, "job_id": "test"}
    await expire_reservations(ctx)
    await expire_reservations(ctx)
    wallet = await application.billing.balance(system_actor(OURS))
    assert (wallet.available, wallet.reserved) == (4, 6)
