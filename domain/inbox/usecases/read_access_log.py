"""See ReadAccessLog."""

from dataclasses import dataclass
from typing import ClassVar

from domain.inbox.model.access import MailboxAccess
from domain.inbox.ports import AccessLog, MailboxOwners
from domain.shared.actor import Actor, Permission
from domain.shared.errors import Forbidden
from domain.shared.ids import SenderId
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAccessLog:
    """Every mail that was read in a mailbox, for its owner and for nobody else (obligation 51)."""

    purpose: ClassVar[Purpose] = Purpose.REPLY_FOLLOW_UP
    log: AccessLog
    owners: MailboxOwners

    async def __call__(
        self, actor: Actor, sender_id: SenderId, ask: PageAsk
    ) -> Page[MailboxAccess]:
        """Raise NotFound, or Forbidden for a colleague's mailbox."""
        actor.require(Permission.INBOX_READ)
        if await self.owners.owner(actor.workspace_id, sender_id) != actor.user_id:
            raise Forbidden("mailbox:owner")
        return await self.log.page(actor.workspace_id, sender_id, ask)
