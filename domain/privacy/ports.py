"""What privacy needs from the outside."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.privacy.model.clocks import PersonClock
from domain.privacy.model.closure import ClosedWorkspace
from domain.privacy.model.documents import DocumentSlug, LegalDocument
from domain.privacy.model.erasure import (
    DeletionReceipt,
    Holdings,
    ProviderErasure,
    StoreErasure,
    Trigger,
)
from domain.privacy.model.exports import Export, ExportFormat, ExportScope, TableRow
from domain.privacy.model.incidents import Incident
from domain.privacy.model.requests import RightsIntake, RightsRequest
from domain.privacy.model.ropa import KnownCampaign
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.page import Page, PageAsk


class Documents(Protocol):
    """The published texts: the same for every workspace, and readable for ever."""

    async def current(self, slug: DocumentSlug) -> LegalDocument:
        """The version in force. Raise DocumentNotFound when nothing is published yet."""
        ...

    async def get(self, slug: DocumentSlug, version: str) -> LegalDocument:
        """Any version ever published, to the byte. Raise DocumentNotFound."""
        ...


class RightsRequests(Protocol):
    async def get(self, workspace_id: WorkspaceId, request_id: str) -> RightsRequest:
        """Raise RightsRequestNotFound, also for another workspace's."""
        ...

    async def add(self, request: RightsRequest) -> bool:
        """False, changing nothing, when a request of this id is there already."""
        ...

    async def save(self, request: RightsRequest) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def page(
        self, workspace_id: WorkspaceId, ask: PageAsk, *, is_open: bool | None
    ) -> Page[RightsRequest]:
        """Newest first; only open or only settled ones when asked."""
        ...

    async def of_person(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> Sequence[RightsRequest]:
        """Newest first, at most 50."""
        ...

    async def to_warn(self, at: datetime, limit: int) -> Sequence[RightsRequest]:
        """Open ones of all workspaces whose deadline has a warning due at `at`."""
        ...


class RightsIntakes(Protocol):
    """No workspace: whose request it is, is learnt by looking."""

    async def add(self, intake: RightsIntake) -> None: ...

    async def waiting(self, limit: int) -> Sequence[RightsIntake]:
        """Not forwarded yet, oldest first."""
        ...

    async def settle(self, intake: RightsIntake) -> None:
        """Keep how many workspaces got it; what was typed is emptied."""
        ...


class PersonStores(Protocol):
    """Every store that says something about a person, as the inventory of personal data lists
    them: a store that joins the inventory is covered here without another line of code.
    """

    async def copy(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Holdings:
        """Every row about the person, by store. Empty for a person the workspace does not hold."""
        ...

    async def erase(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> Sequence[StoreErasure]:
        """Delete or empty all of them, then look again. Running it again finishes what a crash
        left; rows kept by law or for the person's own sake are named with the reason.
        """
        ...


class Providers(Protocol):
    async def tell(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, at: datetime
    ) -> Sequence[ProviderErasure]:
        """Tell every recipient of this person's data that they are erased (Art. 19)."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonShown:
    """As the desk shows a person: enough to recognise them."""

    full_name: str
    job_title: str
    company: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyChosen:
    """The same reason the user sees; empty for somebody never scored."""

    score: int | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentOut:
    """A message that left: when, how, about what; the body is in the copy, not on the page."""

    at: datetime
    channel: str
    subject: str


class People(Protocol):
    """The person a request is about, in other modules."""

    async def show(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, PersonShown]:
        """Those that are held; the others are left out."""
        ...

    async def knows_address(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, address: str
    ) -> bool:
        """Whether the workspace holds this address for this person: the least identity check."""
        ...

    async def holding(self, address: str) -> Sequence[tuple[WorkspaceId, ProspectId]]:
        """Who holds this address, in any workspace."""
        ...

    async def why_chosen(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> WhyChosen: ...

    async def sent_to(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> Sequence[SentOut]:
        """Oldest first."""
        ...

    async def stop(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, channel: str
    ) -> None:
        """Object for the person and end everything that waits for them, before this returns.
        Twice is fine. Raise NotFound without such a person.
        """
        ...

    async def halt(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        """End everything that waits for the person, without an objection of theirs: they are let
        go because of time. Twice is fine.
        """
        ...

    async def restrict(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, at: datetime
    ) -> None:
        """Visible, not usable (Art. 18). Twice is fine."""
        ...

    async def correct(
        self,
        workspace_id: WorkspaceId,
        prospect_id: ProspectId,
        details: Mapping[str, str],
        *,
        by: str,
        at: datetime,
    ) -> None:
        """Lock these values: nothing automatic replaces them (Art. 16)."""
        ...


class Controllers(Protocol):
    """Who decides about the data of a workspace, and what for."""

    async def name(self, workspace_id: WorkspaceId) -> str:
        """The company's legal name; its short name, or the workspace's, where it said no other."""
        ...

    async def campaigns(self, workspace_id: WorkspaceId) -> Sequence[KnownCampaign]:
        """At most 200, newest first."""
        ...


class Holders(Protocol):
    async def of(self, address: str) -> Sequence[tuple[WorkspaceId, ProspectId]]:
        """Who holds this address, in every workspace, each asked with its own key."""
        ...


class Receipts(Protocol):
    async def add(self, receipt: DeletionReceipt) -> None: ...

    async def get(self, workspace_id: WorkspaceId, receipt_id: str) -> DeletionReceipt:
        """Raise ReceiptNotFound, also for another workspace's."""
        ...

    async def page(self, workspace_id: WorkspaceId, ask: PageAsk) -> Page[DeletionReceipt]:
        """Newest first."""
        ...


class PackageWriter(Protocol):
    def write(
        self,
        manifest: Mapping[str, object],
        files: Mapping[str, Sequence[Mapping[str, object]]],
        *,
        language: str,
    ) -> bytes:
        """A zip: the files as JSON, a manifest with their hashes, a readable index (L3)."""
        ...


class PersonClocks(Protocol):
    """When each person must be informed, and until when they may be kept."""

    async def start(self, clocks: Sequence[PersonClock]) -> None:
        """Start those that do not run yet: no import and no sync starts one again."""
        ...

    async def informed(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, at: datetime
    ) -> None:
        """The person knows. Unknown ones are left alone."""
        ...

    async def heard_from(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, at: datetime
    ) -> None:
        """The person spoke: three years begin again (A4). Unknown ones are left alone."""
        ...

    async def stop(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        """The person is not held any more."""
        ...

    async def get(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> PersonClock | None: ...

    async def many(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> Mapping[ProspectId, PersonClock]:
        """Those that run."""
        ...

    async def to_inform(
        self, workspace_id: WorkspaceId, before: datetime, limit: int
    ) -> Sequence[PersonClock]:
        """Not informed and due before, the most urgent first."""
        ...

    async def leaving(
        self, workspace_id: WorkspaceId, before: datetime, limit: int
    ) -> Sequence[PersonClock]:
        """To be let go before, the most urgent first."""
        ...

    async def over(self, at: datetime, limit: int) -> Sequence[tuple[PersonClock, Trigger]]:
        """Of all workspaces: never informed in time, or silent for three years."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassSweep:
    """One retention class of technical rows: what was due, and what was removed."""

    name: str
    store: str
    due: int
    removed: int


class RetentionStores(Protocol):
    """Technical collections that age by class, across workspaces."""

    async def count_due(self, business_now: datetime, wall_now: datetime) -> Sequence[ClassSweep]:
        """What a sweep would remove now; nothing is removed."""
        ...

    async def remove_due(self, business_now: datetime, wall_now: datetime) -> Sequence[ClassSweep]:
        """Remove what is past its class; in bounded slices, so call again until nothing is due."""
        ...


class Incidents(Protocol):
    async def get(self, workspace_id: WorkspaceId, incident_id: str) -> Incident:
        """Raise IncidentNotFound, also for another workspace's."""
        ...

    async def add(self, incident: Incident) -> None: ...

    async def save(self, incident: Incident) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def page(self, workspace_id: WorkspaceId, ask: PageAsk) -> Page[Incident]:
        """Newest first."""
        ...

    async def open_ones(self, limit: int) -> Sequence[Incident]:
        """Of all workspaces: not told to the client yet, or not closed."""
        ...


class Exports(Protocol):
    async def get(self, workspace_id: WorkspaceId, export_id: str) -> Export:
        """Raise ExportNotFound, also for another workspace's."""
        ...

    async def add(self, export: Export) -> None: ...

    async def save(self, export: Export) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def page(self, workspace_id: WorkspaceId, ask: PageAsk) -> Page[Export]:
        """Newest first."""
        ...


class ExportSource(Protocol):
    """What an export shows, from the other modules."""

    def columns(self, scope: ExportScope) -> Sequence[str]:
        """In the order of the file, by their name in code."""
        ...

    def rows(
        self, workspace_id: WorkspaceId, scope: ExportScope, *, with_objectors: bool
    ) -> AsyncIterator[TableRow]:
        """In order of id. Whoever objected or is restricted is left out unless asked for; every
        person comes with state of objection, source and end of retention (obligation 133).
        """
        ...

    async def objectors_since(
        self, workspace_id: WorkspaceId, since: datetime
    ) -> Sequence[tuple[ProspectId, datetime]]:
        """People held already at `since` (business time) who objected after it, oldest first."""
        ...


class TableWriter(Protocol):
    def write(
        self, format_: ExportFormat, columns: Sequence[str], rows: Sequence[TableRow]
    ) -> bytes:
        """CSV as a French Excel opens it, no cell of which is a formula; or one JSON per line."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingWorkspace:
    """`asked_at` in wall time."""

    id: WorkspaceId
    name: str
    country: str
    asked_at: datetime


class WorkspaceStores(Protocol):
    """Every store of one workspace, as the inventory lists them."""

    async def archive(self, workspace_id: WorkspaceId) -> tuple[bytes, Mapping[str, int]]:
        """A zip with one file of JSON lines per store, a schema and a manifest of counts and
        hashes; and the counts. Secrets and technical rows are left out, and the manifest says so.
        """
        ...

    async def closing(self, asked_before: datetime, limit: int) -> Sequence[ClosingWorkspace]:
        """Workspaces whose owner asked for closure by then, the oldest first."""
        ...

    async def purge(self, workspace_id: WorkspaceId) -> Sequence[StoreErasure]:
        """Delete everything but the workspace's own row and what law keeps, then look again."""
        ...

    async def end(self, workspace_id: WorkspaceId) -> None:
        """Delete the workspace's own row: it is not found by `closing` any more."""
        ...


class ClosedWorkspaces(Protocol):
    async def add(self, closed: ClosedWorkspace) -> None:
        """Twice is fine."""
        ...

    async def find(self, workspace_id: WorkspaceId) -> ClosedWorkspace | None: ...


class SenderAccounts(Protocol):
    async def release(
        self, workspace_id: WorkspaceId, *, at: datetime
    ) -> Sequence[ProviderErasure]:
        """Let every connected account go, here and at the vendor. Raise Unavailable while the
        vendor does not answer; a second run goes on.
        """
        ...
