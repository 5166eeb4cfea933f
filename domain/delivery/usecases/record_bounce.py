"""See RecordBounce."""

from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.ports import Actions
from domain.delivery.usecases.close_recipient import CloseRecipient
from domain.shared.clock import Clock
from domain.shared.ids import ActionId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordBounce:
    """Take in that a mail did not arrive; a permanent refusal ends the mails to that person.

    After a permanent refusal that message is never sent again (SND-4). Twice is once.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    actions: Actions
    recipient: CloseRecipient
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(
        self, workspace_id: WorkspaceId, action_id: ActionId, *, code: str, permanent: bool
    ) -> bool:
        """True when it was news. Raise ActionNotFound."""
        now = self.clock.now()
        seen = await self.actions.get(workspace_id, action_id)
        if permanent:
            await self.recipient.note_bounce(workspace_id, seen.prospect_id, at=now)

        async def work() -> bool:
            action = await self.actions.get(workspace_id, action_id)
            if not action.bounce(code, permanent=permanent, at=now):
                return False
            events = action.take_events()
            await self.actions.save(action)
            await self.outbox.append(events)
            return True

        return await self.transaction.run(work)
