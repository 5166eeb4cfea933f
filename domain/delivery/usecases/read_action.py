"""See ReadAction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.errors import TextNotApproved
from domain.delivery.model.action import Action, Attempt
from domain.delivery.model.letter import Letter, Recipient
from domain.delivery.model.verdict import Verdict
from domain.delivery.ports import Actions, ApprovedText, Attempts, Recipients
from domain.delivery.usecases.send_gate import SendGate
from domain.shared.actor import Actor, Permission
from domain.shared.ids import ActionId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFile:
    """Everything a person needs to decide: every try, what was decided, the text, and the rules'
    verdict now.
    """

    action: Action
    attempts: Sequence[Attempt]
    letter: Letter | None
    recipient: Recipient | None
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAction:
    """One message with its evidence side by side (delivery.md 1.13)."""

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    actions: Actions
    attempts: Attempts
    texts: ApprovedText
    recipients: Recipients
    gate: SendGate

    async def __call__(self, actor: Actor, action_id: ActionId) -> ActionFile:
        """Raise Forbidden or ActionNotFound."""
        actor.require(Permission.CAMPAIGNS_READ)
        action = await self.actions.get(actor.workspace_id, action_id)
        verdict = Verdict() if action.is_final else (await self.gate(action))[1]
        return ActionFile(
            action=action,
            attempts=await self.attempts.of(actor.workspace_id, action_id),
            letter=await self._letter(action),
            recipient=await self.recipients.of(actor.workspace_id, action.prospect_id),
            verdict=verdict,
        )

    async def _letter(self, action: Action) -> Letter | None:
        read = self.texts.of_draft if action.kind.is_step else self.texts.of_answer
        try:
            return await read(action.workspace_id, action.text_ref)
        except TextNotApproved:
            return None
