"""See ReadCompanies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from domain.prospects.model.company import Company
from domain.prospects.model.prospect import Prospect
from domain.prospects.ports import Companies, CompanySort, ProspectRepository
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import CompanyId, ProspectId
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose

_NEW = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCompanies:
    """The firms of the actor's workspace, and their people."""

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    companies: Companies
    prospects: ProspectRepository
    clock: Clock

    async def search(
        self, actor: Actor, words: str, sort: CompanySort, ask: PageAsk
    ) -> tuple[Page[Company], Mapping[CompanyId, int]]:
        """A page, and how many people belong to each firm on it."""
        actor.require(Permission.PROSPECTS_READ)
        page = await self.companies.search(actor.workspace_id, words, sort, ask)
        ids = [one.id for one in page.items]
        return page, await self.companies.head_counts(actor.workspace_id, ids)

    async def one(self, actor: Actor, company_id: CompanyId) -> tuple[Company, int]:
        """With how many people. Raise CompanyNotFound."""
        actor.require(Permission.PROSPECTS_READ)
        company = await self.companies.get(actor.workspace_id, company_id)
        counts = await self.companies.head_counts(actor.workspace_id, [company_id])
        return company, counts.get(company_id, 0)

    async def people(self, actor: Actor, company_id: CompanyId, ask: PageAsk) -> Page[Prospect]:
        """Raise CompanyNotFound."""
        actor.require(Permission.PROSPECTS_READ)
        await self.companies.get(actor.workspace_id, company_id)
        page = await self.companies.people(actor.workspace_id, company_id, ask)
        found = await self.prospects.many(actor.workspace_id, page.items)
        return Page(items=found, next=page.next)

    async def remove_left(self) -> int:
        """For the sweep, over all workspaces: firms that only people's cards spoke of go once
        nobody known is left in them (Art. 5(1)(e)); how many went. A firm of today may not have
        its people beside it yet.
        """
        return await self.companies.remove_left(self.clock.now() - _NEW)

    async def of_person(self, actor: Actor, prospect_id: ProspectId) -> Company | None:
        """Raise ProspectNotFound."""
        actor.require(Permission.PROSPECTS_READ)
        await self.prospects.get(actor.workspace_id, prospect_id)
        company_id = await self.companies.of_person(actor.workspace_id, prospect_id)
        found = await self.companies.many(actor.workspace_id, [company_id] if company_id else [])
        return found[0] if found else None
