"""See ApproveDraft."""

from dataclasses import dataclass
from typing import ClassVar

from domain.messaging.errors import DraftOutdated, PersonMayNotBeContacted
from domain.messaging.model.draft import Draft
from domain.messaging.ports import ContactPolicy, Drafts
from domain.messaging.usecases.compose_message import Briefing
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import NotFound
from domain.shared.ids import DraftId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveDraft:
    """A named person answers for these exact bytes (obligations 69, 70). It sends nothing.

    Refused when the hash is another, the gate blocks, seven days passed, or what the text was
    written from has changed since. Approving the same bytes twice is one approval.
    """

    purpose: ClassVar[Purpose] = Purpose.DRAFTING
    drafts: Drafts
    policy: ContactPolicy
    briefing: Briefing
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(self, actor: Actor, draft_id: DraftId, sha256: str) -> Draft:
        actor.require(Permission.DRAFTS_APPROVE)
        seen = await self.drafts.get(actor.workspace_id, draft_id)
        basis = await self._basis(seen) if seen.state in Draft.OPEN else ""

        async def work() -> Draft:
            draft = await self.drafts.get(actor.workspace_id, draft_id)
            if draft.approve(sha256, basis=basis, by=actor.user_id, at=self.clock.now()):
                refusal = await self.policy.refusal(
                    draft.workspace_id, draft.prospect_id, draft.kind
                )
                if refusal is not None:
                    raise PersonMayNotBeContacted
                await self.drafts.save(draft)
                await self.outbox.append(draft.take_events())
            return draft

        return await self.transaction.run(work)

    async def _basis(self, draft: Draft) -> str:
        try:
            brief = await self.briefing(
                draft.workspace_id,
                draft.campaign_id,
                draft.enrolment_id,
                draft.prospect_id,
                draft.step_id,
            )
        except NotFound as error:
            raise DraftOutdated from error
        return brief.fingerprint()
