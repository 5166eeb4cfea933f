"""See DismissDraft."""

from dataclasses import dataclass
from typing import ClassVar

from domain.messaging.model.draft import DismissReason, Draft
from domain.messaging.ports import CreditGate, Drafts
from domain.messaging.usecases.generate_draft import reservation_of
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import DraftId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class DismissDraft:
    """Set this person aside, for one of the reasons of SCO-3: they leave the campaign."""

    purpose: ClassVar[Purpose] = Purpose.DRAFTING
    drafts: Drafts
    credit_gate: CreditGate
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(self, actor: Actor, draft_id: DraftId, reason: DismissReason) -> Draft:
        actor.require(Permission.DRAFTS_APPROVE)

        async def work() -> Draft:
            draft = await self.drafts.get(actor.workspace_id, draft_id)
            was_unwritten = not draft.versions
            draft.dismiss(reason, by=actor.user_id, at=self.clock.now())
            await self.drafts.save(draft)
            if was_unwritten:
                await self.credit_gate.settle(draft.workspace_id, reservation_of(draft.id), 0)
            await self.outbox.append(draft.take_events())
            return draft

        return await self.transaction.run(work)
