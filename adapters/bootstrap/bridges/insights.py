"""What `insights` asks of other modules, answered by their objects."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain.accounts.model.letter import LetterKind
from domain.accounts.ports import Memberships, Users, Workspaces
from domain.accounts.usecases.mailroom import Mailroom
from domain.campaigns.model.campaign import Campaign
from domain.campaigns.model.human_task import TaskState
from domain.campaigns.ports import Campaigns, HumanTasks
from domain.insights.model import DigestPart, NoticeKind
from domain.insights.ports import CampaignShape, FunnelStore, StepShape, Teammate
from domain.messaging.ports import DraftQueue, ReviewFilter
from domain.privacy.model.clocks import PersonClock
from domain.privacy.ports import PersonClocks
from domain.shared.actor import PERMISSIONS
from domain.shared.clock import Clock
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


@dataclass(frozen=True, slots=True)
class TeamLetters:
    """Lets insights write to the members of a workspace: Team and NoticeMails."""

    users: Users
    workspaces: Workspaces
    memberships: Memberships
    mailroom: Mailroom

    async def members(self, workspace_id: WorkspaceId) -> Sequence[Teammate]:
        return [
            Teammate(user_id=one.user_id, permissions=PERMISSIONS[one.role])
            for one in await self.memberships.of_workspace(workspace_id)
        ]

    async def tell(
        self, workspace_id: WorkspaceId, user_id: UserId, letter_id: str, kind: NoticeKind
    ) -> bool:
        if kind is NoticeKind.SENDING_STOPPED:
            workspace = await self.workspaces.get(workspace_id)
            if workspace.suspended_at or workspace.closure_asked_at:
                return False  # the letter about the suspension or the closing said so
        return await self._write(
            LetterKind.NOTICE, workspace_id, user_id, letter_id, {"notice": kind.value}
        )

    async def digest(
        self,
        workspace_id: WorkspaceId,
        user_id: UserId,
        letter_id: str,
        figures: Mapping[str, int],
    ) -> bool:
        told = {name: str(count) for name, count in figures.items()}
        return await self._write(LetterKind.DIGEST, workspace_id, user_id, letter_id, told)

    async def _write(
        self,
        kind: LetterKind,
        workspace_id: WorkspaceId,
        user_id: UserId,
        letter_id: str,
        words: Mapping[str, str],
    ) -> bool:
        if await self.mailroom.knows(letter_id):
            return False
        user, workspace = await self.users.get(user_id), await self.workspaces.get(workspace_id)
        await self.mailroom.queue(
            kind,
            user.email,
            user.locale,
            workspace_id=workspace_id,
            letter_id=letter_id,
            name=user.first_name,
            company=workspace.name,
            **words,
        )
        return True


_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WaitingWork:
    """WorkFigures: what insights counts in other modules, at most a page of each list."""

    drafts: DraftQueue
    tasks: HumanTasks
    clocks: PersonClocks
    funnel: FunnelStore
    clock: Clock

    async def of(self, workspace_id: WorkspaceId, part: DigestPart) -> Mapping[str, int]:
        now = self.clock.now()
        match part:
            case DigestPart.QUEUE:
                return {"queue": await self.drafts.count(workspace_id, ReviewFilter())}
            case DigestPart.TASKS:
                page = await self.tasks.page(
                    workspace_id,
                    PageAsk(limit=MAX_LIMIT),
                    state=TaskState.OPEN,
                    campaign_id=None,
                )
                return {"tasks": len(page.items)}
            case DigestPart.RESULTS:
                week = await self.funnel.since(workspace_id, now - _WEEK)
                return {"sent": week.sent, "replied": week.replied, "interested": week.interested}
            case DigestPart.PEOPLE_TO_INFORM:
                due = now + PersonClock.WARNS_BEFORE
                to_inform = await self.clocks.to_inform(workspace_id, due, MAX_LIMIT)
                leaving = await self.clocks.leaving(workspace_id, now + _WEEK, MAX_LIMIT)
                return {"to_inform": len(to_inform), "leaving": len(leaving)}
