"""prospects.PeopleFinder on Unipile v1 (vendors/unipile.md 6.2, 6.3)."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import structlog
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from adapters.unipile.client import Reply, UnipileClient
from adapters.wire.client import NobodyKnows, NothingLeft
from domain.prospects.errors import (
    FinderBusy,
    SearchAddressNotRead,
    SearchPushedBack,
    SearchSeatMissing,
    SearchSessionExpired,
    SearchValueNotKnown,
)
from domain.prospects.model.linkedin import ProfileKind, read_profile
from domain.prospects.model.names import split_name
from domain.prospects.model.people_search import (
    PUSHED_BACK_FOR,
    WHOLE_PAGE,
    FoundPerson,
    PeopleQuery,
    SearchSource,
    Seniority,
)
from domain.prospects.model.text import fold, one_line
from domain.prospects.ports import FoundPage
from domain.shared.errors import DomainError, FieldFault

_LOG = structlog.get_logger()
_TRIES = 3
_PAUSE = 0.3
_PASSING = frozenset({500, 502, 503, 504})
_MOST_NAMES = 2_000

_SENIORITY = {
    Seniority.OWNER: ("owner/partner",),
    Seniority.C_LEVEL: ("cxo",),
    Seniority.VP: ("vice_president",),
    Seniority.DIRECTOR: ("director",),
    Seniority.MANAGER: ("experienced_manager", "entry_level_manager"),
    Seniority.SENIOR: ("strategic", "senior"),
    Seniority.ENTRY: ("entry_level", "in_training"),
}
# The bounds Sales Navigator takes.
_SIZES = ((1, 10), (11, 50), (51, 200), (201, 500), (501, 1000), (1001, 5000), (5001, 10000))
_EXPIRED = frozenset(
    {
        *("disconnected_account", "expired_credentials", "checkpoint_error", "invalid_account"),
        *("disconnected_feature", "account_restricted", "action_required", "multiple_sessions"),
        *("unknown_authentication_context", "wrong_account", "account_configuration_error"),
        "resource_not_found",
    }
)
_NO_SEAT = frozenset({"feature_not_subscribed", "subscription_required"})
_PUSH_BACK = frozenset({"too_many_requests", "limit_exceeded", "cannot_resend_yet"})
_PATHS = re.compile(
    r"^/(search/results/people|sales/search/people|sales/lists/people|sales/saved-searches?)\b"
)


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Position(_Lenient):
    company: str | None = None
    role: str | None = None


class _Result(_Lenient):
    """One PEOPLE row; classic ones say little (section 6.2)."""

    type: str = ""
    id: str = ""
    public_identifier: str | None = None
    public_profile_url: str | None = None
    profile_url: str | None = None
    name: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    network_distance: str | None = None
    location: str | None = None
    industry: str | None = None
    headline: str | None = None
    current_positions: list[_Position] | None = None


class _Paging(_Lenient):
    total_count: int | None = None


class _Page(_Lenient):
    items: list[_Result]
    paging: _Paging = Field(default_factory=_Paging)
    cursor: str | None = None


class _Parameter(_Lenient):
    id: str
    title: str = ""


class _Parameters(_Lenient):
    items: list[_Parameter]


class UnipilePeople:
    """A search is a read: it is asked again on passing faults. Ids of places and sectors are
    stable, so what was learnt of them is kept (section 6.3).
    """

    def __init__(self, client: UnipileClient) -> None:
        self._client = client
        self._known: dict[tuple[str, str, str], str] = {}

    async def find(
        self, account_ref: str, query: PeopleQuery, *, cursor: str, limit: int
    ) -> FoundPage:
        if cursor:
            body: dict[str, Any] = {"cursor": cursor}
        elif query.url:
            body = {"url": readable_address(query.url)}
        else:
            body = await self._filters(account_ref, query)
        most = WHOLE_PAGE if query.source is SearchSource.CLASSIC else limit
        reply = await self._ask(account_ref, body, most)
        try:
            page = _Page.model_validate(reply.body)
        except ValidationError as error:
            _LOG.warning("people_search_unreadable", status=reply.status)
            raise FinderBusy from error
        people = [to_person(row) for row in page.items if row.type in {"PEOPLE", ""}]
        shown = tuple(one for one in people if one is not None)
        return FoundPage(
            people=shown,
            total=max(page.paging.total_count or 0, len(shown)),
            cursor=page.cursor or "",
        )

    async def _ask(self, account_ref: str, body: Mapping[str, Any], limit: int) -> Reply:
        query = {"account_id": account_ref, "limit": str(limit)}
        for attempt in range(1, _TRIES + 1):
            try:
                reply = await self._client.post_json("linkedin", "search", query=query, body=body)
            except (NothingLeft, NobodyKnows) as fault:
                if attempt == _TRIES:
                    raise FinderBusy from fault
            else:
                if reply.is_success:
                    return reply
                if reply.status not in _PASSING or attempt == _TRIES:
                    raise to_refusal(reply)
            await asyncio.sleep(_PAUSE * attempt)
        raise FinderBusy

    async def _filters(self, account_ref: str, query: PeopleQuery) -> dict[str, Any]:
        if query.source is SearchSource.CLASSIC:
            places = await self._ids(account_ref, "CLASSIC", "LOCATION", "locations", query)
            sectors = await self._ids(account_ref, "CLASSIC", "INDUSTRY", "industries", query)
            return classic_body(query, places, sectors)
        service = "SALES_NAVIGATOR"
        places = await self._ids(account_ref, service, "REGION", "locations", query)
        sectors = await self._ids(account_ref, service, "SALES_INDUSTRY", "industries", query)
        return lead_body(query, places, sectors)

    async def _ids(
        self, account_ref: str, service: str, kind: str, field: str, query: PeopleQuery
    ) -> list[str]:
        """The vendor's ids of names. Raise SearchValueNotKnown naming those it has none for."""
        names: Sequence[str] = getattr(query, field)
        found: list[str] = []
        faults: list[FieldFault] = []
        for place, name in enumerate(names):
            known = await self._id(account_ref, service, kind, name)
            if known is None:
                faults.append(FieldFault(f"/{field}/{place}", SearchValueNotKnown.code))
            else:
                found.append(known)
        if faults:
            raise SearchValueNotKnown(faults=faults)
        return found

    async def _id(self, account_ref: str, service: str, kind: str, name: str) -> str | None:
        key = (service, kind, fold(name))
        if key in self._known:
            return self._known[key]
        query = {
            "account_id": account_ref,
            "service": service,
            "type": kind,
            "keywords": name,
            "limit": "10",
        }
        try:
            reply = await self._client.get("linkedin", "search", "parameters", query=query)
        except (NothingLeft, NobodyKnows) as fault:
            raise FinderBusy from fault
        if not reply.is_success:
            raise to_refusal(reply)
        try:
            offered = _Parameters.model_validate(reply.body).items
        except ValidationError as error:
            raise FinderBusy from error
        best = next((one for one in offered if fold(one.title) == fold(name)), None)
        chosen = best or next(iter(offered), None)
        if chosen is None:
            return None
        if len(self._known) >= _MOST_NAMES:
            self._known.clear()
        self._known[key] = chosen.id
        return chosen.id


def readable_address(url: str) -> str:
    """The address of a people search or lead list. Raise SearchAddressNotRead for anything else:
    only LinkedIn's own host is ever named to the vendor.
    """
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").lower()
    if parts.scheme != "https" or host not in {"www.linkedin.com", "linkedin.com"}:
        raise _address_fault()
    if not _PATHS.match(parts.path):
        raise _address_fault()
    return url.strip()


def _address_fault() -> SearchAddressNotRead:
    return SearchAddressNotRead(faults=[FieldFault("/url", SearchAddressNotRead.code)])


def _any_of(values: Sequence[str]) -> str:
    """LinkedIn reads OR between quoted phrases."""
    quoted = [f'"{value.replace(chr(34), " ").strip()}"' for value in values]
    return values[0] if len(values) == 1 else " OR ".join(quoted)


def classic_body(
    query: PeopleQuery, places: Sequence[str], sectors: Sequence[str]
) -> dict[str, Any]:
    body: dict[str, Any] = {"api": "classic", "category": "people"}
    if query.keywords:
        body["keywords"] = query.keywords
    if places:
        body["location"] = list(places)
    if sectors:
        body["industry"] = list(sectors)
    named = {}
    if query.titles:
        named["title"] = _any_of(query.titles)
    if query.companies:
        named["company"] = _any_of(query.companies)
    if named:
        body["advanced_keywords"] = named
    return body


def lead_body(query: PeopleQuery, places: Sequence[str], sectors: Sequence[str]) -> dict[str, Any]:
    body: dict[str, Any] = {"api": "sales_navigator", "category": "people"}
    if query.keywords:
        body["keywords"] = query.keywords
    for name, values in (
        ("location", places),
        ("industry", sectors),
        ("role", query.titles),
        ("company", query.companies),
        ("seniority", [level for one in query.seniorities for level in _SENIORITY[one]]),
    ):
        if values:
            body[name] = {"include": list(values)}
    sizes = _sizes(query.head_count_min, query.head_count_max)
    if sizes:
        body["company_headcount"] = sizes
    return body


def _sizes(least: int | None, most: int | None) -> list[dict[str, int]]:
    """Every band that touches the range asked for."""
    if least is None and most is None:
        return []
    low, high = least or 1, most or 10**9
    bands = [{"min": a, "max": b} for a, b in _SIZES if a <= high and b >= low]
    return bands + ([{"min": 10_001}] if high > 10_000 else [])


_ROLE = re.compile(r"^(?P<role>.{2,120}?)\s+(?:chez|at|@|-|–|\|)\s+(?P<company>.{2,120})$")


def to_person(row: _Result) -> FoundPerson | None:
    """None for somebody without a name to show (out of the network, section 6.2)."""
    name = one_line(row.name or f"{row.first_name or ''} {row.last_name or ''}", 200)
    if not name or fold(name) in {"linkedin member", "membre de linkedin"}:
        return None
    if row.first_name and row.last_name:
        first, last = one_line(row.first_name, 80), one_line(row.last_name, 80)
    else:
        split = split_name(name)
        first, last = split.first, split.last
    current = next(iter(row.current_positions or ()), None)
    title, company = (current.role or "", current.company or "") if current else _said(row.headline)
    return FoundPerson(
        member_id=row.id,
        public_id=_public_id(row),
        first_name=first,
        last_name=last,
        job_title=one_line(title, 200),
        company=one_line(company, 200),
        location=one_line(row.location or "", 200),
        industry=one_line(row.industry or "", 200),
        seniority="",
        degree=(row.network_distance or "").removeprefix("DISTANCE_").lower(),
        is_named=_is_whole(first) and _is_whole(last),
    )


def _said(headline: str | None) -> tuple[str, str]:
    """A classic result has no positions: the headline often says "role chez company"."""
    found = _ROLE.match(one_line(headline or "", 220))
    return (found["role"], found["company"]) if found else (headline or "", "")


def _is_whole(name: str) -> bool:
    """`D.` is a name cut short."""
    bare = name.rstrip(".")
    return len(bare) > 1 and not (name.endswith(".") and len(bare.split()[-1]) == 1)


def _public_id(row: _Result) -> str:
    for text in (row.public_profile_url, row.profile_url):
        profile = read_profile(text or "")
        if profile is not None and profile.kind is ProfileKind.PUBLIC:
            return profile.key
    named = read_profile(f"https://www.linkedin.com/in/{row.public_identifier or ''}")
    return named.key if named is not None and named.kind is ProfileKind.PUBLIC else ""


def to_refusal(reply: Reply) -> DomainError:
    """What stands against a search, in our words; the vendor's stay in the log."""
    _LOG.warning("people_search_refused", status=reply.status, kind=reply.kind)
    if reply.kind in _NO_SEAT:
        return SearchSeatMissing()
    if reply.status == 429 or reply.kind in _PUSH_BACK:
        return SearchPushedBack(retry_after=PUSHED_BACK_FOR)
    if reply.kind in _EXPIRED:
        return SearchSessionExpired()
    if reply.kind == "invalid_url":
        return _address_fault()
    return FinderBusy(retry_after=timedelta(minutes=1))
