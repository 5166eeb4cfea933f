"""See EditDraft."""

from dataclasses import dataclass
from typing import ClassVar

from domain.messaging.errors import EmptyMessage
from domain.messaging.model.draft import Draft, Provenance, Segment, SegmentKind
from domain.messaging.ports import Drafts
from domain.messaging.usecases.compose_message import Briefing, ComposeMessage
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import DraftId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


def _segments(body: str, before: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """A paragraph left as it was keeps its evidence; the others are the person's own words."""
    known = {segment.text.strip(): segment for segment in before}
    paragraphs = [one.strip() for one in body.replace("\r\n", "\n").split("\n\n")]
    return tuple(
        known.get(text) or Segment(text=text, kind=SegmentKind.OWN_WORDS)
        for text in paragraphs
        if text
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EditDraft:
    """A person's version of the message: the gate reads it again, the earlier versions stay."""

    purpose: ClassVar[Purpose] = Purpose.DRAFTING
    drafts: Drafts
    briefing: Briefing
    compose: ComposeMessage
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(
        self, actor: Actor, draft_id: DraftId, *, subject: str | None, body: str
    ) -> Draft:
        """The draft with the new version, approvable or blocked as the gate finds it.

        Without a subject the current one stays.
        """
        actor.require(Permission.DRAFTS_APPROVE)
        draft = await self.drafts.get(actor.workspace_id, draft_id)
        draft.require_rewritable(self.clock.now())
        before = draft.versions[-1] if draft.versions else None
        kept = before.subject if before else ""
        segments = _segments(body, before.segments if before else ())
        if not segments:
            raise EmptyMessage
        brief = await self.briefing(
            draft.workspace_id,
            draft.campaign_id,
            draft.enrolment_id,
            draft.prospect_id,
            draft.step_id,
        )
        made = await self.compose.by_hand(
            draft.id,
            draft.workspace_id,
            brief,
            subject=kept if subject is None else subject,
            segments=segments,
            provenance=Provenance(
                ai_generated=before is not None and before.provenance.ai_generated,
                vendor=before.provenance.vendor if before else "",
                model=before.provenance.model if before else "",
                prompt_version=before.provenance.prompt_version if before else "",
                input_tokens=0,
                output_tokens=0,
                facts_used=tuple(
                    sorted(
                        claim.ref
                        for segment in segments
                        for claim in segment.claims
                        if claim.about == "prospect"
                    )
                ),
                instruction="",
                edited_by=actor.user_id,
            ),
        )

        async def work() -> Draft:
            current = await self.drafts.get(actor.workspace_id, draft_id)
            current.take(made, at=self.clock.now())
            await self.drafts.save(current)
            await self.outbox.append(current.take_events())
            return current

        return await self.transaction.run(work)
