"""See GenerateDraft."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.messaging.errors import DraftAlreadyExists, NothingUsableWritten, StepNotWritable
from domain.messaging.model.brief import Brief, MessageKind
from domain.messaging.model.draft import Draft, DraftState
from domain.messaging.ports import ContactPolicy, CreditGate, Drafts
from domain.messaging.usecases.compose_message import Briefing, ComposeMessage
from domain.shared.clock import Clock
from domain.shared.errors import NotFound, PaymentNeeded, Unavailable
from domain.shared.ids import (
    CampaignId,
    DraftId,
    EnrolmentId,
    NewId,
    ProspectId,
    StepId,
    WorkspaceId,
)
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

PRICE, SCRIPT_PRICE = 2, 3


def price_of(kind: MessageKind) -> int:
    """In credits, for a first text."""
    if kind.is_bare:
        return 0
    return SCRIPT_PRICE if kind is MessageKind.CALL_SCRIPT else PRICE


def reservation_of(draft_id: DraftId) -> str:
    """The key under which the credits of the first text are set aside."""
    return f"draft:{draft_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerateDraft:
    """One draft per enrolment and step, written once.

    The row comes first, then its credits are set aside, then the model is called outside any
    transaction, then text, events and spending land together. A crash between them leaves a row
    in writing, which the sweep takes up again. Somebody who may not be contacted costs nothing
    and reaches no model. Without a vendor, or without credits, the draft waits. A call script is
    written only when a person asks for it: `asked`.
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
    wall: Clock
    new_id: NewId

    async def __call__(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        enrolment_id: EnrolmentId,
        prospect_id: ProspectId,
        step_id: StepId,
        *,
        asked: bool = False,
    ) -> Draft | None:
        """The draft of this step; None when nothing may or need be written.

        Raise WriterBusy, ModelBudgetSpent or NoModelAllowed while nothing can be written; the
        draft stays in writing and says why.
        """
        draft = await self.drafts.of_step(workspace_id, enrolment_id, step_id)
        if draft is not None and draft.state is not DraftState.DRAFTING:
            return draft
        try:
            brief = await self.briefing(
                workspace_id, campaign_id, enrolment_id, prospect_id, step_id
            )
            if brief.step.kind is MessageKind.CALL_SCRIPT and draft is None and not asked:
                raise StepNotWritable
        except NotFound:
            await self._drop(draft, "step-not-writable")
            return None
        refusal = await self.policy.refusal(workspace_id, prospect_id, brief.step.kind)
        if refusal is not None:
            await self._drop(draft, refusal)
            return None
        if draft is None:
            draft = await self._begin(workspace_id, enrolment_id, prospect_id, brief)
        else:
            draft.tried_at = self.wall.now()
            await self.drafts.save(draft)
        price = price_of(brief.step.kind)
        if not price:
            return await self._write(draft, brief, price)
        try:
            await self.credit_gate.reserve(
                workspace_id,
                reservation_of(draft.id),
                price,
                brief.step.kind.value,
                about=draft.prospect_id,
            )
        except PaymentNeeded as error:
            draft.problem = error.code
            await self.drafts.save(draft)
            return draft
        return await self._write(draft, brief, price)

    async def _begin(
        self,
        workspace_id: WorkspaceId,
        enrolment_id: EnrolmentId,
        prospect_id: ProspectId,
        brief: Brief,
    ) -> Draft:
        now = self.clock.now()
        draft = Draft(
            id=DraftId(self.new_id()),
            workspace_id=workspace_id,
            campaign_id=brief.step.campaign_id,
            enrolment_id=enrolment_id,
            prospect_id=prospect_id,
            step_id=brief.step.step_id,
            step_index=brief.step.step_index,
            kind=brief.step.kind,
            language=brief.language,
            created_at=now,
            expires_at=now + Draft.LIFETIME,
            tried_at=self.wall.now(),
        )
        try:
            await self.drafts.add(draft)
        except DraftAlreadyExists:
            # Another run of the same event came first; its row is the one to write.
            found = await self.drafts.of_step(workspace_id, enrolment_id, brief.step.step_id)
            if found is None:
                raise
            return found
        return draft

    async def _write(self, draft: Draft, brief: Brief, price: int) -> Draft:
        try:
            made = await self.compose.write(draft.id, draft.workspace_id, brief)
        except Unavailable as error:
            if draft.problem != error.code:
                draft.problem = error.code
                await self.drafts.save(draft)
            raise
        except NothingUsableWritten as error:
            problem = error.code
            return await self._end(draft, lambda one, at: one.give_up(problem, at=at), spent=0)
        return await self._end(draft, lambda one, at: one.take(made, at=at), spent=price)

    async def _drop(self, draft: Draft | None, reason: str) -> None:
        if draft is not None:
            await self._end(draft, lambda one, at: one.expire(reason, at=at), spent=0)

    async def _end(
        self, seen: Draft, change: Callable[[Draft, datetime], object], *, spent: int
    ) -> Draft:
        """End the writing, if nobody else did since, together with its bill and its events."""

        async def work() -> Draft:
            draft = await self.drafts.get(seen.workspace_id, seen.id)
            if draft.state is not DraftState.DRAFTING:
                return draft
            change(draft, self.clock.now())
            await self.drafts.save(draft)
            await self.credit_gate.settle(draft.workspace_id, reservation_of(draft.id), spent)
            await self.outbox.append(draft.take_events())
            return draft

        return await self.transaction.run(work)
