"""See PlanAnswer."""

import random
from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.errors import ActionAlreadyPlanned, SendRefused
from domain.delivery.model.action import Action, ActionKind
from domain.delivery.model.timing import Timing
from domain.delivery.model.verdict import Fate, ReasonCode
from domain.delivery.ports import Actions
from domain.delivery.usecases.plan_action import drawn_spacing
from domain.delivery.usecases.send_gate import SendGate
from domain.shared.clock import Clock
from domain.shared.errors import FieldFault
from domain.shared.ids import ActionId, MessageId, NewId, ProspectId, SenderId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_TOLD_AT_ONCE = frozenset({ReasonCode.SENDER_DISCONNECTED, ReasonCode.WORKSPACE_INACTIVE})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAnswer:
    """Put an answer that a person wrote in the delivery queue, once per message.

    It leaves at once, in its thread: no cap, no hours (SND-3). An objection still refuses it.
    """

    purpose: ClassVar[Purpose] = Purpose.REPLY_FOLLOW_UP
    actions: Actions
    gate: SendGate
    transaction: Transaction
    clock: Clock
    wall: Clock
    new_id: NewId
    chance: random.Random
    timing: Timing

    async def __call__(
        self,
        workspace_id: WorkspaceId,
        *,
        message_id: MessageId,
        prospect_id: ProspectId,
        sender_id: SenderId,
        channel: str,
        sha256: str,
        reply_ref: str,
        thread_ref: str,
    ) -> Action:
        """The action. Raise SendRefused, with the reasons, for what can never leave or cannot now.

        `sha256` is that of the letter ApprovedText gives for the message. `reply_ref` is the mail
        that is answered, `thread_ref` the LinkedIn chat.
        """
        planned = await self.actions.of_intent(workspace_id, message_id)
        if planned is not None:
            return planned
        kind = ActionKind.EMAIL_ANSWER if channel == "email" else ActionKind.LINKEDIN_ANSWER
        now, wall = self.clock.now(), self.wall.now()
        action = Action(
            id=ActionId(self.new_id()),
            workspace_id=workspace_id,
            kind=kind,
            sender_id=sender_id,
            prospect_id=prospect_id,
            intent=message_id,
            text_ref=message_id,
            sha256=sha256,
            planned_at=now,
            since=now,
            not_before=wall,
            next_at=now,
            spacing=drawn_spacing(self.chance, kind.touch),
            rank=0,
            reply_ref=reply_ref if kind.is_mail else "",
            chat_ref="" if kind.is_mail else thread_ref,
        )
        verdict = (await self.gate(action))[1]
        told = [
            reason
            for reason in verdict.reasons
            if reason.code in _TOLD_AT_ONCE or reason.fate is Fate.SUPPRESS
        ]
        if told:
            raise SendRefused(faults=[FieldFault("", reason.code.value) for reason in told])

        async def work() -> None:
            await self.actions.add(action)

        try:
            await self.transaction.run(work)
        except ActionAlreadyPlanned:
            found = await self.actions.of_intent(workspace_id, message_id)
            if found is None:
                raise
            return found
        return action
