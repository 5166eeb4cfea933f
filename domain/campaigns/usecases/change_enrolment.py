"""See ChangeEnrolment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.campaigns.errors import EnrolmentNotFound, EnrolmentNotHeld
from domain.campaigns.events import EnrolmentHeld, EnrolmentReleased
from domain.campaigns.model.enrolment import DRAFT_EXPIRED, Enrolment
from domain.campaigns.model.sequence import Sequence
from domain.campaigns.ports import Campaigns, Enrolments
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import CampaignId, DraftId, EnrolmentId, StepId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

STOPPED_BY_HAND = "stopped_by_hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEnrolment:
    """What befalls one person's enrolment from outside the sequence. Told twice, it happens once.

    A draft that nobody decided on in seven days does not hold the person for ever: the enrolment
    says so, keeps the draft's id, and goes on when it is written again (COP-4).
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    campaigns: Campaigns
    enrolments: Enrolments
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def draft_expired(
        self,
        workspace_id: WorkspaceId,
        enrolment_id: EnrolmentId,
        step_id: StepId,
        draft_id: DraftId,
    ) -> bool:
        def change(one: Enrolment, sequence: Sequence, _: datetime) -> bool:
            return one.awaits(sequence, step_id) and one.need(DRAFT_EXPIRED, draft_id)

        return await self._change(workspace_id, enrolment_id, change, EnrolmentHeld)

    async def draft_written(
        self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId, step_id: StepId
    ) -> bool:
        def change(one: Enrolment, sequence: Sequence, _: datetime) -> bool:
            held = one.reason == DRAFT_EXPIRED and one.awaits(sequence, step_id)
            return held and one.put_right()

        return await self._change(workspace_id, enrolment_id, change, EnrolmentReleased)

    async def accepted(self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId) -> bool:
        def change(one: Enrolment, sequence: Sequence, at: datetime) -> bool:
            return one.record_accepted(sequence, at=at)

        return await self._change(workspace_id, enrolment_id, change, None)

    async def withdrawn(self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId) -> bool:
        def change(one: Enrolment, sequence: Sequence, at: datetime) -> bool:
            return one.record_withdrawn(sequence, at=at)

        return await self._change(workspace_id, enrolment_id, change, None)

    async def release(
        self, actor: Actor, campaign_id: CampaignId, enrolment_id: EnrolmentId
    ) -> None:
        """A person lets somebody go on whose company was frozen. Raise EnrolmentNotHeld."""
        actor.require(Permission.CAMPAIGNS_LAUNCH)

        def change(one: Enrolment, _: Sequence, at: datetime) -> bool:
            return one.thaw(at=at)

        await self._by_hand(actor, campaign_id, enrolment_id, change, EnrolmentReleased)

    async def order_draft(
        self, actor: Actor, campaign_id: CampaignId, enrolment_id: EnrolmentId
    ) -> None:
        """A person asks for the text of a step of the manual level. Raise EnrolmentNotHeld."""
        actor.require(Permission.DRAFTS_APPROVE)

        def change(one: Enrolment, sequence: Sequence, at: datetime) -> bool:
            return one.order(sequence, at=at)

        await self._by_hand(actor, campaign_id, enrolment_id, change, EnrolmentReleased)

    async def stop(self, actor: Actor, campaign_id: CampaignId, enrolment_id: EnrolmentId) -> None:
        """A person stops the sequence for one person: what waits for them ends with it (AUT-8).

        Raise EnrolmentNotHeld for somebody who is through.
        """
        actor.require(Permission.SENDING_STOP)

        def change(one: Enrolment, _: Sequence, at: datetime) -> bool:
            return one.stop(STOPPED_BY_HAND, at=at)

        await self._by_hand(actor, campaign_id, enrolment_id, change, None)

    async def _by_hand(
        self,
        actor: Actor,
        campaign_id: CampaignId,
        enrolment_id: EnrolmentId,
        change: Callable[[Enrolment, Sequence, datetime], bool],
        told: type[EnrolmentReleased] | None,
    ) -> None:
        """Raise EnrolmentNotFound, or EnrolmentNotHeld when there was nothing to change."""
        found = await self.enrolments.get(actor.workspace_id, enrolment_id)
        if found.campaign_id != campaign_id:
            raise EnrolmentNotFound
        if not await self._change(actor.workspace_id, enrolment_id, change, told):
            raise EnrolmentNotHeld

    async def _change(
        self,
        workspace_id: WorkspaceId,
        enrolment_id: EnrolmentId,
        change: Callable[[Enrolment, Sequence, datetime], bool],
        told: type[EnrolmentHeld] | type[EnrolmentReleased] | None,
    ) -> bool:
        async def work() -> bool:
            enrolment = await self.enrolments.get(workspace_id, enrolment_id)
            campaign = await self.campaigns.get(workspace_id, enrolment.campaign_id)
            now = self.clock.now()
            if not change(enrolment, campaign.sequence_of(enrolment.revision), now):
                return False
            events = enrolment.take_events()
            await self.enrolments.save(enrolment)
            if told is not None:
                events.append(
                    told(
                        at=now,
                        workspace_id=workspace_id,
                        campaign_id=campaign.id,
                        enrolment_id=enrolment.id,
                        prospect_id=enrolment.prospect_id,
                        reason=enrolment.reason,
                    )
                )
            await self.outbox.append(events)
            return True

        return await self.transaction.run(work)
