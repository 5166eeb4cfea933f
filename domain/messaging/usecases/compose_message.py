"""The steps that generating, editing and rewriting a message share."""

from dataclasses import dataclass, replace

from domain.messaging.errors import NothingUsableWritten
from domain.messaging.model.brief import Brief, MessageKind
from domain.messaging.model.claims import ledger
from domain.messaging.model.draft import DraftVersion, Finding, Provenance, Segment, Verdict
from domain.messaging.model.gate import MAX_NOTE, MessageGate
from domain.messaging.model.imprint import Imprint
from domain.messaging.model.quarantine import may_be_told
from domain.messaging.ports import (
    CampaignView,
    Imprints,
    PriorContacts,
    ProspectFacts,
    SalesbookView,
    SenderIdentity,
    SentThread,
    Writer,
    WritingAsk,
    Written,
)
from domain.messaging.usecases.render_message import RenderMessage, body_of
from domain.shared.clock import Clock
from domain.shared.errors import Unavailable
from domain.shared.ids import CampaignId, DraftId, EnrolmentId, ProspectId, StepId, WorkspaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """Collect everything one message may be written from, as it is now."""

    campaigns: CampaignView
    salesbook: SalesbookView
    facts: ProspectFacts
    senders: SenderIdentity
    threads: SentThread
    prior: PriorContacts

    async def __call__(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        enrolment_id: EnrolmentId,
        prospect_id: ProspectId,
        step_id: StepId,
    ) -> Brief:
        """Raise StepNotWritable or NotFound when a part is gone."""
        step = await self.campaigns.step(workspace_id, campaign_id, enrolment_id, step_id)
        thread = None
        if step.kind is MessageKind.EMAIL:
            thread = await self.threads.subject(workspace_id, enrolment_id)
        prospect = await self.facts.brief(workspace_id, prospect_id)
        tellable = tuple(fact for fact in prospect.facts if may_be_told(fact.value))
        return Brief(
            step=step,
            salesbook=await self.salesbook.brief(workspace_id, step.offer_id, step.persona_id),
            prospect=replace(prospect, facts=tellable),
            sender=await self.senders.of(workspace_id, step.sender_id),
            thread_subject=thread,
            prior=tuple(await self.prior.before(workspace_id, prospect_id, enrolment_id)),
        )


_NOBODY = Provenance(
    ai_generated=False,
    vendor="",
    model="",
    prompt_version="",
    input_tokens=0,
    output_tokens=0,
    facts_used=(),
    instruction="",
    edited_by="",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposeMessage:
    """Turn words into a version: claims resolved, gate passed over, exact bytes fixed."""

    writer: Writer
    gate: MessageGate
    render: RenderMessage
    imprints: Imprints
    clock: Clock

    async def write(
        self,
        draft_id: DraftId,
        workspace_id: WorkspaceId,
        brief: Brief,
        *,
        instruction: str = "",
        previous_text: str = "",
    ) -> DraftVersion:
        """Have it written; when the gate refuses, once more with the reasons (GEN-5).

        The last text is returned with its verdict, blocked or not. Raise WriterBusy, or
        NothingUsableWritten when not even a refused text came back.
        """
        where = (draft_id, workspace_id, brief)
        if brief.step.kind.is_bare:
            return await self._made(*where, "", (), _NOBODY)
        is_note = brief.step.kind is MessageKind.LINKEDIN_NOTE
        ask = WritingAsk(
            brief=brief,
            max_characters=self.render.note_budget(brief) if is_note else None,
            instruction=instruction,
            previous_text=previous_text,
        )
        written = await self.writer.write(workspace_id, ask)
        first = await self._version(*where, written, ask)
        if not first.verdict.blocks:
            return first
        codes = tuple(dict.fromkeys(finding.code for finding in first.verdict.blocks))
        again = replace(ask, findings=codes, previous_text=body_of(first.segments, brief.step.kind))
        try:
            second = await self.writer.write(workspace_id, again)
        except (NothingUsableWritten, Unavailable):
            return first
        return await self._version(*where, second, again)

    async def by_hand(
        self,
        draft_id: DraftId,
        workspace_id: WorkspaceId,
        brief: Brief,
        *,
        subject: str,
        segments: tuple[Segment, ...],
        provenance: Provenance,
    ) -> DraftVersion:
        """A version in a person's words, through the same gate."""
        return await self._made(draft_id, workspace_id, brief, subject, segments, provenance)

    async def verdict(
        self,
        draft_id: DraftId,
        workspace_id: WorkspaceId,
        brief: Brief,
        subject: str,
        segments: tuple[Segment, ...],
    ) -> Verdict:
        """What the gate says of these words today; asked again when they are approved."""
        budget = MAX_NOTE
        if brief.step.kind is MessageKind.LINKEDIN_NOTE:
            budget = self.render.note_budget(brief)
        verdict = self.gate(
            subject=subject,
            segments=segments,
            body=body_of(segments, brief.step.kind),
            brief=brief,
            note_budget=budget,
        )
        imprint = Imprint.of(
            draft_id, workspace_id, brief.step.kind.value, segments, at=self.clock.now()
        )
        if imprint is None:
            return verdict
        others = await self.imprints.alike(imprint, since=imprint.at - Imprint.DAY)
        if any(imprint.is_like(other) for other in others):
            found = Finding(code="gate-near-duplicate")
            return replace(verdict, blocks=(*verdict.blocks, found))
        await self.imprints.keep(imprint)
        return verdict

    async def _version(
        self,
        draft_id: DraftId,
        workspace_id: WorkspaceId,
        brief: Brief,
        written: Written,
        ask: WritingAsk,
    ) -> DraftVersion:
        segments = ledger(written.segments, brief, at=self.clock.now())
        known = {fact.id for fact in brief.prospect.facts}
        used = {ref for one in written.segments for ref in one.fact_ids}
        provenance = Provenance(
            ai_generated=True,
            vendor=written.vendor,
            model=written.model,
            prompt_version=written.prompt_version,
            input_tokens=written.input_tokens,
            output_tokens=written.output_tokens,
            facts_used=tuple(sorted(used & known)),
            instruction=ask.instruction,
            edited_by="",
        )
        subject = written.subject if brief.step.kind.has_subject else ""
        return await self._made(draft_id, workspace_id, brief, subject, segments, provenance)

    async def _made(  # noqa: PLR0917 - what one version is made of
        self,
        draft_id: DraftId,
        workspace_id: WorkspaceId,
        brief: Brief,
        subject: str,
        segments: tuple[Segment, ...],
        provenance: Provenance,
    ) -> DraftVersion:
        return DraftVersion(
            made_at=self.clock.now(),
            subject=subject,
            segments=segments,
            rendered=self.render(workspace_id, brief, subject, segments),
            verdict=await self.verdict(draft_id, workspace_id, brief, subject, segments),
            provenance=provenance,
            basis=brief.fingerprint(),
            unattended=not brief.step.is_reviewed,
        )
