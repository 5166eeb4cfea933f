"""See ReadApprovedText."""

from dataclasses import dataclass, replace
from typing import ClassVar

from domain.messaging.errors import DraftNotApproved
from domain.messaging.model.draft import Draft, DraftState, Finding, Rendered
from domain.messaging.model.gate import MAX_NOTE, MAX_PAID_NOTE, MessageGate
from domain.messaging.model.leaving import leaving_faults
from domain.messaging.ports import Drafts
from domain.messaging.usecases.compose_message import Briefing
from domain.messaging.usecases.render_message import body_of
from domain.shared.errors import FieldFault, NotFound
from domain.shared.ids import DraftId, WorkspaceId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadApprovedText:
    """The exact bytes a person approved, for the delivery engine and for nothing else.

    Raise DraftNotApproved for any other draft, when the stored bytes no longer match the approved
    hash (obligation 70), and when the gate, asked again on the text and on these very bytes,
    refuses them now (GEN-5): rules, offer and forbidden claims may have changed since. `stored`
    gives the bytes of a message that has left, without that last look.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    drafts: Drafts
    briefing: Briefing
    gate: MessageGate
    public_url: str

    async def __call__(self, workspace_id: WorkspaceId, draft_id: DraftId) -> Rendered:
        draft = await self._approved(workspace_id, draft_id)
        faults = await self._faults(draft)
        if faults:
            raise DraftNotApproved(faults=[FieldFault("", one.code) for one in faults])
        return draft.current.rendered

    async def stored(self, workspace_id: WorkspaceId, draft_id: DraftId) -> Rendered:
        return (await self._approved(workspace_id, draft_id)).current.rendered

    async def _approved(self, workspace_id: WorkspaceId, draft_id: DraftId) -> Draft:
        draft = await self.drafts.get(workspace_id, draft_id)
        if draft.state is not DraftState.APPROVED or not draft.current.rendered.is_intact:
            raise DraftNotApproved
        return draft

    async def _faults(self, draft: Draft) -> tuple[Finding, ...]:
        made = draft.current
        try:
            brief = await self.briefing(
                draft.workspace_id,
                draft.campaign_id,
                draft.enrolment_id,
                draft.prospect_id,
                draft.step_id,
            )
        except NotFound:
            # The step is over: the message left already, or never will. The other rules of the
            # send gate say which.
            return ()
        # What a person approved owes no line about AI, and what left by mandate does (A12).
        mode = "autopilot" if draft.mandate else "copilot"
        brief = replace(brief, step=replace(brief.step, mode=mode))
        verdict = self.gate(
            subject=made.subject,
            segments=made.segments,
            body=body_of(made.segments, draft.kind),
            brief=brief,
            note_budget=MAX_PAID_NOTE if brief.sender.is_paid else MAX_NOTE,
        )
        return (
            *verdict.blocks,
            *leaving_faults(made.rendered, brief, public_url=self.public_url),
        )
