"""See QuoteEnrichment."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.enrichment.model import PRICE, Field, Quote
from domain.enrichment.ports import CreditGate, EnrichmentRequests
from domain.enrichment.usecases.keep_cap import KeepCap
from domain.enrichment.usecases.select_people import SelectPeople
from domain.shared.actor import Actor, Permission
from domain.shared.ids import ProspectId
from domain.shared.purpose import Purpose

# Before a workspace has results of its own; the provider publishes no rate.
_FIRST_GUESS = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteEnrichment:
    """What an order could cost: nothing if nobody is found, at most the price times the people.

    The expectation comes from this workspace's own last results.
    """

    purpose: ClassVar[Purpose] = Purpose.ENRICHMENT
    select: SelectPeople
    requests: EnrichmentRequests
    credit_gate: CreditGate
    cap: KeepCap

    async def __call__(
        self, actor: Actor, prospect_ids: Sequence[ProspectId], field: Field
    ) -> Quote:
        actor.require(Permission.ENRICHMENT_RUN)
        selection = await self.select(actor.workspace_id, prospect_ids, field)
        maximum = PRICE[field] * len(selection.accepted)
        rate = await self.requests.hit_rate(actor.workspace_id)
        balance = await self.credit_gate.available(actor.workspace_id)
        return Quote(
            cap=await self.cap.standing(actor.workspace_id, len(selection.accepted)),
            minimum=0,
            expected=round(maximum * (_FIRST_GUESS if rate is None else rate)),
            maximum=maximum,
            balance_after=balance - maximum,
            refused=selection.refused,
        )
