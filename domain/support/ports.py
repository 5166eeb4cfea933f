"""What support needs from the outside."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.shared.ids import UserId, WorkspaceId
from domain.support.model import DeskNotice, PersonCard, SupportContact


class SupportDesk(Protocol):
    """A vendor's help desk (vendors/intercom.md 3, 7). Every call may be made again. Raise DeskDown
    when the desk does not do it.
    """

    async def put(self, contact_id: str, person: PersonCard) -> str:
        """Make or correct the contact; its reference at the desk. Raise ContactLocked when the id
        belonged to somebody whom the desk is deleting.
        """
        ...

    async def find(self, contact_id: str) -> str:
        """The contact's reference at the desk, or ""."""
        ...

    async def delete(self, contact_id: str, desk_ref: str) -> None:
        """Delete the contact with its conversations, whether known by id or by reference. One that
        is not there is fine; one that was merged is deleted where it went.
        """
        ...


class MessengerTokens(Protocol):
    def sign(self, contact_id: str, person: PersonCard, *, until: datetime) -> str:
        """What proves to the desk who opens the chat (section 5)."""
        ...


class DeskNotices(Protocol):
    def read(self, body: bytes, signature: str) -> DeskNotice:
        """Raise DeskNoticeForged unless the desk signed these very bytes."""
        ...


class SupportContacts(Protocol):
    """All of them: a person has one, in however many workspaces."""

    async def of_user(self, user_id: UserId) -> SupportContact | None:
        """The user's own, if it is not to be forgotten."""
        ...

    async def find(self, contact_id: str, desk_ref: str) -> SupportContact | None:
        """By our id or by the desk's reference, whichever is known."""
        ...

    async def due(self, at: datetime, limit: int) -> Sequence[SupportContact]:
        """Whose deletion is due, the longest waiting first."""
        ...

    async def add(self, contact: SupportContact) -> None:
        """Raise StaleWrite when the user has one already."""
        ...

    async def save(self, contact: SupportContact) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def remove(self, contact_id: str) -> None:
        """A second call changes nothing."""
        ...


class People(Protocol):
    async def card(self, user_id: UserId) -> PersonCard:
        """Name and address of a user."""
        ...

    async def leaving(self, workspace_id: WorkspaceId) -> Sequence[UserId]:
        """The members of a workspace who are in no other one."""
        ...

    async def is_elsewhere(self, user_id: UserId, workspace_id: WorkspaceId) -> bool:
        """Whether the user is a member of any other workspace."""
        ...
