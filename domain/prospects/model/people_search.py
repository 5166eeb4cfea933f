"""Looking for people with a member's own LinkedIn account (SRC-2, SRC-3)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.prospects.errors import (
    SearchBudgetSpent,
    SearchConsentMissing,
    SearchEmpty,
    SearchFilterNotOffered,
    SearchPushedBack,
)
from domain.prospects.model.linkedin import LinkedinProfile, read_profile
from domain.prospects.model.text import fold
from domain.shared.errors import FieldFault
from domain.shared.ids import (
    PeopleSearchId,
    ProspectId,
    SavedSearchId,
    SenderId,
    UserId,
    WorkspaceId,
)

DAILY_RESULTS = 300
"""What one account fetches in a day (SRC-3); LinkedIn's own ceiling is 1 000."""
MOST_CANDIDATES = 1_000
"""What one classic query shows at most (vendors/unipile.md 3)."""
PAGE = 25
WHOLE_PAGE = 10
"""Classic search shows ten a page whatever is asked, so less than that cannot be asked."""
PRICE = 1
"""Credits per person accepted into the list (BIL-3)."""
KEPT_FOR = timedelta(days=7)
"""People nobody accepted are forgotten after this (wall time)."""
PUSHED_BACK_FOR = timedelta(hours=24)


class SearchSource(StrEnum):
    CLASSIC = "linkedin"
    SALES_NAVIGATOR = "sales_navigator"


class Seniority(StrEnum):
    """Levels Sales Navigator knows (vendors/unipile.md 6.2), in our words."""

    OWNER = "owner"
    C_LEVEL = "c_level"
    VP = "vp"
    DIRECTOR = "director"
    MANAGER = "manager"
    SENIOR = "senior"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleQuery:
    """Filters, or the address of a search somebody made in LinkedIn; never both.

    Several values of one filter mean "any of them".
    """

    source: SearchSource
    url: str = ""
    keywords: str = ""
    titles: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    seniorities: tuple[Seniority, ...] = ()
    head_count_min: int | None = None
    head_count_max: int | None = None

    def __post_init__(self) -> None:
        """Raise SearchEmpty, or SearchFilterNotOffered for what only Sales Navigator knows."""
        sized = self.head_count_min is not None or self.head_count_max is not None
        if not self.url and not (
            self.keywords
            or self.titles
            or self.companies
            or self.industries
            or self.locations
            or self.seniorities
            or sized
        ):
            raise SearchEmpty
        if self.source is SearchSource.CLASSIC and not self.url:
            wrong = [("/seniorities", bool(self.seniorities)), ("/head_count_min", sized)]
            faults = [FieldFault(place, SearchFilterNotOffered.code) for place, bad in wrong if bad]
            if faults:
                raise SearchFilterNotOffered(faults=faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPerson:
    """What a search result shows of somebody: professional identity, no contact data (A19).

    `member_id` belongs to the account that looked. A truncated name is not `is_named`.
    """

    member_id: str
    public_id: str
    first_name: str
    last_name: str
    job_title: str
    company: str
    location: str
    industry: str
    seniority: str
    degree: str
    is_named: bool

    @property
    def profiles(self) -> tuple[LinkedinProfile, ...]:
        found = (read_profile(self.member_id), read_profile(f"linkedin.com/in/{self.public_id}"))
        return tuple(one for one in found if one is not None)


class Fit(StrEnum):
    """The most recent open position against the filters (SRC-4). UNKNOWN: it says nothing."""

    FITS = "fits"
    UNKNOWN = "unknown"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Which filter, met by what; the written reason a person is proposed for."""

    filter: str
    value: str
    is_met: bool


class Standing(StrEnum):
    """NEW can be added. INCOMPLETE: the name is cut, held until it is known (SRC-3). OPPOSED:
    marked and nothing else is kept (obligation 61).
    """

    NEW = "new"
    KNOWN = "known"
    OPPOSED = "opposed"
    INCOMPLETE = "incomplete"
    ADDED = "added"


@dataclass(slots=True, kw_only=True)
class Candidate:
    """One result. `person` is None for somebody who objected."""

    id: str
    standing: Standing
    fit: Fit
    person: FoundPerson | None
    reasons: tuple[Reason, ...] = ()
    prospect_id: ProspectId | None = None


def judge_fit(query: PeopleQuery, person: FoundPerson) -> tuple[Fit, tuple[Reason, ...]]:
    """Search filters also match past jobs and other sites, so the position shown is read again
    (vendors/unipile.md 6.2, SRC-4).
    """
    checks = (
        ("title", query.titles, person.job_title),
        ("company", query.companies, person.company),
        ("industry", query.industries, person.industry),
    )
    reasons, unknown = [], False
    for name, wanted, held in checks:
        if not wanted:
            continue
        if not held:
            unknown = True
            continue
        reasons.append(Reason(filter=name, value=held, is_met=_is_any(wanted, held)))
    if _is_any(query.locations, person.location):
        # A place is asked by region and shown by town: not naming it says nothing.
        reasons.append(Reason(filter="location", value=person.location, is_met=True))
    if query.keywords and not reasons:
        held = person.job_title or person.company
        reasons.append(Reason(filter="keywords", value=held, is_met=True))
    if query.url:
        reasons.append(Reason(filter="url", value=person.job_title or person.company, is_met=True))
    if any(not one.is_met for one in reasons):
        return Fit.OFF, tuple(reasons)
    return (Fit.UNKNOWN if unknown else Fit.FITS), tuple(reasons)


def _is_any(wanted: Sequence[str], held: str) -> bool:
    """Whether every word of one value begins a word of the text, in any order."""
    words = fold(held).split()
    return any(
        all(any(word.startswith(_stem(part)) for word in words) for part in fold(one).split())
        for one in wanted
    )


def _stem(word: str) -> str:
    """Directeur and directrice, commercial and commerciaux are one: long words lose their end."""
    return word[: max(5, len(word) - 4)] if len(word) > 6 else word


@dataclass(slots=True, kw_only=True)
class PeopleSearch:
    """One search of one member and what it showed; kept a week, then forgotten.

    `total` is what LinkedIn says, which can be more than it will show.
    """

    id: PeopleSearchId
    workspace_id: WorkspaceId
    owner_id: UserId
    sender_id: SenderId
    query: PeopleQuery
    asked_at: datetime
    made_at: datetime
    """Wall time: the store forgets by it."""
    saved_id: SavedSearchId | None = None
    total: int = 0
    cursor: str = ""
    is_exhausted: bool = False
    candidates: list[Candidate] = field(default_factory=list)
    version: int = 0

    def take_in(self, candidates: Sequence[Candidate], *, total: int, cursor: str) -> None:
        self.candidates += candidates
        self.total, self.cursor = total, cursor
        self.is_exhausted = not cursor or len(self.candidates) >= MOST_CANDIDATES

    def next_number(self) -> int:
        return len(self.candidates) + 1

    def addable(self, ids: Sequence[str]) -> list[Candidate]:
        wanted = set(ids)
        return [
            one
            for one in self.candidates
            if one.id in wanted and one.standing is Standing.NEW and one.person is not None
        ]


@dataclass(slots=True, kw_only=True)
class SearchAllowance:
    """What one LinkedIn account may still look up today. Carries the sender's id.

    Nothing is looked up without its owner's signed consent (SND-1, *rechercher*). A day is a UTC
    day of the business clock.
    """

    id: SenderId
    workspace_id: WorkspaceId
    consented_at: datetime | None = None
    consented_by: UserId | None = None
    day: str = ""
    used: int = 0
    pushed_back_until: datetime | None = None
    version: int = 0

    def sign(self, by: UserId, *, at: datetime) -> None:
        if self.consented_at is None:
            self.consented_at, self.consented_by = at, by

    def withdraw(self) -> None:
        self.consented_at = self.consented_by = None

    def left(self, at: datetime) -> int:
        used = self.used if self.day == at.date().isoformat() else 0
        return max(0, DAILY_RESULTS - used)

    def resumes_at(self, at: datetime) -> datetime | None:
        """When a search is possible again; None when it is now."""
        if self.pushed_back_until is not None and at < self.pushed_back_until:
            return self.pushed_back_until
        return None if self.left(at) >= WHOLE_PAGE else next_day(at)

    def take(self, wanted: int, *, at: datetime) -> int:
        """Set results aside before the call. Raise what stands against it."""
        if self.consented_at is None:
            raise SearchConsentMissing
        if self.pushed_back_until is not None and at < self.pushed_back_until:
            raise SearchPushedBack(retry_after=self.pushed_back_until - at)
        left = self.left(at)
        if left < min(wanted, WHOLE_PAGE):
            raise SearchBudgetSpent(retry_after=next_day(at) - at)
        taken = min(wanted, left)
        today = at.date().isoformat()
        self.used = taken + (self.used if self.day == today else 0)
        self.day = today
        return taken

    def give_back(self, unused: int, *, day: str) -> None:
        if day == self.day:
            self.used = max(0, self.used - unused)

    def push_back(self, *, at: datetime) -> None:
        """LinkedIn asked for a pause: nothing is asked of it for a day."""
        self.pushed_back_until = at + PUSHED_BACK_FOR


def next_day(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


class Every(StrEnum):
    DAY = "day"
    WEEK = "week"

    @property
    def span(self) -> timedelta:
        return timedelta(days=1 if self is Every.DAY else 7)


MOST_SAVED = 20
MOST_PER_RUN = 100
_MOST_SEEN = 2_000


@dataclass(slots=True, kw_only=True)
class SavedSearch:
    """A search that is run again by itself, within its account's daily results.

    It proposes people and adds none. `seen` are members it showed before, so that each run shows
    new ones only. `problem` says why it stands still.
    """

    id: SavedSearchId
    workspace_id: WorkspaceId
    owner_id: UserId
    sender_id: SenderId
    name: str
    query: PeopleQuery
    every: Every
    per_run: int
    next_at: datetime
    created_at: datetime
    is_paused: bool = False
    problem: str = ""
    last_run_at: datetime | None = None
    last_search_id: PeopleSearchId | None = None
    last_new: int = 0
    seen: list[str] = field(default_factory=list)
    version: int = 0

    def is_new(self, person: FoundPerson) -> bool:
        return bool(person.member_id) and person.member_id not in self.seen

    def ran(self, search_id: PeopleSearchId | None, shown: Sequence[str], *, at: datetime) -> None:
        self.last_run_at, self.problem, self.last_new = at, "", len(shown)
        self.last_search_id = search_id or self.last_search_id
        self.seen = [*self.seen, *shown][-_MOST_SEEN:]
        self.next_at = at + self.every.span

    def waits(self, code: str, *, until: datetime) -> None:
        self.problem, self.next_at = code, until

    def stands_still(self, code: str) -> None:
        """Only a person can clear what is in the way."""
        self.problem, self.is_paused = code, True

    def go_on(self, *, at: datetime) -> None:
        self.is_paused, self.problem, self.next_at = False, "", at

    def pause(self) -> None:
        self.is_paused = True
