"""See RecordComplaint."""

from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.errors import SenderNotFound
from domain.delivery.model.action import Action
from domain.delivery.ports import Actions, Senders
from domain.delivery.usecases.check_health import CheckHealth
from domain.shared.clock import Clock
from domain.shared.ids import ActionId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordComplaint:
    """Hold an abuse report (RFC 5965) against the very mail it is about, and judge its mailbox at
    once (SND-4). It counts too when its reader had objected before. Twice is once.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    actions: Actions
    senders: Senders
    health: CheckHealth
    transaction: Transaction
    clock: Clock

    async def __call__(self, workspace_id: WorkspaceId, action_id: ActionId) -> bool:
        """True when it was news. Raise ActionNotFound."""

        async def work() -> tuple[Action, bool]:
            action = await self.actions.get(workspace_id, action_id)
            news = action.complain(at=self.clock.now())
            if news:
                await self.actions.save(action)
            return action, news

        action, news = await self.transaction.run(work)
        with suppress(SenderNotFound):  # removed: nothing more leaves from it
            await self.health.of(await self.senders.get(workspace_id, action.sender_id))
        return news
