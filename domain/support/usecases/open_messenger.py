from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.shared.actor import Actor
from domain.shared.clock import Clock
from domain.shared.purpose import Purpose
from domain.shared.tokens import TokenMaker
from domain.support.errors import ChatOff, ContactLocked
from domain.support.model import Messenger, SupportContact
from domain.support.ports import MessengerTokens, People, SupportContacts, SupportDesk


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedMessenger:
    messenger: Messenger
    token: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMessenger:
    """Let a user in to the chat, who asked for it by a click (INT-7, obligations 100, 116).

    How long the token holds is kept before it is made, so that a deletion knows what can undo it.
    """

    purpose: ClassVar[Purpose] = Purpose.CONTRACT
    messenger: Messenger
    contacts: SupportContacts
    people: People
    desk: SupportDesk
    signer: MessengerTokens
    tokens: TokenMaker
    wall: Clock

    async def __call__(self, actor: Actor) -> OpenedMessenger:
        """Raise ChatOff where there is none, DeskDown while the desk does not answer."""
        if not self.messenger.is_on:
            raise ChatOff
        person = await self.people.card(actor.user_id)
        contact = await self._contact(actor)
        until = contact.admit(at=self.wall.now())
        await self.contacts.save(contact)
        try:
            ref = await self.desk.put(contact.id, person)
        except ContactLocked:  # deleted at the desk itself: the next try begins anew
            await self.contacts.remove(contact.id)
            raise
        if ref != contact.desk_ref:
            contact.desk_ref = ref
            await self.contacts.save(contact)
        token = self.signer.sign(contact.id, person, until=until)
        return OpenedMessenger(messenger=self.messenger, token=token, until=until)

    async def _contact(self, actor: Actor) -> SupportContact:
        found = await self.contacts.of_user(actor.user_id)
        if found is not None:
            return found
        now = self.wall.now()
        contact = SupportContact(
            id=self.tokens.new(), user_id=actor.user_id, created_at=now, token_until=now
        )
        await self.contacts.add(contact)
        return contact
