"""See MailNotice."""

from dataclasses import dataclass
from typing import ClassVar

from domain.insights.model import MailPace, notice_of
from domain.insights.ports import EventLog, NoticeMails, NotificationChoices, Team
from domain.shared.ids import EventId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class MailNotice:
    """Write at once to those who may do something about it and want to be told so (NOT-1).

    One letter per member and event, however often it runs.
    """

    purpose: ClassVar[Purpose] = Purpose.RESULTS
    events: EventLog
    team: Team
    choices: NotificationChoices
    mails: NoticeMails
    transaction: Transaction

    async def __call__(self, workspace_id: WorkspaceId, event_id: EventId) -> int:
        """How many were written to."""
        event = await self.events.get(workspace_id, event_id)
        notice = None if event is None else notice_of(event)
        if notice is None:
            return 0

        async def work() -> int:
            told = 0
            for member in await self.team.members(workspace_id):
                choice = await self.choices.of(workspace_id, member.user_id)
                if notice.kind in choice.kinds_at(MailPace.AT_ONCE, member.permissions):
                    letter_id = f"notice:{event_id}:{member.user_id}"
                    told += await self.mails.tell(
                        workspace_id, member.user_id, letter_id, notice.kind
                    )
            return told

        return await self.transaction.run(work)
