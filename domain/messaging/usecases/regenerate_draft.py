"""See RegenerateDraft."""

from dataclasses import dataclass
from typing import ClassVar

from domain.messaging.errors import (
    InstructionTooLong,
    NothingUsableWritten,
    PersonMayNotBeContacted,
    TooManyRewrites,
)
from domain.messaging.model.draft import Draft, DraftVersion
from domain.messaging.ports import ContactPolicy, CreditGate, Drafts
from domain.messaging.usecases.compose_message import Briefing, ComposeMessage
from domain.messaging.usecases.render_message import body_of
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import Unavailable
from domain.shared.ids import DraftId, NewId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

MAX_INSTRUCTION = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class RegenerateDraft:
    """Have it written again, with what should change (GEN-4).

    The first time is free, and so is a draft that is outdated or that no model managed to write;
    then one credit. Earlier versions stay.
    """

    purpose: ClassVar[Purpose] = Purpose.DRAFTING
    drafts: Drafts
    policy: ContactPolicy
    credit_gate: CreditGate
    briefing: Briefing
    compose: ComposeMessage
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    new_id: NewId

    async def __call__(self, actor: Actor, draft_id: DraftId, instruction: str) -> Draft:
        """Raise WriterBusy or NothingUsableWritten and leave the draft as it was."""
        actor.require(Permission.DRAFTS_APPROVE)
        if len(instruction) > MAX_INSTRUCTION:
            raise InstructionTooLong
        draft = await self.drafts.get(actor.workspace_id, draft_id)
        draft.require_rewritable(self.clock.now())
        if draft.rewrites >= Draft.MAX_REWRITES:
            raise TooManyRewrites
        if await self.policy.refusal(draft.workspace_id, draft.prospect_id, draft.kind):
            raise PersonMayNotBeContacted
        brief = await self.briefing(
            draft.workspace_id,
            draft.campaign_id,
            draft.enrolment_id,
            draft.prospect_id,
            draft.step_id,
        )
        before = draft.versions[-1] if draft.versions else None
        is_free = not draft.rewrites or before is None or before.basis != brief.fingerprint()
        price = 0 if is_free else 1
        # A key per attempt: one whose attempt failed is spent or given back for good.
        key = f"draft:{draft.id}:{self.new_id()}"
        if price:
            await self.credit_gate.reserve(
                draft.workspace_id, key, price, "rewrite", about=draft.prospect_id
            )
        try:
            made = await self.compose.write(
                draft.id,
                draft.workspace_id,
                brief,
                instruction=instruction,
                previous_text=body_of(before.segments, draft.kind) if before else "",
            )
        except (Unavailable, NothingUsableWritten):
            if price:
                await self.credit_gate.settle(draft.workspace_id, key, 0)
            raise
        return await self._store(draft, made, key, price)

    async def _store(self, seen: Draft, made: DraftVersion, key: str, price: int) -> Draft:
        async def work() -> Draft:
            draft = await self.drafts.get(seen.workspace_id, seen.id)
            draft.rewrites += 1
            draft.take(made, at=self.clock.now())
            await self.drafts.save(draft)
            if price:
                await self.credit_gate.settle(draft.workspace_id, key, price)
            await self.outbox.append(draft.take_events())
            return draft

        return await self.transaction.run(work)
