"""See ApproveDraft."""

from dataclasses import dataclass
from typing import ClassVar

from domain.messaging.errors import DraftBlocked, DraftOutdated, PersonMayNotBeContacted
from domain.messaging.model.brief import Brief
from domain.messaging.model.draft import Draft, DraftState
from domain.messaging.ports import ContactPolicy, Drafts
from domain.messaging.usecases.compose_message import Briefing, ComposeMessage
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import FieldFault, NotFound
from domain.shared.ids import DraftId, UserId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveDraft:
    """A named person answers for these exact bytes (obligations 69, 70). It sends nothing.

    Refused when the hash is another, the gate blocks, seven days passed, or what the text was
    written from has changed since. The gate reads the text again, with today's rules and next to
    today's other messages. Approving the same bytes twice is one approval.
    """

    purpose: ClassVar[Purpose] = Purpose.DRAFTING
    drafts: Drafts
    policy: ContactPolicy
    briefing: Briefing
    compose: ComposeMessage
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(self, actor: Actor, draft_id: DraftId, sha256: str) -> Draft:
        actor.require(Permission.DRAFTS_APPROVE)
        seen = await self.drafts.get(actor.workspace_id, draft_id)
        return await self._approve(seen, sha256, by=actor.user_id)

    async def by_mandate(
        self, seen: Draft, sha256: str, mandate_id: str, signed_by: UserId
    ) -> Draft:
        """The same for a text that nobody read: its basis is a mandate, and who signed that."""
        return await self._approve(seen, sha256, by=signed_by, mandate=mandate_id)

    async def _approve(self, seen: Draft, sha256: str, *, by: UserId, mandate: str = "") -> Draft:
        basis = await self._basis(seen) if seen.state in Draft.OPEN else ""
        await self._recheck(seen, basis)

        async def work() -> Draft:
            draft = await self.drafts.get(seen.workspace_id, seen.id)
            now = self.clock.now()
            if draft.approve(sha256, basis=basis, by=by, at=now, mandate=mandate):
                refusal = await self.policy.refusal(
                    draft.workspace_id, draft.prospect_id, draft.kind
                )
                if refusal is not None:
                    raise PersonMayNotBeContacted
                await self.drafts.save(draft)
                await self.outbox.append(draft.take_events())
            return draft

        return await self.transaction.run(work)

    async def _recheck(self, seen: Draft, basis: str) -> None:
        """Raise DraftBlocked, and keep the new verdict, when the gate refuses the text now."""
        if seen.state is not DraftState.TO_APPROVE or basis != seen.current.basis:
            return
        brief = await self._brief(seen)
        made = seen.current
        verdict = await self.compose.verdict(
            seen.id, seen.workspace_id, brief, made.subject, made.segments
        )
        if not verdict.blocks:
            return

        async def work() -> None:
            draft = await self.drafts.get(seen.workspace_id, seen.id)
            draft.block(verdict, at=self.clock.now())
            await self.drafts.save(draft)

        await self.transaction.run(work)
        raise DraftBlocked(faults=[FieldFault("", one.code) for one in verdict.blocks])

    async def _basis(self, draft: Draft) -> str:
        return (await self._brief(draft)).fingerprint()

    async def _brief(self, draft: Draft) -> Brief:
        try:
            return await self.briefing(
                draft.workspace_id,
                draft.campaign_id,
                draft.enrolment_id,
                draft.prospect_id,
                draft.step_id,
            )
        except NotFound as error:
            raise DraftOutdated from error
