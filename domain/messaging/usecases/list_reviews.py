"""See ListReviews."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from domain.messaging.model.brief import PriorContact
from domain.messaging.model.draft import Draft, DraftState
from domain.messaging.model.risk import Age, Risk, age_of, risk_of
from domain.messaging.ports import (
    CampaignView,
    DraftQueue,
    Drafts,
    Person,
    ReviewFilter,
    ReviewPeople,
)
from domain.messaging.usecases.compose_message import Briefing
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import NotFound
from domain.shared.ids import DraftId, WorkspaceId
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One thing to decide, with who it is for; `person` is None once they were erased."""

    draft: Draft
    person: Person | None
    campaign_name: str
    age: Age
    outdated: bool = False
    prior: tuple[PriorContact, ...] = ()

    @property
    def risk(self) -> Risk:
        return risk_of(self.draft, self.person.job_title if self.person else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCounts:
    """What waits for a decision, and since when; `age` is that of the oldest."""

    to_approve: int
    errors: int
    oldest_at: datetime | None
    age: Age


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
    briefing: Briefing
    clock: Clock

    async def __call__(self, actor: Actor, wanted: ReviewFilter, ask: PageAsk) -> Reviews:
        actor.require(Permission.DRAFTS_READ)
        found = await self.queue.page(actor.workspace_id, wanted, ask)
        return Reviews(
            page=Page(items=await self._reviews(actor.workspace_id, found.items), next=found.next),
            total=await self.queue.count(actor.workspace_id, wanted),
        )

    async def one(self, actor: Actor, draft_id: DraftId) -> Review:
        """With whether the world moved since it was written (COP-4), and what went before a first
        touch (TEAM-4). Raise DraftNotFound.
        """
        actor.require(Permission.DRAFTS_READ)
        draft = await self.drafts.get(actor.workspace_id, draft_id)
        (review,) = await self._reviews(actor.workspace_id, [draft])
        if draft.state not in {DraftState.TO_APPROVE, DraftState.BLOCKED} or not draft.versions:
            return review
        try:
            brief = await self.briefing(
                draft.workspace_id,
                draft.campaign_id,
                draft.enrolment_id,
                draft.prospect_id,
                draft.step_id,
            )
        except NotFound:
            return replace(review, outdated=True)
        outdated = brief.fingerprint() != draft.current.basis
        return replace(review, outdated=outdated, prior=brief.prior)

    async def counts(self, actor: Actor) -> ReviewCounts:
        actor.require(Permission.DRAFTS_READ)
        waiting = ReviewFilter(state=DraftState.TO_APPROVE)
        oldest = await self.queue.page(actor.workspace_id, waiting, PageAsk(limit=1))
        since = oldest.items[0].created_at if oldest.items else None
        return ReviewCounts(
            to_approve=await self.queue.count(actor.workspace_id, waiting),
            errors=await self.queue.count(
                actor.workspace_id, ReviewFilter(state=DraftState.BLOCKED)
            ),
            oldest_at=since,
            age=Age.FRESH if since is None else age_of(since, self.clock.now()),
        )

    async def _reviews(
        self, workspace_id: WorkspaceId, drafts: Sequence[Draft]
    ) -> Sequence[Review]:
        people = await self.people.people(
            workspace_id, list({draft.prospect_id for draft in drafts})
        )
        names = await self.campaigns.names(
            workspace_id, list({draft.campaign_id for draft in drafts})
        )
        now = self.clock.now()
        return [
            Review(
                age=age_of(draft.created_at, now),
                draft=draft,
                person=people.get(draft.prospect_id),
                campaign_name=names.get(draft.campaign_id, ""),
            )
            for draft in drafts
        ]
