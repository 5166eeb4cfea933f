"""See NoteObjection."""

from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.errors import SenderNotFound
from domain.delivery.model import limits
from domain.delivery.model.action import Action
from domain.delivery.model.stop import Stop, StopScope
from domain.delivery.ports import Actions, Senders, SentActions, Stops
from domain.delivery.usecases.check_health import CheckHealth
from domain.delivery.usecases.turn_stop import TurnStop
from domain.shared.clock import Clock
from domain.shared.ids import CampaignId, ProspectId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

COMPLAINT = "complaint"
_BY_THE_TEAM = frozenset({"user", "api", "import"})
_WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteObjection:
    """Hold an objection against the mail that caused it, and stop what causes too many (SND-4).

    From 50 mails in 7 days, 6 % of objections stop the campaign until a person lifts the switch
    with a reason; what they had seen is not counted again. The mailbox is judged at once too: a
    complaint holds it. What the team entered itself is no one's reaction to a mail.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    actions: Actions
    sent: SentActions
    senders: Senders
    stops: Stops
    turn: TurnStop
    health: CheckHealth
    transaction: Transaction
    clock: Clock

    async def __call__(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, channel: str
    ) -> bool:
        """True when a mail of a sequence was found that it answers to. Twice is once."""
        if channel in _BY_THE_TEAM:
            return False
        mails = await self.sent.to(workspace_id, prospect_id, mail=True)
        if not mails or not mails[-1].kind.is_step:
            return False
        # One whose mail is known was held against that mail by RecordComplaint.
        known = any(one.complained_at is not None for one in mails)
        is_complaint = channel == COMPLAINT and not known
        action = await self._mark(mails[-1], is_complaint=is_complaint)
        with suppress(SenderNotFound):  # removed: nothing more leaves from it
            await self.health.of(await self.senders.get(workspace_id, action.sender_id))
        if action.campaign_id is not None:
            await self._judge(workspace_id, action.campaign_id)
        return True

    async def _mark(self, last: Action, *, is_complaint: bool) -> Action:
        async def work() -> Action:
            action = await self.actions.get(last.workspace_id, last.id)
            if action.oppose(complaint=is_complaint, at=self.clock.now()):
                await self.actions.save(action)
            return action

        return await self.transaction.run(work)

    async def _judge(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> None:
        key = Stop.key(workspace_id, StopScope.CAMPAIGN, campaign_id)
        stop = await self.stops.of(workspace_id, key)
        since = self.clock.now() - limits.OPT_OUT_SPAN
        if stop is not None and stop.judged_from is not None:
            since = max(since, stop.judged_from)
        week = await self.sent.tally(workspace_id, since, campaign_id=campaign_id)
        if week.sent < limits.OPT_OUTS_FROM:
            return
        share = week.opposed / week.sent
        if share >= limits.OPT_OUTS_PAUSE:
            reason = f"Oppositions : {share * _WHOLE:.0f} % sur 7 jours"
            await self.turn.stop_campaign(workspace_id, campaign_id, reason)
