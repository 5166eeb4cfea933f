"""See ListReviews."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.messaging.model.draft import Draft
from domain.messaging.ports import (
    CampaignView,
    DraftQueue,
    Drafts,
    Person,
    ReviewFilter,
    ReviewPeople,
)
from domain.shared.actor import Actor, Permission
from domain.shared.ids import DraftId, WorkspaceId
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One thing to decide, with who it is for; `person` is None once they were erased."""

    draft: Draft
    person: Person | None
    campaign_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviews:
    page: Page[Review]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReviews:
    """The validation queue, oldest first (COP-1), and one item of it."""

    purpose: ClassVar[Purpose] = Purpose.DRAFTING
    drafts: Drafts
    queue: DraftQueue
    people: ReviewPeople
    campaigns: CampaignView

    async def __call__(self, actor: Actor, wanted: ReviewFilter, ask: PageAsk) -> Reviews:
        actor.require(Permission.DRAFTS_READ)
        found = await self.queue.page(actor.workspace_id, wanted, ask)
        return Reviews(
            page=Page(items=await self._reviews(actor.workspace_id, found.items), next=found.next),
            total=await self.queue.count(actor.workspace_id, wanted),
        )

    async def one(self, actor: Actor, draft_id: DraftId) -> Review:
        """Raise DraftNotFound."""
        actor.require(Permission.DRAFTS_READ)
        draft = await self.drafts.get(actor.workspace_id, draft_id)
        return (await self._reviews(actor.workspace_id, [draft]))[0]

    async def _reviews(
        self, workspace_id: WorkspaceId, drafts: Sequence[Draft]
    ) -> Sequence[Review]:
        people = await self.people.people(
            workspace_id, list({draft.prospect_id for draft in drafts})
        )
        names = await self.campaigns.names(
            workspace_id, list({draft.campaign_id for draft in drafts})
        )
        return [
            Review(
                draft=draft,
                person=people.get(draft.prospect_id),
                campaign_name=names.get(draft.campaign_id, ""),
            )
            for draft in drafts
        ]
