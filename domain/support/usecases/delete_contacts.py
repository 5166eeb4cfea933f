from dataclasses import dataclass
from typing import ClassVar

from domain.shared.clock import Clock
from domain.shared.purpose import Purpose
from domain.support.errors import DeskDown
from domain.support.ports import SupportContacts, SupportDesk

_AT_ONCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteContacts:
    """Delete at the desk who is to be forgotten (vendors/intercom.md 7)."""

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    contacts: SupportContacts
    desk: SupportDesk
    wall: Clock

    async def __call__(self) -> int:
        """How many are gone for good. Raise DeskDown when the desk refused one, after the others
        were tried: it comes again.
        """
        gone, refused = 0, None
        for contact in await self.contacts.due(self.wall.now(), _AT_ONCE):
            try:
                await self.desk.delete(contact.id, contact.desk_ref)
            except DeskDown as error:
                refused = error
                continue
            if contact.deleted(at=self.wall.now()):
                await self.contacts.remove(contact.id)
                gone += 1
            else:
                await self.contacts.save(contact)
        if refused is not None:
            raise refused
        return gone
