"""See SkipDraft."""

from dataclasses import dataclass
from typing import ClassVar

from domain.messaging.model.draft import Draft
from domain.messaging.ports import CreditGate, Drafts
from domain.messaging.usecases.generate_draft import reservation_of
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import DraftId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipDraft:
    """Pass this step: the sequence goes on as if it had been sent, and nothing leaves."""

    purpose: ClassVar[Purpose] = Purpose.DRAFTING
    drafts: Drafts
    credit_gate: CreditGate
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(self, actor: Actor, draft_id: DraftId) -> Draft:
        actor.require(Permission.DRAFTS_APPROVE)

        async def work() -> Draft:
            draft = await self.drafts.get(actor.workspace_id, draft_id)
            was_unwritten = not draft.versions
            draft.skip(by=actor.user_id, at=self.clock.now())
            await self.drafts.save(draft)
            if was_unwritten:
                await self.credit_gate.settle(draft.workspace_id, reservation_of(draft.id), 0)
            await self.outbox.append(draft.take_events())
            return draft

        return await self.transaction.run(work)
