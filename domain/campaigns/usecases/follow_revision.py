"""See FollowRevision."""

from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.model.campaign import Gone
from domain.campaigns.ports import Campaigns, Enrolments
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.ids import CampaignId, EnrolmentId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.page import MAX_LIMIT, PageAsk
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowRevision:
    """Put everybody who is under way on the sequence of this revision (SEQ-4).

    One person per transaction; a second run finds nobody left. An approved text of a step that
    changed is outdated by its own basis, and one of a step that is gone is not awaited any more.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    campaigns: Campaigns
    enrolments: Enrolments
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, revision: int, gone: Gone
    ) -> int:
        """How many were moved."""
        moved, cursor = 0, None
        while True:
            ask = PageAsk(limit=MAX_LIMIT, after=cursor)
            page = await self.enrolments.page(workspace_id, campaign_id, ask)
            for one in page.items:
                if not one.is_over and one.revision < revision:
                    moved += await self._move(workspace_id, campaign_id, one.id, revision, gone)
            if page.next is None:
                return moved
            cursor = page.next

    async def _move(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        enrolment_id: EnrolmentId,
        revision: int,
        gone: Gone,
    ) -> bool:
        async def work() -> bool:
            campaign = await self.campaigns.get(workspace_id, campaign_id)
            enrolment = await self.enrolments.get(workspace_id, enrolment_id)
            before = campaign.sequence_of(enrolment.revision)
            now = campaign.sequence_of(revision)
            if not enrolment.follow_revision(before, now, revision, gone, at=self.clock.now()):
                return False
            events = enrolment.take_events()
            await self.enrolments.save(enrolment)
            await self.outbox.append(events)
            return True

        for _ in range(_TRIES):
            try:
                return await self.transaction.run(work)
            except StaleWrite:
                continue
        raise StaleWrite
