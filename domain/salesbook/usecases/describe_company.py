from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.salesbook.model.company import CompanyProfile
from domain.salesbook.model.salesbook import Salesbook
from domain.salesbook.usecases.revision import Revision
from domain.shared.actor import Actor
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribeCompany:
    """Say who prospects: the identity of every message from now on."""

    purpose: ClassVar[Purpose] = Purpose.SALESBOOK
    revision: Revision

    async def __call__(self, actor: Actor, company: CompanyProfile, expected: int) -> Salesbook:
        def change(book: Salesbook, at: datetime) -> None:
            book.expect(expected)
            book.describe_company(company, at=at)

        salesbook, _ = await self.revision.run(actor, change)
        return salesbook
