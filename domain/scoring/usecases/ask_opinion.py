"""See AskOpinion and SwitchOpinions."""

from dataclasses import dataclass
from typing import ClassVar

from domain.scoring.errors import NoPersonaYet, OpinionsOff, PersonNotScorable
from domain.scoring.events import OpinionGiven, OpinionsSwitched
from domain.scoring.model.opinion import Advice, Opinion, OpinionRule, digest, reasons
from domain.scoring.model.score import Facts, score, with_seniority
from domain.scoring.ports import (
    Adviser,
    OpinionRules,
    Opinions,
    OrderWords,
    ProspectFacts,
    SalesbookView,
)
from domain.scoring.usecases.score_prospects import ScoreProspects
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import ProspectId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_UNASKED = Advice(claims=(), model="", prompt="")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskOpinion:
    """Ask a model about one person before the persona that suits them best, and score again.

    Facts that read like orders are not shown to it: the opinion is suspect then and counts nothing.
    """

    purpose: ClassVar[Purpose] = Purpose.SCORING
    opinions: Opinions
    rules: OpinionRules
    adviser: Adviser
    orders: OrderWords
    facts: ProspectFacts
    salesbook: SalesbookView
    score: ScoreProspects
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(self, actor: Actor, prospect_id: ProspectId) -> Opinion:
        """Raise PersonNotScorable, OpinionsOff, NoPersonaYet or AdviserBusy."""
        actor.require(Permission.PROSPECTS_WRITE)
        workspace_id = actor.workspace_id
        found = (await self.facts.of(workspace_id, [prospect_id])).get(prospect_id)
        if found is None:
            raise PersonNotScorable
        if not (await self.rules.of(workspace_id)).is_on:
            raise OpinionsOff
        book = await self.salesbook.personas(workspace_id)
        if not book.personas:
            raise NoPersonaYet
        now, facts = self.clock.now(), with_seniority(found)
        before = score(
            prospect_id, workspace_id, book.personas, facts, revision=book.revision, at=now
        )
        persona = next(one for one in book.personas if one.id == before.best.persona_id)
        is_suspect = self._is_suspect(facts)
        said = _UNASKED
        if not is_suspect:
            said = await self.adviser.advise(workspace_id, persona, facts)
        opinion = Opinion(
            id=prospect_id,
            workspace_id=workspace_id,
            persona_id=persona.id,
            digest=digest(persona, facts),
            reasons=reasons(said.claims, facts),
            is_suspect=is_suspect,
            model=said.model,
            prompt=said.prompt,
            asked_by=actor.user_id,
            given_at=now,
        )

        async def work() -> None:
            await self.opinions.put(opinion)
            await self.outbox.append(
                [
                    OpinionGiven(
                        at=now,
                        workspace_id=workspace_id,
                        prospect_id=prospect_id,
                        points=opinion.points,
                        is_suspect=is_suspect,
                        model=opinion.model,
                        user_id=actor.user_id,
                    )
                ]
            )

        await self.transaction.run(work)
        await self.score.one(workspace_id, prospect_id)
        return opinion

    def _is_suspect(self, facts: Facts) -> bool:
        return any(self.orders.reads_like_an_order(fact.value) for fact in facts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchOpinions:
    """Let models have an opinion on the workspace's people, or no longer; everybody is scored
    again after a change.
    """

    purpose: ClassVar[Purpose] = Purpose.SCORING
    rules: OpinionRules
    salesbook: SalesbookView
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def read(self, actor: Actor) -> OpinionRule:
        actor.require(Permission.PROSPECTS_READ)
        return await self.rules.of(actor.workspace_id)

    async def __call__(self, actor: Actor, *, is_on: bool) -> OpinionRule:
        """Twice is fine."""
        actor.require(Permission.MODELS_SET)
        book = await self.salesbook.personas(actor.workspace_id)
        now = self.clock.now()

        async def work() -> OpinionRule:
            rule = await self.rules.of(actor.workspace_id)
            if rule.is_on is is_on:
                return rule
            rule.is_on, rule.changed_by, rule.changed_at = is_on, actor.user_id, now
            await self.rules.save(rule)
            await self.outbox.append(
                [
                    OpinionsSwitched(
                        at=now,
                        workspace_id=actor.workspace_id,
                        is_on=is_on,
                        revision=book.revision,
                        user_id=actor.user_id,
                    )
                ]
            )
            return rule

        return await self.transaction.run(work)
