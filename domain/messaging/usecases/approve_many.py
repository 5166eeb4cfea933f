"""See ApproveMany."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.messaging.errors import BatchTooLarge, NotLowRisk
from domain.messaging.model.risk import Risk
from domain.messaging.usecases.approve_draft import ApproveDraft
from domain.messaging.usecases.list_reviews import ListReviews
from domain.shared.actor import Actor, Permission
from domain.shared.errors import DomainError
from domain.shared.ids import DraftId
from domain.shared.purpose import Purpose

MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """`code` is "" for an approved one, else why it stays in the queue."""

    draft_id: DraftId
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveMany:
    """Approve up to twenty low-risk drafts that were shown, each by its hash (obligation 69).

    Each one is its own approval with its own record; one that is refused holds none back.
    """

    purpose: ClassVar[Purpose] = Purpose.DRAFTING
    approve: ApproveDraft
    reviews: ListReviews

    async def __call__(
        self, actor: Actor, shown: Sequence[tuple[DraftId, str]]
    ) -> Sequence[Decided]:
        """Raise BatchTooLarge."""
        actor.require(Permission.DRAFTS_APPROVE)
        if len(shown) > MOST:
            raise BatchTooLarge
        return [await self._one(actor, draft_id, sha256) for draft_id, sha256 in shown]

    async def _one(self, actor: Actor, draft_id: DraftId, sha256: str) -> Decided:
        try:
            review = await self.reviews.one(actor, draft_id)
            if review.risk is not Risk.LOW:
                raise NotLowRisk
            await self.approve(actor, draft_id, sha256)
        except DomainError as refused:
            return Decided(draft_id=draft_id, code=refused.code)
        return Decided(draft_id=draft_id, code="")
