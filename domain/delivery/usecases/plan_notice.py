"""See PlanNotice."""

import random
from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.errors import ActionAlreadyPlanned, SendRefused
from domain.delivery.model.action import Action, ActionKind
from domain.delivery.model.verdict import Fate
from domain.delivery.ports import Actions
from domain.delivery.usecases.plan_action import drawn_spacing
from domain.delivery.usecases.send_gate import SendGate
from domain.shared.clock import Clock
from domain.shared.errors import FieldFault
from domain.shared.ids import ActionId, NewId, ProspectId, SenderId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNotice:
    """Put the information of Art. 14 in the delivery queue as a mail of its own, once per notice.

    It goes through the gate like a first mail: caps, hours, objections (obligation 57).
    """

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    actions: Actions
    gate: SendGate
    transaction: Transaction
    clock: Clock
    wall: Clock
    new_id: NewId
    chance: random.Random

    async def __call__(
        self,
        workspace_id: WorkspaceId,
        *,
        notice_id: str,
        prospect_id: ProspectId,
        sender_id: SenderId,
        sha256: str,
    ) -> Action:
        """The action. Raise SendRefused, with the reasons, for what can never leave."""
        planned = await self.actions.of_intent(workspace_id, notice_id)
        if planned is not None:
            return planned
        now = self.clock.now()
        action = Action(
            id=ActionId(self.new_id()),
            workspace_id=workspace_id,
            kind=ActionKind.NOTICE,
            sender_id=sender_id,
            prospect_id=prospect_id,
            intent=notice_id,
            text_ref=notice_id,
            sha256=sha256,
            planned_at=now,
            since=now,
            not_before=self.wall.now(),
            next_at=now,
            spacing=drawn_spacing(self.chance, ActionKind.NOTICE.touch),
            rank=2,
        )
        verdict = (await self.gate(action))[1]
        told = [reason for reason in verdict.reasons if reason.fate is Fate.SUPPRESS]
        if told:
            raise SendRefused(faults=[FieldFault("", reason.code.value) for reason in told])

        async def work() -> None:
            await self.actions.add(action)

        try:
            await self.transaction.run(work)
        except ActionAlreadyPlanned:
            found = await self.actions.of_intent(workspace_id, notice_id)
            if found is None:
                raise
            return found
        return action
