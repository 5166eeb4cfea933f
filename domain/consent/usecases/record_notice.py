"""See RecordNotice."""

from dataclasses import dataclass
from typing import ClassVar

from domain.consent.events import NoticeDelivered
from domain.consent.model import NOTICE_VERSION, NoticeDelivery
from domain.consent.ports import NoticeLog, SentMessages
from domain.shared.clock import Clock
from domain.shared.ids import ActionId, DraftId, ProspectId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNotice:
    """Keep the proof that a person was informed with the first message of a channel (L1).

    A message without a notice leaves no proof; a second call changes nothing.
    """

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    log: NoticeLog
    messages: SentMessages
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(
        self,
        workspace_id: WorkspaceId,
        prospect_id: ProspectId,
        action_id: ActionId,
        draft_id: DraftId,
        channel: str,
    ) -> None:
        sent = await self.messages.notice_of(workspace_id, draft_id)
        if sent is None:
            return
        now = self.clock.now()
        delivery = NoticeDelivery(
            workspace_id=workspace_id,
            prospect_id=prospect_id,
            channel=channel,
            action_id=action_id,
            layer1_hash=sent.sha256,
            layer2_version=NOTICE_VERSION,
            language=sent.language,
            sent_at=now,
        )

        async def work() -> None:
            if await self.log.add(delivery):
                await self.outbox.append(
                    [
                        NoticeDelivered(
                            at=now,
                            workspace_id=workspace_id,
                            prospect_id=prospect_id,
                            channel=channel,
                        )
                    ]
                )

        await self.transaction.run(work)
