"""What insights needs from the outside, in its own words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.insights.model import (
    Counts,
    DigestPart,
    Mark,
    NoticeKind,
    Notification,
    NotificationChoice,
    TimelineEntry,
)
from domain.shared.actor import Permission
from domain.shared.events import StoredEvent
from domain.shared.ids import CampaignId, EventId, ProspectId, StepId, UserId, WorkspaceId
from domain.shared.page import Page, PageAsk


class EventLog(Protocol):
    async def get(self, workspace_id: WorkspaceId, event_id: EventId) -> StoredEvent | None:
        """One stored event; None when it is gone or another workspace's."""
        ...


class TimelineStore(Protocol):
    async def add(self, entries: Sequence[TimelineEntry]) -> int:
        """Keep those that are not told yet, a hundred or so of one workspace; return how many."""
        ...

    async def page(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, ask: PageAsk
    ) -> Page[TimelineEntry]:
        """Newest first."""
        ...


class FunnelStore(Protocol):
    async def add(self, mark: Mark) -> bool:
        """Count the person for the metric of the step; False when they are counted already."""
        ...

    async def last_sent(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> tuple[CampaignId, StepId] | None:
        """Campaign and step of the last message that was counted as sent to this person."""
        ...

    async def counts(
        self, workspace_id: WorkspaceId, campaign_ids: Collection[CampaignId]
    ) -> Mapping[CampaignId, Mapping[StepId, Counts]]:
        """People per step and metric; where nothing happened is left out."""
        ...

    async def since(self, workspace_id: WorkspaceId, at: datetime) -> Counts:
        """Of the whole workspace from then on; at most 10 000 per metric are counted."""
        ...


class Notifications(Protocol):
    async def add(self, notice: Notification) -> bool:
        """False when it is there already."""
        ...

    async def page(
        self, workspace_id: WorkspaceId, kinds: Collection[NoticeKind], ask: PageAsk
    ) -> Page[Notification]:
        """Of these kinds, newest first."""
        ...

    async def count_after(
        self, workspace_id: WorkspaceId, kinds: Collection[NoticeKind], seen_up_to: str
    ) -> int:
        """How many of these kinds are newer than that id; at most 100 are counted."""
        ...


class NotificationChoices(Protocol):
    async def of(self, workspace_id: WorkspaceId, user_id: UserId) -> NotificationChoice:
        """The member's own, or the default: nothing seen, nothing left aside."""
        ...

    async def save(self, choice: NotificationChoice) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class StepShape:
    step_id: StepId
    kind: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignShape:
    """A campaign as results show it: its steps that send, in order."""

    campaign_id: CampaignId
    name: str
    state: str
    steps: tuple[StepShape, ...]


class CampaignShapes(Protocol):
    async def get(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> CampaignShape:
        """Raise NotFound, also for another workspace's."""
        ...

    async def all(self, workspace_id: WorkspaceId) -> Sequence[CampaignShape]:
        """Newest first, at most 200."""
        ...


class KnownProspects(Protocol):
    async def require(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        """Raise NotFound for a person this workspace does not know."""
        ...


class Names(Protocol):
    async def of_users(self, user_ids: Collection[str]) -> Mapping[str, str]:
        """User id → name, to show who acted; what is no user's id is left out. No workspace:
        people belong to none, and the ids come from the workspace's own events.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Teammate:
    user_id: UserId
    permissions: frozenset[Permission]


class Team(Protocol):
    async def members(self, workspace_id: WorkspaceId) -> Sequence[Teammate]:
        """At most 1,000."""
        ...


class Spaces(Protocol):
    async def after(self, workspace_id: WorkspaceId, limit: int) -> Sequence[WorkspaceId]:
        """Workspaces whose id comes later, in order; purged ones are not there."""
        ...


class NoticeMails(Protocol):
    """Service mail about notices: codes and counts, no words of anybody and no address."""

    async def tell(
        self, workspace_id: WorkspaceId, user_id: UserId, letter_id: str, kind: NoticeKind
    ) -> bool:
        """Write that this kind needs the member; False when the letter was written before. Inside
        the caller's transaction.
        """
        ...

    async def digest(
        self,
        workspace_id: WorkspaceId,
        user_id: UserId,
        letter_id: str,
        figures: Mapping[str, int],
    ) -> bool:
        """Write the morning's letter; False when it was written before. Inside the caller's
        transaction.
        """
        ...


class WorkFigures(Protocol):
    async def of(self, workspace_id: WorkspaceId, part: DigestPart) -> Mapping[str, int]:
        """What one part of the morning's letter counts, by name."""
        ...
