"""What prospects needs from the outside, in its own words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from domain.prospects.model.batch import ImportBatch, RowFault
from domain.prospects.model.prospect import Prospect
from domain.prospects.model.stage import Stage
from domain.shared.ids import CampaignId, ImportId, OperationId, ProspectId, WorkspaceId
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """All conditions hold at once; None or empty means any. `words` are first letters of words
    in the name, the company, the title or the addresses.
    """

    stage: Stage | None = None
    tag: str = ""
    words: str = ""
    score_min: int | None = None
    score_max: int | None = None
    verdict: str = ""
    campaign_id: CampaignId | None = None
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

    async def ids_after(
        self, workspace_id: WorkspaceId, after: str, limit: int
    ) -> Sequence[ProspectId]:
        """Ids in ascending order, to walk through all."""
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
        """The latest started import of the same bytes."""
        ...

    async def add(self, batch: ImportBatch) -> None: ...

    async def save(self, batch: ImportBatch) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def page(self, workspace_id: WorkspaceId, ask: PageAsk) -> Page[ImportBatch]:
        """Newest first."""
        ...


class RowFaults(Protocol):
    async def add(self, faults: Sequence[RowFault]) -> None: ...

    async def of_import(
        self, workspace_id: WorkspaceId, import_id: ImportId, after: str, limit: int
    ) -> Sequence[RowFault]:
        """In order of id, which is the order of the lines."""
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
