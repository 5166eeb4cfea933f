"""See PlanAction."""

import random
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from domain.delivery.errors import ActionAlreadyPlanned
from domain.delivery.model.action import Action, ActionKind, Spacing
from domain.delivery.model.dossier import PlanStanding
from domain.delivery.model.limits import GAPS, RESTS, Touch
from domain.delivery.model.timing import Timing
from domain.delivery.ports import Actions, PlanCheck, SentActions
from domain.delivery.usecases.send_gate import SendGate
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.ids import (
    ActionId,
    CampaignId,
    DraftId,
    EnrolmentId,
    NewId,
    ProspectId,
    SenderId,
    StepId,
    WorkspaceId,
)
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


def drawn_spacing(chance: random.Random, touch: Touch | None) -> Spacing:
    """The gap and the rest that follow this message, drawn between the bounds of SND-2 and 3."""
    least, most = GAPS[touch or Touch.MAIL]
    return Spacing(gap=_between(chance, least, most), rest=_between(chance, *RESTS))


def _between(chance: random.Random, least: timedelta, most: timedelta) -> timedelta:
    return timedelta(seconds=round(chance.uniform(least.total_seconds(), most.total_seconds())))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAction:
    """Put an approved text in the delivery queue: one action per step of an enrolment.

    It can be taken back during the undo window (30 s of real time). The send rules are asked for
    advice, so that the screen shows at once when it will leave. A second call changes nothing.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    actions: Actions
    sent: SentActions
    plans: PlanCheck
    gate: SendGate
    outbox: Outbox
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
        draft_id: DraftId,
        campaign_id: CampaignId,
        enrolment_id: EnrolmentId,
        prospect_id: ProspectId,
        step_id: StepId,
        channel: str,
        sha256: str,
        mandate_id: str = "",
    ) -> Action | None:
        """The action; None when the campaign no longer waits for this step. One that its mandate
        lost is taken up again by a new approval.
        """
        intent = f"{enrolment_id}:{step_id}"
        planned = await self.actions.of_intent(workspace_id, intent)
        if planned is not None:
            return await self._adopt(planned, sha256, mandate_id)
        plan = await self.plans.standing(workspace_id, campaign_id, enrolment_id, step_id)
        kind = ActionKind.EMAIL if channel == "email" else ActionKind.INVITATION
        sender_id = await self._sender(workspace_id, enrolment_id, plan, kind)
        if plan is None or not plan.awaits_step or sender_id is None:
            return None
        now, wall = self.clock.now(), self.wall.now()
        action = Action(
            id=ActionId(self.new_id()),
            workspace_id=workspace_id,
            kind=kind,
            sender_id=sender_id,
            prospect_id=prospect_id,
            intent=intent,
            text_ref=draft_id,
            sha256=sha256,
            planned_at=now,
            since=plan.enrolled_at,
            not_before=wall + self._undo(mandate_id),
            next_at=now,
            spacing=drawn_spacing(self.chance, kind.touch),
            rank=Action.FIRST_TOUCH if plan.is_first_touch else 1,
            campaign_id=campaign_id,
            enrolment_id=enrolment_id,
            step_id=step_id,
            mandate_id=mandate_id,
        )
        dossier, advice = await self.gate(action)
        if dossier.cap_ask is not None:
            action.company = dossier.cap_ask.company
        action.reasons, action.next_at = advice.reasons, advice.next_at(otherwise=now)
        action.tell_planned()
        return await self._store(action)

    def _undo(self, mandate_id: str) -> timedelta:
        """What nobody clicked is held longer (AUT-9)."""
        return self.timing.unattended_undo if mandate_id else self.timing.undo

    async def _adopt(self, planned: Action, sha256: str, mandate_id: str) -> Action:
        """Raise StaleWrite while a claim looks at it: whoever asked comes again."""
        if not planned.uncovered:
            return planned

        async def work() -> Action:
            action = await self.actions.get(planned.workspace_id, planned.id)
            not_before = self.wall.now() + self._undo(mandate_id)
            now = self.clock.now()
            adopted = action.adopt(
                mandate_id=mandate_id, sha256=sha256, not_before=not_before, next_at=now
            )
            if adopted:
                await self.actions.save(action)
            elif action.uncovered and not action.is_final:
                raise StaleWrite("a claim looks at it")
            return action

        return await self.transaction.run(work)

    async def _store(self, action: Action) -> Action:
        events = action.take_events()

        async def work() -> None:
            await self.actions.add(action)
            await self.outbox.append(events)

        try:
            await self.transaction.run(work)
        except ActionAlreadyPlanned:
            found = await self.actions.of_intent(action.workspace_id, action.intent)
            if found is None:
                raise
            return found
        return action

    async def _sender(
        self,
        workspace_id: WorkspaceId,
        enrolment_id: EnrolmentId,
        plan: PlanStanding | None,
        kind: ActionKind,
    ) -> SenderId | None:
        """Who wrote to this person before keeps writing (SEQ-7); else the campaign's sender."""
        if plan is None:
            return None
        if kind is ActionKind.INVITATION:
            return plan.linkedin_id
        before = await self.sent.last_mail(workspace_id, enrolment_id)
        return plan.mailbox_id if before is None else before.sender_id
