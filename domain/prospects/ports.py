"""What prospects needs from the outside, in its own words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

from domain.prospects.model.audience import Group
from domain.prospects.model.batch import ImportBatch, ImportTrace, RowFault
from domain.prospects.model.bulk_change import BulkChange
from domain.prospects.model.clearance import Clearance
from domain.prospects.model.company import Company
from domain.prospects.model.merge import Merge
from domain.prospects.model.people_search import (
    FoundPerson,
    PeopleQuery,
    PeopleSearch,
    SavedSearch,
    SearchAllowance,
    Seniority,
)
from domain.prospects.model.prospect import Prospect
from domain.prospects.model.saved_view import SavedView
from domain.prospects.model.stage import Stage
from domain.shared.actor import Actor
from domain.shared.ids import (
    CampaignId,
    ClearanceId,
    CompanyId,
    ImportId,
    MergeId,
    OperationId,
    PeopleSearchId,
    ProspectId,
    SavedSearchId,
    SavedViewId,
    SenderId,
    UserId,
    WorkspaceId,
)
from domain.shared.page import Page, PageAsk


class ProspectRepository(Protocol):
    """The prospects of one workspace. Another workspace's rows do not exist here."""

    async def get(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Prospect:
        """Raise ProspectNotFound, also for another workspace's."""
        ...

    async def many(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> Sequence[Prospect]:
        """Those that exist, in order of id."""
        ...

    async def known(
        self, workspace_id: WorkspaceId, identities: Collection[str]
    ) -> Sequence[Prospect]:
        """The people who hold one of these identity keys, each once."""
        ...

    async def add(self, prospects: Sequence[Prospect]) -> None:
        """Raise ProspectAlreadyExists when somebody holds one of their identities; in a
        transaction none of them is added then.
        """
        ...

    async def save(self, prospects: Sequence[Prospect]) -> None:
        """Replace the versions that were read; the score shown in lists is left as it is.

        Raise StaleWrite if another write of any came first, ProspectAlreadyExists when one took
        an identity that somebody else holds.
        """
        ...

    async def remove(self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]) -> None:
        """Take people out. Removing who is not there is fine."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The score of one prospect, as lists filter and sort by it."""

    prospect_id: ProspectId
    score: int | None
    band: str
    verdict: str


class ScoreBoard(Protocol):
    async def show(self, workspace_id: WorkspaceId, scores: Sequence[Shown]) -> None:
        """Put the scores beside the prospects. Unknown ids are left out; twice is fine."""
        ...


class Sort(StrEnum):
    """`-` is descending. Whoever has no score comes last by descending score."""

    SCORE = "score"
    SCORE_DOWN = "-score"
    NAME = "name"
    NAME_DOWN = "-name"
    ADDED = "added_at"
    ADDED_DOWN = "-added_at"
    ACTIVITY = "last_activity_at"
    ACTIVITY_DOWN = "-last_activity_at"


_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """All conditions hold at once; None or empty means any. `words` are first letters of words
    in the name, the company, the title or the addresses. `filter` is judged as of `at`.
    """

    stage: Stage | None = None
    tag: str = ""
    words: str = ""
    score_min: int | None = None
    score_max: int | None = None
    verdict: str = ""
    campaign_id: CampaignId | None = None
    filter: Group | None = None
    at: datetime = _NEVER
    sort: Sort = Sort.SCORE_DOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class ProspectRow:
    """One line of the list."""

    id: ProspectId
    first_name: str
    last_name: str
    job_title: str
    company: str
    email: str | None
    email_status: str | None
    linkedin_url: str | None
    stage: Stage
    score: int | None
    band: str | None
    verdict: str | None
    tags: tuple[str, ...]
    opted_out: bool
    source: str
    added_at: datetime
    last_activity_at: datetime

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """`capped`: there are more than the ten thousand counted."""

    count: int
    capped: bool


class ProspectReader(Protocol):
    """Lists for screens; they may show a write a moment late."""

    async def search(
        self, workspace_id: WorkspaceId, wanted: Search, ask: PageAsk
    ) -> Page[ProspectRow]:
        """One page in the order asked for; people at the same place are in order of id.

        Raise CursorNotKnown for a cursor that no page gave.
        """
        ...

    async def total(self, workspace_id: WorkspaceId, wanted: Search) -> Total: ...

    async def tags(self, workspace_id: WorkspaceId) -> Mapping[str, int]:
        """Tags with how many people carry them, in alphabetical order; at most 500."""
        ...

    async def namesakes(
        self, workspace_id: WorkspaceId, prospect: Prospect, limit: int
    ) -> Sequence[ProspectId]:
        """People whose first and last name are the same, however they are written."""
        ...

    async def ids_after(
        self, workspace_id: WorkspaceId, after: str, limit: int
    ) -> Sequence[ProspectId]:
        """Ids in ascending order, to walk through all."""
        ...

    async def stages_by_band(self, workspace_id: WorkspaceId) -> Mapping[tuple[str, Stage], int]:
        """How many scored people stand at each stage after NEW, per band; of at most 20 000."""
        ...

    async def matching(
        self, workspace_id: WorkspaceId, wanted: Search, prospect_ids: Sequence[ProspectId]
    ) -> Sequence[ProspectId]:
        """Those of the people who match now, in the order given."""
        ...


class ImportBatches(Protocol):
    async def get(self, workspace_id: WorkspaceId, import_id: ImportId) -> ImportBatch:
        """Raise ImportNotFound, also for another workspace's."""
        ...

    async def of_operation(
        self, workspace_id: WorkspaceId, operation_id: OperationId
    ) -> ImportBatch:
        """Raise ImportNotFound."""
        ...

    async def of_file(self, workspace_id: WorkspaceId, file_hash: str) -> ImportBatch | None:
        """The latest started import of the same bytes that was not undone."""
        ...

    async def of_format(self, workspace_id: WorkspaceId, code: str) -> ImportBatch | None:
        """The latest started import of files of this form."""
        ...

    async def add(self, batch: ImportBatch) -> None: ...

    async def save(self, batch: ImportBatch) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def page(self, workspace_id: WorkspaceId, ask: PageAsk) -> Page[ImportBatch]:
        """Newest first."""
        ...


class Merges(Protocol):
    async def get(self, workspace_id: WorkspaceId, merge_id: MergeId) -> Merge:
        """Raise MergeNotFound, also for another workspace's."""
        ...

    async def add(self, merge: Merge) -> None: ...

    async def save(self, merge: Merge) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def into(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Sequence[Merge]:
        """Those into this record that were not undone, newest first; at most 20."""
        ...


class CompanySort(StrEnum):
    """`-` is descending."""

    NAME = "name"
    NAME_DOWN = "-name"
    ADDED = "added_at"
    ADDED_DOWN = "-added_at"


class Companies(Protocol):
    """The firms of one workspace, and whose firm each is."""

    async def get(self, workspace_id: WorkspaceId, company_id: CompanyId) -> Company:
        """Raise CompanyNotFound, also for another workspace's."""
        ...

    async def many(
        self, workspace_id: WorkspaceId, company_ids: Collection[CompanyId]
    ) -> Sequence[Company]:
        """Those that exist, in order of id."""
        ...

    async def known(self, workspace_id: WorkspaceId, keys: Collection[str]) -> Sequence[Company]:
        """Firms that one of these keys is of, each once, in order of id."""
        ...

    async def add(self, companies: Sequence[Company]) -> None:
        """Raise CompanyAlreadyExists when another has the same identity; in a transaction none is
        added then.
        """
        ...

    async def save(self, companies: Sequence[Company]) -> None:
        """Replace the versions that were read. Raise StaleWrite if another write of any came
        first, CompanyAlreadyExists when one took an identity that another has.
        """
        ...

    async def remove(self, workspace_id: WorkspaceId, company_ids: Collection[CompanyId]) -> None:
        """Removing what is not there is fine."""
        ...

    async def search(
        self, workspace_id: WorkspaceId, words: str, sort: CompanySort, ask: PageAsk
    ) -> Page[Company]:
        """`words` are first letters of words in the name, the site or the register number."""
        ...

    async def link(
        self, workspace_id: WorkspaceId, firms: Mapping[ProspectId, CompanyId | None]
    ) -> bool:
        """Say whose firm is which; None is nobody's. False when all of it was so already."""
        ...

    async def of_person(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> CompanyId | None: ...

    async def people(
        self, workspace_id: WorkspaceId, company_id: CompanyId, ask: PageAsk
    ) -> Page[ProspectId]:
        """In order of id."""
        ...

    async def head_counts(
        self, workspace_id: WorkspaceId, company_ids: Collection[CompanyId]
    ) -> Mapping[CompanyId, int]:
        """How many prospects belong to each; those without any are left out."""
        ...

    async def remove_left(self, before: datetime) -> int:
        """In all workspaces: take out firms added before then that only people's cards spoke of
        and that nobody is left in; how many went.
        """
        ...


class ImportTraces(Protocol):
    async def add(self, trace: ImportTrace) -> None: ...

    async def save(self, trace: ImportTrace) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def before(
        self, workspace_id: WorkspaceId, import_id: ImportId, trace_id: str
    ) -> ImportTrace | None:
        """The last one by id, or the last below `trace_id` when there is such an id."""
        ...

    async def after(
        self, workspace_id: WorkspaceId, import_id: ImportId, trace_id: str
    ) -> ImportTrace | None:
        """The first one by id above `trace_id`; the very first for an empty one."""
        ...


class RowFaults(Protocol):
    async def add(self, faults: Sequence[RowFault]) -> None: ...

    async def of_import(
        self, workspace_id: WorkspaceId, import_id: ImportId, after: str, limit: int
    ) -> Sequence[RowFault]:
        """In order of id, which is the order of the lines."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """Row n of the sheet is `rows[n - 1]`."""

    sheets: tuple[str, ...]
    sheet: str
    rows: Sequence[Sequence[str]]


class WorkbookReader(Protocol):
    """No workspace: it reads bytes."""

    def read(self, content: bytes, sheet: str = "") -> Workbook:
        """One sheet, the first unless named, as texts; nothing in it is evaluated.

        Raise SheetNotFound, FileEmpty, FileProtected, FileTooLarge (also for an archive that
        unpacks to too much), TooManyColumns, TooManyRows or NotATable.
        """
        ...


class PhoneReader(Protocol):
    """No workspace: it reads text."""

    def read(self, text: str) -> str | None:
        """E.164, with France where no country is named (Q6); None for what is no number."""
        ...


@dataclass(frozen=True, slots=True)
class Identity:
    """`kind` is email, linkedin or phone."""

    kind: str
    value: str


class PlanGate(Protocol):
    """What the plan allows at this moment (obligation 27)."""

    async def require_full(self, workspace_id: WorkspaceId) -> None:
        """Raise WorkspaceReadOnly: nobody new comes in."""
        ...


class ContactPolicy(Protocol):
    async def suppressed(
        self, workspace_id: WorkspaceId, identities: Collection[Identity]
    ) -> frozenset[Identity]:
        """Those of the identities whose person asked to be left alone."""
        ...


class Objections(Protocol):
    async def record(
        self,
        workspace_id: WorkspaceId,
        identities: Collection[Identity],
        *,
        prospect_id: ProspectId | None,
        channel: str,
        evidence_ref: str,
    ) -> None:
        """Suppress a person, known as a prospect or only by addresses. Twice is fine."""
        ...


class CampaignMembers(Protocol):
    async def of(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId
    ) -> Collection[ProspectId]:
        """Everybody ever enrolled, at most 10 000. Raise NotFound for an unknown campaign."""
        ...


# --- lists ---


class SavedViews(Protocol):
    async def get(self, workspace_id: WorkspaceId, view_id: SavedViewId) -> SavedView:
        """Raise SavedViewNotFound, also for another workspace's."""
        ...

    async def list(self, workspace_id: WorkspaceId) -> Sequence[SavedView]:
        """All of the workspace, oldest first."""
        ...

    async def add(self, view: SavedView) -> None: ...

    async def save(self, view: SavedView) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def remove(self, workspace_id: WorkspaceId, view_id: SavedViewId) -> None:
        """What is not there is fine."""
        ...


class Clearances(Protocol):
    """Texts of one workspace that the wall for special categories lets through."""

    async def get(self, workspace_id: WorkspaceId, clearance_id: ClearanceId) -> Clearance:
        """Raise ClearanceNotFound, also for another workspace's."""
        ...

    async def list(self, workspace_id: WorkspaceId) -> Sequence[Clearance]:
        """All of the workspace, newest first."""
        ...

    async def folded(self, workspace_id: WorkspaceId, texts: Collection[str]) -> frozenset[str]:
        """Those of the folded texts that are cleared."""
        ...

    async def add(self, clearance: Clearance) -> None: ...

    async def remove(self, workspace_id: WorkspaceId, clearance_id: ClearanceId) -> None:
        """What is not there is fine."""
        ...


class BulkChanges(Protocol):
    async def get(self, workspace_id: WorkspaceId, operation_id: OperationId) -> BulkChange:
        """Raise BulkChangeNotFound, also for another workspace's."""
        ...

    async def add(self, change: BulkChange) -> None: ...

    async def save(self, change: BulkChange) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """How many came in, and how many did not, by the code of the reason."""

    enrolled: int
    refused: Mapping[str, int]


class CampaignDoor(Protocol):
    async def check(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> None:
        """Raise NotFound for an unknown campaign."""
        ...

    async def enrol(
        self, actor: Actor, campaign_id: CampaignId, prospect_ids: Sequence[ProspectId]
    ) -> Admitted:
        """Put people into the campaign; who may not or cannot be written to is refused. Whoever
        is in it already is refused too, so a second call adds nobody.
        """
        ...


# --- looking for people (SRC-2, SRC-3) ---


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAccount:
    """A LinkedIn account of a workspace; `account_ref` is the vendor's name for it."""

    sender_id: SenderId
    owner_id: UserId
    account_ref: str
    display_name: str
    is_connected: bool
    is_paid: bool


class SearchAccounts(Protocol):
    async def of(self, workspace_id: WorkspaceId) -> Sequence[SearchAccount]:
        """The LinkedIn accounts that are not removed, oldest first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPage:
    """`total` may exceed what can be paged; `cursor` is empty on the last page."""

    people: tuple[FoundPerson, ...]
    total: int
    cursor: str


class PeopleFinder(Protocol):
    """No workspace: the account says whose eyes look."""

    async def find(
        self, account_ref: str, query: PeopleQuery, *, cursor: str, limit: int
    ) -> FoundPage:
        """At most `limit` people from where `cursor` points; "" is the beginning.

        Nothing changes at LinkedIn, so asking again is harmless; it counts in the account's day.
        Raise SearchSeatMissing, SearchSessionExpired, SearchPushedBack, SearchAddressNotRead,
        SearchValueNotKnown naming the values, or FinderBusy.
        """
        ...


class SearchAllowances(Protocol):
    async def find(self, workspace_id: WorkspaceId, sender_id: SenderId) -> SearchAllowance | None:
        """None before anything was signed or looked up."""
        ...

    async def add(self, allowance: SearchAllowance) -> None:
        """Raise StaleWrite when another came first."""
        ...

    async def save(self, allowance: SearchAllowance) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...


class PeopleSearches(Protocol):
    async def get(self, workspace_id: WorkspaceId, search_id: PeopleSearchId) -> PeopleSearch:
        """Raise SearchNotFound, also for another workspace's and for a forgotten one."""
        ...

    async def add(self, search: PeopleSearch) -> None: ...

    async def save(self, search: PeopleSearch) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...


class SavedSearches(Protocol):
    async def get(self, workspace_id: WorkspaceId, saved_id: SavedSearchId) -> SavedSearch:
        """Raise SavedSearchNotFound, also for another workspace's."""
        ...

    async def of(self, workspace_id: WorkspaceId, owner_id: UserId) -> Sequence[SavedSearch]:
        """Oldest first."""
        ...

    async def add(self, saved: SavedSearch) -> None: ...

    async def save(self, saved: SavedSearch) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def remove(self, workspace_id: WorkspaceId, saved_id: SavedSearchId) -> None:
        """What is not there is fine."""
        ...

    async def due(self, at: datetime, limit: int) -> Sequence[SavedSearch]:
        """Of all workspaces: those that do not stand still and whose time has come (business)."""
        ...


class HeldSpaces(Protocol):
    async def is_held(self, workspace_id: WorkspaceId) -> bool:
        """Whether the workspace is closing or suspended: read-only."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedSearch:
    """What a model read out of a sentence, before our own checks. `question` is asked back with
    two or three choices when the sentence can mean several things; `person` is somebody named.
    """

    keywords: str
    titles: tuple[str, ...]
    companies: tuple[str, ...]
    industries: tuple[str, ...]
    locations: tuple[str, ...]
    seniorities: tuple[Seniority, ...]
    head_count_min: int | None
    head_count_max: int | None
    question: str
    choices: tuple[str, ...]
    person: str


class SearchProposer(Protocol):
    async def propose(
        self, workspace_id: WorkspaceId, sentence: str, language: str
    ) -> ProposedSearch:
        """Only the sentence leaves. Raise ProposerBusy when no usable answer comes."""
        ...


class CreditGate(Protocol):
    async def reserve(self, workspace_id: WorkspaceId, key: str, credits_: int, what: str) -> None:
        """Set credits aside, once per key. Raise PaymentNeeded when they do not suffice."""
        ...

    async def settle(self, workspace_id: WorkspaceId, key: str, spent: int) -> None:
        """Spend so many of what the key set aside and give the rest back; once per key."""
        ...


class Engagements(Protocol):
    async def of(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> frozenset[ProspectId]:
        """Those of the people who are in a campaign now."""
        ...


class Leftovers(Protocol):
    async def forget(self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]) -> None:
        """Forget what other modules derived from people who are no longer here (scores)."""
        ...
