"""What privacy needs from the outside."""

from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from domain.privacy.model.changes import Change, ChangeNotice
from domain.privacy.model.clocks import Mark, PersonClock
from domain.privacy.model.closure import ClosedWorkspace
from domain.privacy.model.cooperation import AuditRequest, AuthorityRequest, Hold
from domain.privacy.model.documents import DocumentSlug, LegalDocument
from domain.privacy.model.erasure import (
    DeletionReceipt,
    Holdings,
    ProviderErasure,
    StoreErasure,
    Trigger,
)
from domain.privacy.model.exports import Cell, Export, ExportFormat, ExportScope, TableRow
from domain.privacy.model.incidents import Incident
from domain.privacy.model.pilot import NoticeTold, OwnNotice, Pilot
from domain.privacy.model.requests import RightsIntake, RightsRequest
from domain.privacy.model.ropa import KnownCampaign, SignedLaunch
from domain.shared.ids import MessageId, ProspectId, UserId, WorkspaceId
from domain.shared.page import Page, PageAsk


class Documents(Protocol):
    """The published texts: the same for every workspace, and readable for ever."""

    async def current(self, slug: DocumentSlug) -> LegalDocument:
        """The version in force today. Raise DocumentNotFound when there is none yet."""
        ...

    async def get(self, slug: DocumentSlug, version: str) -> LegalDocument:
        """Any version ever published, to the byte. Raise DocumentNotFound."""
        ...

    async def versions(self, slug: DocumentSlug) -> Sequence[LegalDocument]:
        """Every version ever published, also one that is not in force yet, oldest first."""
        ...


class PublishedChanges(Protocol):
    async def upcoming(self, today: date) -> Sequence[Change]:
        """Texts and providers that are published and take effect after `today`."""
        ...


class ChangeNotices(Protocol):
    async def known(self, notice_ids: Collection[str]) -> set[str]:
        """Those that were announced: the sweep asks for many workspaces at once."""
        ...

    async def add(self, notice: ChangeNotice) -> bool:
        """False, changing nothing, when this change was announced to this workspace."""
        ...

    async def get(self, workspace_id: WorkspaceId, notice_id: str) -> ChangeNotice:
        """Raise ChangeNotFound, also for another workspace's."""
        ...

    async def save(self, notice: ChangeNotice) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def of(self, workspace_id: WorkspaceId, limit: int) -> Sequence[ChangeNotice]:
        """Newest first."""
        ...

    async def upcoming(self, today: date, limit: int) -> Sequence[ChangeNotice]:
        """Of all workspaces: those that take effect after `today`, least recently saved first."""
        ...


class Audience(Protocol):
    async def after(self, workspace_id: WorkspaceId, limit: int) -> Sequence[WorkspaceId]:
        """Workspaces whose id comes later, in order; purged ones are not there."""
        ...


class Mails(Protocol):
    async def posted(self, workspace_id: WorkspaceId, subject_id: str) -> Mapping[UserId, datetime]:
        """Members a letter about this was handed to the mail server for, and when."""
        ...


class AuditRequests(Protocol):
    async def add(self, request: AuditRequest) -> None: ...

    async def get(self, workspace_id: WorkspaceId, request_id: str) -> AuditRequest:
        """Raise AuditRequestNotFound, also for another workspace's."""
        ...

    async def save(self, request: AuditRequest) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def of(self, workspace_id: WorkspaceId, limit: int) -> Sequence[AuditRequest]:
        """Newest first."""
        ...


class AuthorityRequests(Protocol):
    async def add(self, request: AuthorityRequest) -> None: ...

    async def of(self, workspace_id: WorkspaceId, limit: int) -> Sequence[AuthorityRequest]:
        """Newest first, also those the client may not know of."""
        ...


class Holds(Protocol):
    async def add(self, hold: Hold) -> None: ...

    async def of(self, workspace_id: WorkspaceId, limit: int) -> Sequence[Hold]:
        """Newest first, also those that are over."""
        ...


class ClosureDates(Protocol):
    async def of(self, workspace_id: WorkspaceId) -> datetime | None:
        """When its closure was asked for; None while nobody wants to close it."""
        ...


class AuditPacks(Protocol):
    async def make(self, workspace_id: WorkspaceId) -> tuple[bytes, Mapping[str, int]]:
        """A zip with what proves our measures to this workspace, each file hashed in a manifest;
        nobody's messages, no secret, nothing of another workspace (obligations 135, 136).
        """
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

    async def add(self, intake: RightsIntake) -> None:
        """Twice is fine: the first one stays."""
        ...

    async def waiting(self, limit: int) -> Sequence[RightsIntake]:
        """Not forwarded yet, oldest first."""
        ...

    async def settle(self, intake: RightsIntake) -> None:
        """Keep how many workspaces got it; what was typed is emptied."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedReply:
    """What a known person wrote back, without what they quoted. Business time."""

    prospect_id: ProspectId
    subject: str
    text: str
    language: str
    at: datetime
    is_automatic: bool


class Replies(Protocol):
    async def of(self, workspace_id: WorkspaceId, message_id: MessageId) -> ReceivedReply | None:
        """None when its writer was erased meanwhile."""
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

    async def launches(self, workspace_id: WorkspaceId) -> Sequence[SignedLaunch]:
        """Of every campaign that was ever launched, newest first."""
        ...


class Holders(Protocol):
    async def of(self, address: str) -> Sequence[tuple[WorkspaceId, ProspectId]]:
        """Who holds this address, in every workspace, each asked with its own key."""
        ...


class PeopleRoll(Protocol):
    def ids(self, workspace_id: WorkspaceId) -> AsyncIterator[ProspectId]:
        """Everybody the workspace holds, in any order."""
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

    async def not_informed(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        """The notice did not arrive: the month that began with the collection ends as before."""
        ...

    async def unmarked(self, mark: Mark, before: datetime, limit: int) -> Sequence[PersonClock]:
        """Of all workspaces: not informed, due before, without this mark; the most urgent first."""
        ...

    async def mark(self, mark: Mark, clocks: Sequence[PersonClock], at: datetime) -> None:
        """Twice is fine."""
        ...

    async def unmark(self, mark: Mark, workspace_id: WorkspaceId) -> None:
        """Take the mark from everybody of the workspace who is not informed."""
        ...

    async def over(self, at: datetime, limit: int) -> Sequence[tuple[PersonClock, Trigger]]:
        """Of all workspaces: never informed in time, or silent for three years."""
        ...


class Pilots(Protocol):
    async def of(self, workspace_id: WorkspaceId) -> Pilot:
        """LET_GO where nobody chose."""
        ...

    async def save(self, pilot: Pilot) -> None:
        """Raise StaleWrite if another write came first."""
        ...


class OwnNotices(Protocol):
    async def add(self, notice: OwnNotice) -> None:
        """Twice is fine: the first bytes stay."""
        ...

    async def find(self, workspace_id: WorkspaceId, notice_id: str) -> OwnNotice | None: ...


class NoticeSources(Protocol):
    async def of(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> NoticeTold:
        """What a notice to this person says, with its two links. Raise NotFound."""
        ...


class NoticeCourier(Protocol):
    async def has_mailbox(self, workspace_id: WorkspaceId, mailbox_id: str) -> bool:
        """Whether this is a connected mailbox of the workspace."""
        ...

    async def send(self, notice: OwnNotice, mailbox_id: str) -> None:
        """Queue it behind the send gate, once. Raise DomainError with why it can never leave."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """What the inventory says of these stores, and how much of it this workspace has."""

    categories: tuple[str, ...]
    people: int
    records: int


class AffectedData(Protocol):
    def stores(self) -> Sequence[str]:
        """The stores with personal data, by name."""
        ...

    async def of(self, workspace_id: WorkspaceId, stores: Collection[str]) -> Affected:
        """Unknown names count for nothing."""
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


class WorkbookWriter(Protocol):
    def workbook(self, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
        """An XLSX file, every text of which is text."""
        ...


class TableWriter(Protocol):
    def write(
        self, format_: ExportFormat, columns: Sequence[str], rows: Sequence[TableRow]
    ) -> bytes:
        """CSV or a workbook as a French Excel opens them, no cell of which is a formula; or one
        JSON per line. A workbook says on its second sheet what the file is and who answers for it
        (obligation 133).
        """
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

    async def archive(
        self, workspace_id: WorkspaceId, beside: Mapping[str, bytes]
    ) -> tuple[bytes, Mapping[str, int]]:
        """A zip with one file of JSON lines per store, a schema, a read-me, the files `beside` and
        a manifest of counts and hashes; and the counts. Secrets and technical rows are left out,
        and the manifest says so (obligation 147).
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


class DeskContacts(Protocol):
    async def release(self, workspace_id: WorkspaceId) -> None:
        """The members who are in no other workspace are to be forgotten by the support desk, which
        is then asked until it has done so. A second run changes nothing.
        """
        ...


class SenderAccounts(Protocol):
    async def release(
        self, workspace_id: WorkspaceId, *, at: datetime
    ) -> Sequence[ProviderErasure]:
        """Let every connected account go, here and at the vendor. Raise Unavailable while the
        vendor does not answer; a second run goes on.
        """
        ...
