"""Firms, and whose firm each is, in memory."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from adapters.memory.rows import MemoryRows, MemoryStore
from domain.prospects.errors import CompanyAlreadyExists, CompanyNotFound
from domain.prospects.model.company import Company, keys_of
from domain.prospects.model.person import DetailKind
from domain.prospects.model.text import fold
from domain.prospects.ports import CompanySort
from domain.shared.errors import StaleWrite
from domain.shared.ids import CompanyId, ProspectId, WorkspaceId
from domain.shared.page import Page, PageAsk


class MemoryCompanies:
    """Companies, beside MemoryProspects on the same store."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[Company] = MemoryRows(
            store,
            "companies",
            not_found=CompanyNotFound,
            exists=CompanyAlreadyExists,
            unique=lambda one: one.identity,
        )
        self._companies = store.table("companies")
        self._links = store.table("company_links")
        self._prospects = store.table("prospects")

    async def get(self, workspace_id: WorkspaceId, company_id: CompanyId) -> Company:
        return await self._rows.get(workspace_id, company_id)

    async def many(
        self, workspace_id: WorkspaceId, company_ids: Collection[CompanyId]
    ) -> Sequence[Company]:
        return await self._rows.list(workspace_id, lambda one: one.id in company_ids, limit=10**9)

    async def known(self, workspace_id: WorkspaceId, keys: Collection[str]) -> Sequence[Company]:
        asked = set(keys)
        return await self._rows.list(
            workspace_id, lambda one: bool(asked & {*keys_of(one.details)}), limit=10**9
        )

    async def add(self, companies: Sequence[Company]) -> None:
        for one in companies:
            await self._rows.add(one)

    async def save(self, companies: Sequence[Company]) -> None:
        for one in companies:
            stored = self._companies.get(one.id)
            if stored is None or stored.version != one.version:
                raise StaleWrite
        for one in companies:
            await self._rows.save(one)

    async def remove(self, workspace_id: WorkspaceId, company_ids: Collection[CompanyId]) -> None:
        for one in company_ids:
            await self._rows.remove(workspace_id, one)

    async def search(
        self, workspace_id: WorkspaceId, words: str, sort: CompanySort, ask: PageAsk
    ) -> Page[Company]:
        down = sort.value.startswith("-")
        wanted = fold(words).split()
        rows = [
            one
            for one in await self._rows.list(workspace_id, limit=10**9)
            if all(f" {word}" in _words(one) for word in wanted)
        ]
        rows.sort(key=lambda one: _place(one, sort), reverse=down)
        if ask.after is not None:
            after = ask.after
            rows = [
                one
                for one in rows
                if (_place(one, sort) < after if down else _place(one, sort) > after)
            ]
        kept = rows[: ask.limit]
        return Page(items=kept, next=_place(kept[-1], sort) if len(rows) > ask.limit else None)

    def _mine(self, workspace_id: WorkspaceId, prospect_id: str) -> bool:
        row: Any = self._prospects.get(prospect_id)
        return row is not None and row.workspace_id == workspace_id

    async def link(
        self, workspace_id: WorkspaceId, firms: Mapping[ProspectId, CompanyId | None]
    ) -> bool:
        mine: dict[str, str] = {
            one: said or "" for one, said in firms.items() if self._mine(workspace_id, one)
        }
        changed = any(self._links.get(one, None) != said for one, said in mine.items())
        self._links.update(mine)
        return changed

    async def of_person(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> CompanyId | None:
        if not self._mine(workspace_id, prospect_id):
            return None
        return CompanyId(self._links.get(prospect_id, "")) or None

    def _people(self, workspace_id: WorkspaceId) -> list[tuple[ProspectId, CompanyId]]:
        return [
            (ProspectId(one), CompanyId(company_id))
            for one, company_id in sorted(self._links.items())
            if company_id and self._mine(workspace_id, one)
        ]

    async def people(
        self, workspace_id: WorkspaceId, company_id: CompanyId, ask: PageAsk
    ) -> Page[ProspectId]:
        found = [
            one
            for one, firm in self._people(workspace_id)
            if firm == company_id and one > (ask.after or "")
        ]
        kept = found[: ask.limit]
        return Page(items=kept, next=kept[-1] if len(found) > ask.limit else None)

    async def head_counts(
        self, workspace_id: WorkspaceId, company_ids: Collection[CompanyId]
    ) -> Mapping[CompanyId, int]:
        return Counter(firm for _, firm in self._people(workspace_id) if firm in company_ids)

    async def remove_left(self, before: datetime) -> int:
        left = [
            one
            for one in self._companies.values()
            if not one.stands_alone
            and one.added_at < before
            and one.id not in {firm for _, firm in self._people(one.workspace_id)}
        ]
        for one in left:
            del self._companies[one.id]
        return len(left)


def _words(company: Company) -> str:
    named = (DetailKind.COMPANY, DetailKind.DOMAIN, DetailKind.SIREN)
    return " " + " ".join(fold(company.detail(kind)) for kind in named)


def _place(company: Company, sort: CompanySort) -> str:
    if sort in {CompanySort.ADDED, CompanySort.ADDED_DOWN}:
        return company.id
    return f"{fold(company.name)[:60]}:{company.id}"
