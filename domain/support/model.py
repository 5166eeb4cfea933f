"""Somebody at the support desk, as we keep them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from domain.shared.ids import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class Messenger:
    """What the page needs to load the chat; empty `app_id`: there is none."""

    app_id: str
    region: str
    script_url: str
    api_base: str

    @property
    def is_on(self) -> bool:
        return bool(self.app_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSources:
    """What a page with the chat may load beside our own; nothing where there is no chat."""

    script: tuple[str, ...] = ()
    connect: tuple[str, ...] = ()
    image: tuple[str, ...] = ()
    font: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCard:
    """All that the desk is told of a user (obligation 100): nothing of any prospect."""

    email: str
    name: str


@dataclass(slots=True, kw_only=True)
class SupportContact:
    """A user at the desk. `id` is random and made for the desk alone: an id that was deleted there
    stays locked for seven days, and the next contact of the same person gets another (section 7).

    A token that was handed out can bring a deleted contact back, so one is deleted at once, and
    once more when its last token is over.
    """

    id: str
    user_id: UserId
    created_at: datetime
    token_until: datetime
    desk_ref: str = ""
    delete_at: datetime | None = None
    version: int = 0

    TOKEN_LIFE: ClassVar[timedelta] = timedelta(hours=1)
    NOBODY: ClassVar[UserId] = UserId("")

    def admit(self, *, at: datetime) -> datetime:
        """A token is about to be made; until when it holds."""
        self.token_until = at + self.TOKEN_LIFE
        return self.token_until

    def forget(self, *, at: datetime) -> None:
        """The person is no user any more; what is left is who to delete."""
        self.user_id = self.NOBODY
        self.delete_at = at

    def deleted(self, *, at: datetime) -> bool:
        """The desk deleted the contact; True when nothing can bring it back."""
        if at >= self.token_until:
            return True
        self.delete_at = self.token_until
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskNotice:
    """Something happened at the desk: a signal, never its content (section 6)."""

    notice_ref: str
    topic: str
    contact_id: str
    desk_ref: str
