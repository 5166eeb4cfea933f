"""What `insights` asks of other modules, answered by their objects."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from domain.accounts.ports import Users
from domain.campaigns.model.campaign import Campaign
from domain.campaigns.ports import Campaigns
from domain.insights.ports import CampaignShape, StepShape
from domain.shared.errors import NotFound
from domain.shared.ids import CampaignId, UserId, WorkspaceId
from domain.shared.page import MAX_LIMIT, PageAsk


@dataclass(frozen=True, slots=True)
class SendingSteps:
    """Lets insights show results by campaign and by step that sends."""

    campaigns: Campaigns

    async def get(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> CampaignShape:
        return self._shape(await self.campaigns.get(workspace_id, campaign_id))

    async def all(self, workspace_id: WorkspaceId) -> Sequence[CampaignShape]:
        page = await self.campaigns.page(workspace_id, PageAsk(limit=MAX_LIMIT))
        return [self._shape(campaign) for campaign in page.items]

    @staticmethod
    def _shape(campaign: Campaign) -> CampaignShape:
        return CampaignShape(
            campaign_id=campaign.id,
            name=campaign.name,
            state=campaign.state.value,
            steps=tuple(
                StepShape(step_id=step.id, kind=step.kind.value, label=step.objective)
                for step in campaign.sequence.steps
                if step.kind.channel and not step.is_by_hand
            ),
        )


@dataclass(frozen=True, slots=True)
class UserNames:
    """Lets insights show who acted."""

    users: Users

    async def of_users(self, user_ids: Collection[str]) -> Mapping[str, str]:
        names: dict[str, str] = {}
        for user_id in user_ids:
            try:
                user = await self.users.get(UserId(user_id))
            except NotFound:
                continue
            names[user_id] = f"{user.first_name} {user.last_name}".strip()
        return names
