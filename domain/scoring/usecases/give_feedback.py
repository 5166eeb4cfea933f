"""See GiveFeedback."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from domain.scoring.errors import FeedbackNotFound, PersonNotScorable, SignalNotFound
from domain.scoring.model.feedback import MOST_A_DAY, Feedback, Reason
from domain.scoring.model.score import company_of
from domain.scoring.ports import Feedbacks, ProspectFacts, Signals
from domain.scoring.usecases.score_prospects import ScoreProspects
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import FeedbackId, NewId, ProspectId, SignalId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveFeedback:
    """Say what is wrong with a proposed prospect, read what is said, and take it back (SCO-3).

    The person's own score follows at once; colleagues it reaches follow with its event.
    """

    purpose: ClassVar[Purpose] = Purpose.SCORING
    feedbacks: Feedbacks
    signals: Signals
    facts: ProspectFacts
    score: ScoreProspects
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    new_id: NewId

    async def __call__(
        self,
        actor: Actor,
        prospect_id: ProspectId,
        reason: Reason,
        signal_id: SignalId | None = None,
    ) -> Feedback:
        """Raise PersonNotScorable; SignalNotFound when a bad signal is none of that person's. The
        same said again by the same member is the one that already holds.
        """
        actor.require(Permission.PROSPECTS_WRITE)
        company = await self._company(actor, prospect_id)
        if reason is Reason.BAD_SIGNAL:
            await self._check_signal(actor, prospect_id, signal_id)
        about = (signal_id or SignalId("")) if reason is Reason.BAD_SIGNAL else SignalId("")

        async def work() -> Feedback:
            now = self.clock.now()
            for one in await self.feedbacks.in_force(actor.workspace_id, [prospect_id], [], now):
                said = (one.prospect_id, one.reason, one.signal_id, one.given_by)
                if said == (prospect_id, reason, about, actor.user_id):
                    return one
            given = await self.feedbacks.given_since(
                actor.workspace_id, actor.user_id, now - timedelta(days=1)
            )
            made = Feedback.give(
                FeedbackId(self.new_id()),
                actor.workspace_id,
                prospect_id,
                reason,
                company=company,
                signal_id=about,
                given_by=actor.user_id,
                at=now,
                counts=given < MOST_A_DAY,
            )
            await self.feedbacks.add(made)
            await self.outbox.append(made.take_events())
            return made

        made = await self.transaction.run(work)
        await self.score.one(actor.workspace_id, prospect_id)
        return made

    async def heard(self, actor: Actor, prospect_id: ProspectId) -> Sequence[Feedback]:
        """What holds about a person or their company, as far as it concerns the actor."""
        actor.require(Permission.PROSPECTS_READ)
        company = await self._company(actor, prospect_id)
        found = await self.feedbacks.in_force(
            actor.workspace_id, [prospect_id], [company] if company else [], self.clock.now()
        )
        return [one for one in found if one.concerns(actor.user_id)]

    async def undo(
        self, actor: Actor, prospect_id: ProspectId, feedback_id: FeedbackId
    ) -> Feedback:
        """Raise FeedbackNotFound, also for what concerns another member alone, and for what does
        not hold about this person. Twice is fine.
        """
        actor.require(Permission.PROSPECTS_WRITE)
        company = await self._company(actor, prospect_id)

        async def work() -> Feedback:
            feedback = await self.feedbacks.get(actor.workspace_id, feedback_id)
            is_about = feedback.prospect_id == prospect_id or feedback.excludes(
                prospect_id, company
            )
            if not is_about or not feedback.concerns(actor.user_id):
                raise FeedbackNotFound
            feedback.undo(actor.user_id, at=self.clock.now())
            events = feedback.take_events()
            if events:
                await self.feedbacks.save(feedback)
                await self.outbox.append(events)
            return feedback

        undone = await self.transaction.run(work)
        await self.score.one(actor.workspace_id, prospect_id)
        return undone

    async def _company(self, actor: Actor, prospect_id: ProspectId) -> str:
        known = await self.facts.of(actor.workspace_id, [prospect_id])
        if prospect_id not in known:
            raise PersonNotScorable
        return company_of(known[prospect_id])

    async def _check_signal(
        self, actor: Actor, prospect_id: ProspectId, signal_id: SignalId | None
    ) -> None:
        if signal_id is None:
            raise SignalNotFound
        signal = await self.signals.get(actor.workspace_id, signal_id)
        if signal.prospect_id != prospect_id:
            raise SignalNotFound
