"""What consent needs from the outside, in its own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.consent.model import (
    Controller,
    HeldPoint,
    Identity,
    IdentityKind,
    NoticeDelivery,
    SubProcessor,
    Suppression,
)
from domain.shared.ids import ActionId, DraftId, ProspectId, WorkspaceId
from domain.shared.page import Page, PageAsk


class SuppressionList(Protocol):
    """Append only. Another workspace's entries do not exist here."""

    async def add(self, entries: Sequence[Suppression]) -> int:
        """Keep the entries that are not there yet; return how many were new."""
        ...

    async def of(
        self, workspace_id: WorkspaceId, digests: Sequence[tuple[IdentityKind, str]]
    ) -> Sequence[Suppression]:
        """The entries of these identities, in no order. Any number may be asked at once."""
        ...

    async def page(self, workspace_id: WorkspaceId, ask: PageAsk) -> Page[Suppression]:
        """Oldest id first: an id is a keyed hash, so its order says nothing."""
        ...

    async def count(self, workspace_id: WorkspaceId) -> int:
        """How many entries the workspace holds."""
        ...


class SuppressionHolds(Protocol):
    """Provisional entries: SuppressionList.of returns them with the final ones."""

    async def hold(self, entries: Sequence[Suppression]) -> None:
        """Keep the entries that are not held yet."""
        ...

    async def lift(
        self, workspace_id: WorkspaceId, digests: Sequence[tuple[IdentityKind, str]]
    ) -> None:
        """Forget what is held of these identities; final entries stay."""
        ...


class ProspectIdentities(Protocol):
    async def of(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Sequence[Identity]:
        """Every address the workspace knows of this person. Raise NotFound."""
        ...


class RecipientGates(Protocol):
    async def close(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, at: datetime
    ) -> None:
        """No message leaves for this person from now on, on any channel. Twice is fine."""
        ...


class NoticeLog(Protocol):
    async def add(self, delivery: NoticeDelivery) -> bool:
        """Keep the first delivery per person and channel; False when there is one already."""
        ...

    async def of(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> Sequence[NoticeDelivery]:
        """Oldest first; one per channel."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SentNotice:
    """What the notice of a sent message was: the hash of the exact bytes, and their language."""

    sha256: str
    language: str


class SentMessages(Protocol):
    async def notice_of(self, workspace_id: WorkspaceId, draft_id: DraftId) -> SentNotice | None:
        """None when the message carried no notice (an invitation note has no room for one)."""
        ...

    async def address_of(self, workspace_id: WorkspaceId, action_id: ActionId) -> str | None:
        """The mail address a message went to; None when it is not recorded."""
        ...


class NoticeFacts(Protocol):
    """What the second layer tells about one person and the company that wrote to them."""

    async def controller(self, workspace_id: WorkspaceId) -> Controller:
        """The company of the workspace; empty texts where it said nothing."""
        ...

    async def held(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Sequence[HeldPoint]:
        """What is held, with source and date. Raise NotFound."""
        ...

    async def sub_processors(self) -> Sequence[SubProcessor]:
        """Who processes for us; the same for every workspace."""
        ...
