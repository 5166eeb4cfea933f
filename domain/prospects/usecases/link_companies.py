"""See LinkCompanies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.prospects.errors import CompanyAlreadyExists
from domain.prospects.events import CompaniesChanged
from domain.prospects.model.company import Company, CompanyBook, Firm
from domain.prospects.ports import Companies, ProspectRepository
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.ids import CompanyId, NewId, ProspectId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCompanies:
    """Find the firm of people by what their cards say, or learn of it.

    By register number, LinkedIn page, site, business address and name, in that order. A card fills
    what is not known of a firm and replaces nothing. Done again it changes nothing.

    Firms are learnt of in one transaction; whose firm is which is written after it, person by
    person, so a large import and its reactions never hold the same people open against each other.
    """

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    prospects: ProspectRepository
    companies: Companies
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    new_id: NewId

    async def __call__(self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]) -> None:
        async def work() -> dict[ProspectId, CompanyId | None]:
            return await self._learn(workspace_id, prospect_ids)

        for attempt in range(1, _TRIES + 1):
            try:
                links = await self.transaction.run(work)
            except (StaleWrite, CompanyAlreadyExists):
                # Somebody learnt of one of these firms in this very moment.
                if attempt == _TRIES:
                    raise
            else:
                break
        if await self.companies.link(workspace_id, links):
            now = self.clock.now()
            await self.outbox.append([CompaniesChanged(at=now, workspace_id=workspace_id)])

    async def _learn(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> dict[ProspectId, CompanyId | None]:
        now = self.clock.now()
        people = await self.prospects.many(workspace_id, prospect_ids)
        # Data whose use is restricted (Art. 18) are left as they are.
        firms = {one.id: Firm.of_person(one) for one in people if one.restricted_at is None}
        keys = {key for firm in firms.values() for key in firm.keys}
        book = CompanyBook(await self.companies.known(workspace_id, keys))
        new: dict[CompanyId, Company] = {}
        changed: dict[CompanyId, Company] = {}
        links: dict[ProspectId, CompanyId | None] = {}
        for prospect_id, firm in firms.items():
            company = book.find(firm)
            if company is None and firm.is_named:
                company_id = CompanyId(self.new_id())
                company = Company.discover(company_id, workspace_id, firm, at=now)
                new[company.id] = company
            elif company is not None and company.fill(firm) and company.id not in new:
                changed[company.id] = company
            if company is not None:
                book.keep(company)
            links[prospect_id] = company.id if company else None
        await self.companies.add(list(new.values()))
        await self.companies.save(list(changed.values()))
        if new or changed:
            await self.outbox.append([CompaniesChanged(at=now, workspace_id=workspace_id)])
        return links
