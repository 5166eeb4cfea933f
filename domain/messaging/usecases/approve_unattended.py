"""See ApproveUnattended."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.messaging import errors
from domain.messaging.model.draft import Draft, DraftState
from domain.messaging.model.unattended import for_a_person, is_sample
from domain.messaging.ports import Drafts, MandateDesk, Reading, ReviewPeople, SecondReader
from domain.messaging.usecases.approve_draft import ApproveDraft
from domain.messaging.usecases.compose_message import Briefing
from domain.messaging.usecases.generate_draft import PRICE
from domain.messaging.usecases.render_message import body_of
from domain.shared.clock import Clock
from domain.shared.errors import NotFound
from domain.shared.ids import DraftId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_REFUSALS = (
    errors.DraftBlocked,
    errors.DraftOutdated,
    errors.DraftTooOld,
    errors.DraftAlreadyDecided,
    errors.ApprovalMismatch,
    errors.PersonMayNotBeContacted,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveUnattended:
    """Let a text go that nobody clicked, if a mandate covers it, nothing in it wants a person and
    a second model has no doubt (AUT-1, 3, 5); give it back when the mandate is lost.

    It is the approval of ApproveDraft: the same bytes, hash and gate, with the mandate as its
    basis. Everything else waits for a person, as ever. Without a second reader nothing goes.
    """

    purpose: ClassVar[Purpose] = Purpose.DRAFTING
    drafts: Drafts
    people: ReviewPeople
    briefing: Briefing
    mandates: MandateDesk
    reader: SecondReader
    approve: ApproveDraft
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(  # noqa: PLR0911 - one line per reason to wait
        self, workspace_id: WorkspaceId, draft_id: DraftId
    ) -> bool:
        """Whether it was let go. Raise SecondReaderBusy while nobody can read it."""
        draft = await self.drafts.get(workspace_id, draft_id)
        if draft.state is not DraftState.TO_APPROVE or await self._wants_person(draft):
            return False
        cover = await self.mandates.offer(
            workspace_id, draft.campaign_id, draft.enrolment_id, draft.step_id
        )
        if cover is None:
            return False
        if cover.is_sampled and is_sample(draft):
            await self._change(draft, lambda one, _: one.draw_sample())
            return False
        doubt = await self._doubt(draft)
        if doubt:
            await self._change(draft, lambda one, _: one.doubt_it(doubt))
            return False
        price = 0 if draft.kind.is_bare else PRICE
        refused = await self.mandates.draw(
            workspace_id, cover.mandate_id, draft.enrolment_id, draft.id, price
        )
        if refused:
            return False
        sha256 = draft.current.rendered.sha256
        try:
            await self.approve.by_mandate(draft, sha256, cover.mandate_id, cover.signed_by)
        except _REFUSALS:
            return False
        return True

    async def give_back(self, workspace_id: WorkspaceId, draft_id: DraftId) -> bool:
        """Its mandate is lost and it did not leave: it waits for a decision again."""
        draft = await self.drafts.get(workspace_id, draft_id)
        return await self._change(draft, lambda one, at: one.reopen(at=at))

    async def _wants_person(self, draft: Draft) -> bool:
        found = await self.people.people(draft.workspace_id, [draft.prospect_id])
        person = found.get(draft.prospect_id)
        if person is None:
            return True
        return bool(
            for_a_person(
                draft, job_title=person.job_title, score=person.score, to_check=person.to_check
            )
        )

    async def _doubt(self, draft: Draft) -> str:
        """The first axis on which a second model is not sure; "" for none."""
        if draft.kind.is_bare:
            return ""
        try:
            brief = await self.briefing(
                draft.workspace_id,
                draft.campaign_id,
                draft.enrolment_id,
                draft.prospect_id,
                draft.step_id,
            )
        except NotFound:
            return "identity"
        made = draft.current
        reading = Reading(
            brief=brief,
            subject=made.subject,
            text=body_of(made.segments, draft.kind),
            author=made.provenance.vendor,
        )
        doubts = await self.reader.read(draft.workspace_id, reading)
        return doubts[0] if doubts else ""

    async def _change(self, seen: Draft, change: Callable[[Draft, datetime], bool]) -> bool:
        async def work() -> bool:
            draft = await self.drafts.get(seen.workspace_id, seen.id)
            if not change(draft, self.clock.now()):
                return False
            events = draft.take_events()
            await self.drafts.save(draft)
            await self.outbox.append(events)
            return True

        return await self.transaction.run(work)
