from dataclasses import dataclass
from typing import ClassVar

from domain.shared.clock import Clock
from domain.shared.ids import UserId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.support.ports import People, SupportContacts


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetMembers:
    """Whoever leaves their last workspace leaves the support desk as well (obligations 73, 100).

    From here on nothing says any more who the contact was; DeleteContacts does the rest.
    """

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    contacts: SupportContacts
    people: People
    wall: Clock

    async def __call__(self, workspace_id: WorkspaceId, user_id: UserId | None = None) -> int:
        """One member who left, or all of a workspace that ends. How many are forgotten; a second
        run finds them so.
        """
        if user_id is None:
            leaving = await self.people.leaving(workspace_id)
        elif await self.people.is_elsewhere(user_id, workspace_id):
            return 0
        else:
            leaving = [user_id]
        return sum([await self._forget(one) for one in leaving])

    async def _forget(self, user_id: UserId) -> bool:
        contact = await self.contacts.of_user(user_id)
        if contact is None:
            return False
        contact.forget(at=self.wall.now())
        await self.contacts.save(contact)
        return True
