"""See SimulateCampaign."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from domain.campaigns.model.calendar import CalendarRules
from domain.campaigns.model.campaign import Campaign
from domain.campaigns.model.enrolment import COMPANY_FROZEN, Candidate, Enrolment, EnrolmentState
from domain.campaigns.model.simulation import (
    PlannedAction,
    Rehearsal,
    RehearsedAccount,
    Simulation,
    Skipped,
    Walker,
)
from domain.campaigns.ports import (
    Audience,
    Calendars,
    Campaigns,
    Enrolments,
    Purse,
    RehearsedAccounts,
    SalesbookCheck,
    Simulations,
)
from domain.campaigns.usecases.person_days import PersonDays
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import CampaignId, NewId, ProspectId, SimulationId
from domain.shared.page import MAX_LIMIT, PageAsk
from domain.shared.purpose import Purpose

_SAMPLES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSimulation:
    """`samples` are the first messages of the plan, `names` those of their people."""

    simulation: Simulation
    is_fresh: bool
    has_drifted: bool
    names: Mapping[ProspectId, str]
    samples: tuple[PlannedAction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulateCampaign:
    """Run the planner and the engine's doors over the next ten working days, with nothing behind
    them: no vendor is called, nothing is written, no credit is spent (AUT-6).

    What it was computed from is frozen in one hash, so that exactly this plan can be activated.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    campaigns: Campaigns
    enrolments: Enrolments
    audience: Audience
    salesbook: SalesbookCheck
    calendars: Calendars
    days: PersonDays
    accounts: RehearsedAccounts
    purse: Purse
    simulations: Simulations
    clock: Clock
    new_id: NewId

    async def __call__(self, actor: Actor, campaign_id: CampaignId) -> Simulation:
        """Raise CampaignNotFound, or SequenceRefused for a sequence that cannot run."""
        actor.require(Permission.CAMPAIGNS_CREATE)
        campaign = await self.campaigns.get(actor.workspace_id, campaign_id)
        campaign.sequence.require_valid()
        now = self.clock.now()
        people = await self._people(campaign)
        rules = await self.calendars.of(campaign.workspace_id)
        accounts = await self._accounts(campaign, people)
        walkers, skipped = self._walkers(campaign, people, rules, now)
        until = self._until(rules, now)
        price, available = await self.purse.standing(campaign.workspace_id)
        rehearsal = Rehearsal(start=now, until=until, accounts=accounts, price=price)
        outcome = rehearsal.run(walkers)
        made = Simulation(
            id=SimulationId(self.new_id()),
            workspace_id=campaign.workspace_id,
            campaign_id=campaign.id,
            made_at=now,
            made_by=actor.user_id,
            until=until,
            plan_hash=await self.plan_hash(campaign),
            people=len(people),
            total_actions=len(outcome.actions),
            outcome=replace(
                outcome,
                actions=outcome.actions[: Simulation.KEPT_ACTIONS],
                skipped=(*skipped, *outcome.skipped)[: Simulation.KEPT_SKIPPED],
            ),
            credits_available=available,
        )
        await self.simulations.add(made)
        return made

    async def last(self, actor: Actor, campaign_id: CampaignId) -> ShownSimulation | None:
        """The last one that was made; None where none was. Raise CampaignNotFound."""
        actor.require(Permission.CAMPAIGNS_READ)
        await self.campaigns.get(actor.workspace_id, campaign_id)
        found = await self.simulations.last(actor.workspace_id, campaign_id)
        return None if found is None else await self.shown(actor, found)

    async def shown(self, actor: Actor, found: Simulation) -> ShownSimulation:
        """With names to read, and whether it still says what would happen."""
        actor.require(Permission.CAMPAIGNS_READ)
        campaign = await self.campaigns.get(actor.workspace_id, found.campaign_id)
        samples = found.outcome.actions[:_SAMPLES]
        return ShownSimulation(
            simulation=found,
            is_fresh=found.is_fresh(self.clock.now()),
            has_drifted=await self.plan_hash(campaign) != found.plan_hash,
            names=await self.audience.names(
                actor.workspace_id, [one.prospect_id for one in samples]
            ),
            samples=samples,
        )

    async def plan_hash(self, campaign: Campaign) -> str:
        """Over sequence, texts, people, accounts with their limits, and calendar, as they are."""
        people = sorted([one.prospect_id for one in await self._enrolled(campaign)])
        return _digest(await self._frame(campaign) | {"people": people})

    async def frame_hash(self, campaign: Campaign) -> str:
        """The same without the people, who leave one by one while the plan runs."""
        return _digest(await self._frame(campaign))

    async def _frame(self, campaign: Campaign) -> dict[str, Any]:
        rules = await self.calendars.of(campaign.workspace_id)
        book = await self.salesbook.standing(
            campaign.workspace_id, campaign.offer_id, campaign.persona_id
        )
        senders = {"email": campaign.mailbox_id, "linkedin": campaign.linkedin_id}
        return {
            "campaign": campaign.id,
            "goal": campaign.goal,
            "offer": campaign.offer_id,
            "persona": campaign.persona_id,
            "salesbook": book.revision,
            "colleagues": campaign.colleagues.value,
            "steps": [str(step) for step in campaign.sequence.steps],
            "senders": {
                channel: [
                    sender_id,
                    await self.accounts.limits(campaign.workspace_id, campaign.id, sender_id),
                ]
                for channel, sender_id in senders.items()
                if sender_id is not None
            },
            "calendar": [
                [[str(one.first), str(one.last)] for one in rules.closures],
                rules.bridges_closed,
                rules.year_end_closed,
                rules.august.value,
            ],
        }

    async def _enrolled(self, campaign: Campaign) -> list[Enrolment]:
        """Everybody who is not over."""
        found: list[Enrolment] = []
        cursor = None
        while True:
            ask = PageAsk(limit=MAX_LIMIT, after=cursor)
            page = await self.enrolments.page(campaign.workspace_id, campaign.id, ask)
            found += [one for one in page.items if not one.is_over]
            if page.next is None:
                return found
            cursor = page.next

    async def _people(self, campaign: Campaign) -> list[tuple[Enrolment, Candidate | None]]:
        enrolled = await self._enrolled(campaign)
        found: dict[ProspectId, Candidate] = {}
        for start in range(0, len(enrolled), MAX_LIMIT):
            batch = [one.prospect_id for one in enrolled[start : start + MAX_LIMIT]]
            found |= await self.audience.candidates(campaign.workspace_id, batch)
        return [(one, found.get(one.prospect_id)) for one in enrolled]

    async def _accounts(
        self, campaign: Campaign, people: list[tuple[Enrolment, Candidate | None]]
    ) -> Mapping[str, RehearsedAccount]:
        chosen = {"email": campaign.mailbox_id, "linkedin": campaign.linkedin_id}
        senders = {channel: one for channel, one in chosen.items() if one is not None}
        companies = {one.company for _, one in people if one is not None and one.company}
        return await self.accounts.open(campaign.workspace_id, campaign.id, senders, companies)

    def _walkers(
        self,
        campaign: Campaign,
        people: list[tuple[Enrolment, Candidate | None]],
        rules: CalendarRules,
        now: datetime,
    ) -> tuple[list[Walker], list[Skipped]]:
        walkers, skipped = [], []
        for enrolment, candidate in people:
            code = _refusal(enrolment, candidate)
            if code or candidate is None:
                skipped.append(Skipped(prospect_id=enrolment.prospect_id, code=code or "erased"))
                continue
            # On its way again from the step that is under way, as if that began now.
            enrolment.state = EnrolmentState.ACTIVE
            enrolment.next_at = max(enrolment.next_at or now, now)
            walkers.append(
                Walker(
                    enrolment=enrolment,
                    steps=campaign.sequence_of(enrolment.revision),
                    channels=candidate.channels,
                    days=self.days.under(
                        rules, country=candidate.country, location=candidate.location
                    ),
                    country=candidate.country,
                    location=candidate.location,
                    company=candidate.company,
                )
            )
        return walkers, skipped

    def _until(self, rules: CalendarRules, now: datetime) -> datetime:
        """The end of the tenth working day of the workspace."""
        days = self.days.under(rules, country="FR", location="")
        return days.after(now, Simulation.WORKING_DAYS) + timedelta(minutes=1)


def _refusal(enrolment: Enrolment, candidate: Candidate | None) -> str:
    if candidate is None:
        return "erased"
    return candidate.refusal or (COMPANY_FROZEN if enrolment.is_frozen else "")


def _digest(told: dict[str, Any]) -> str:
    canonical = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
