"""See NoteOwnHand."""

from dataclasses import dataclass
from typing import ClassVar

from domain.inbox.events import AnsweredByHand
from domain.inbox.model.deliveries import OwnMessageSeen
from domain.inbox.ports import Receivers, RecipientGates, SentMessages
from domain.shared.clock import Clock
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteOwnHand:
    """A member answered from their own mailbox: automation for that person stops (INB-1).

    Only the thread is looked at, and only whether it is one of ours: what was written and to whom
    else stays unread (obligation 50). Twice is fine.
    """

    purpose: ClassVar[Purpose] = Purpose.REPLY_FOLLOW_UP
    receivers: Receivers
    sent: SentMessages
    gates: RecipientGates
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(self, seen: OwnMessageSeen) -> bool:
        """Whether it concerned one of our threads."""
        receiver = await self.receivers.find(seen.account_ref)
        if receiver is None or seen.by_us or not seen.thread_ref:
            return False
        where = (receiver.workspace_id, receiver.sender_id)
        match = await self.sent.match(*where, [seen.thread_ref])
        if match is None:
            return False
        now = self.clock.now()
        await self.gates.note_reply(receiver.workspace_id, match.prospect_id, at=now)

        async def work() -> None:
            await self.outbox.append(
                [
                    AnsweredByHand(
                        at=now,
                        workspace_id=receiver.workspace_id,
                        prospect_id=match.prospect_id,
                        channel=seen.channel,
                        campaign_id=match.campaign_id or "",
                        enrolment_id=match.enrolment_id or "",
                        step_id=match.step_id or "",
                    )
                ]
            )

        await self.transaction.run(work)
        return True
