"""See WakeActions."""

from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.ports import ActionQueue
from domain.shared.clock import Clock
from domain.shared.ids import CampaignId, SenderId, WorkspaceId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class WakeActions:
    """Look at waiting messages again at once, because what held them may be gone.

    The rules decide as ever, so waking too often costs time and nothing else.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    queue: ActionQueue
    clock: Clock

    async def of_campaign(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> int:
        return await self.queue.wake_campaign(workspace_id, campaign_id, self.clock.now())

    async def of_sender(self, workspace_id: WorkspaceId, sender_id: SenderId) -> int:
        return await self.queue.wake_sender(workspace_id, sender_id, self.clock.now())
