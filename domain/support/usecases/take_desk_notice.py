import json
from dataclasses import dataclass
from typing import ClassVar

from domain.shared.clock import Clock
from domain.shared.inbound import InboundEvent, InboundEvents
from domain.shared.purpose import Purpose
from domain.support.ports import DeskNotices, SupportContacts, SupportDesk

SOURCE = "intercom"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeDeskNotice:
    """Keep that something happened at the desk, once. What people write there stays there."""

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    notices: DeskNotices
    inbound: InboundEvents
    wall: Clock

    async def __call__(self, body: bytes, signature: str) -> None:
        """Raise DeskNoticeForged."""
        notice = self.notices.read(body, signature)
        told = {"topic": notice.topic, "contact": notice.contact_id, "ref": notice.desk_ref}
        await self.inbound.store(
            InboundEvent(
                key=f"{SOURCE}:{notice.notice_ref}",
                source=SOURCE,
                body=json.dumps(told).encode(),
                received_at=self.wall.now(),
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyDeskNotice:
    """Look at the desk how the contact stands: notices come twice, late and in any order, so none
    is believed (section 6). One that came back after its deletion is deleted again at once.
    """

    purpose: ClassVar[Purpose] = Purpose.CONTRACT
    contacts: SupportContacts
    desk: SupportDesk
    wall: Clock

    async def __call__(self, body: bytes) -> str:
        """A word on what became of it. Raise DeskDown: it comes again."""
        told = json.loads(body)
        if not told["topic"].startswith("contact."):
            return f"ignored:{told['topic']}"
        contact = await self.contacts.find(told["contact"], told["ref"])
        if contact is None:
            return "unmatched"
        ref = await self.desk.find(contact.id)
        if not ref:
            return "not-there"
        if contact.delete_at is not None:
            contact.delete_at = self.wall.now()
        contact.desk_ref = ref
        await self.contacts.save(contact)
        return "recorded"
