"""See EndMandate."""

from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.errors import MandateNotFound
from domain.campaigns.model.mandate import Mandate, MandateEnd, MandateState
from domain.campaigns.ports import Campaigns, Mandates, MandateWatch, Signatories
from domain.campaigns.usecases.simulate_campaign import SimulateCampaign
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import CampaignId, MandateId, UserId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class EndMandate:
    """End a mandate: a person revokes it, its signatory left or lost the role, its time is over,
    or the plan is another one. From that write on every claim finds it ended (AUT-1).
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    mandates: Mandates
    watch: MandateWatch
    campaigns: Campaigns
    simulate: SimulateCampaign
    signatories: Signatories
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(
        self, actor: Actor, campaign_id: CampaignId, mandate_id: MandateId
    ) -> Mandate:
        """By whoever may sign one; one that is over stays as it is. Raise MandateNotFound."""
        actor.require(Permission.MANDATES_SIGN)
        mandate = await self.mandates.get(actor.workspace_id, mandate_id)
        if mandate.campaign_id != campaign_id:
            raise MandateNotFound
        return await self._end(mandate, MandateEnd.REVOKED, by=actor.user_id)

    async def of_person(self, workspace_id: WorkspaceId, user_id: UserId, *, left: bool) -> int:
        """What a person signed who may not sign any more; how many ended."""
        if not left and await self.signatories.may_sign(workspace_id, user_id):
            return 0
        found = await self.mandates.open_of_person(workspace_id, user_id)
        end = MandateEnd.SIGNATORY_LEFT if left else MandateEnd.ROLE_LOST
        for mandate in found:
            await self._end(mandate, end, by="")
        return len(found)

    async def overdue(self) -> int:
        """Over all workspaces: end what is past its time or whose plan changed, and remind three
        days before; how many ended.
        """
        ended, after = 0, ""
        while True:
            found = await self.watch.open(after, _BATCH)
            for mandate in found:
                ended += await self._look(mandate)
            if len(found) < _BATCH:
                return ended
            after = found[-1].id

    async def _look(self, mandate: Mandate) -> bool:
        if mandate.state(self.clock.now()) is MandateState.EXPIRED:
            await self._end(mandate, MandateEnd.EXPIRED, by="")
            return True
        if not await self.signatories.may_sign(mandate.workspace_id, mandate.signed_by):
            await self._end(mandate, MandateEnd.ROLE_LOST, by="")
            return True
        campaign = await self.campaigns.get(mandate.workspace_id, mandate.campaign_id)
        if await self.simulate.frame_hash(campaign) != mandate.frame_hash:
            await self._end(mandate, MandateEnd.PLAN_DRIFT, by="")
            return True
        await self._remind(mandate)
        return False

    async def _remind(self, seen: Mandate) -> None:
        async def work() -> None:
            mandate = await self.mandates.get(seen.workspace_id, seen.id)
            if mandate.end is None and mandate.remind(at=self.clock.now()):
                events = mandate.take_events()
                await self.mandates.save(mandate)
                await self.outbox.append(events)

        await self.transaction.run(work)

    async def _end(self, seen: Mandate, end: MandateEnd, *, by: str) -> Mandate:
        async def work() -> Mandate:
            mandate = await self.mandates.get(seen.workspace_id, seen.id)
            if mandate.finish(end, by=by, at=self.clock.now()):
                events = mandate.take_events()
                await self.mandates.save(mandate)
                await self.outbox.append(events)
            return mandate

        return await self.transaction.run(work)
