from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import ClassVar

from domain.billing.ports import Names
from domain.shared.actor import SYSTEM
from domain.shared.ids import UserId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMembers:
    """Who ordered the movements of a statement; the product itself has no name."""

    purpose: ClassVar[Purpose] = Purpose.BILLING
    members: Names

    async def __call__(self, user_ids: Collection[UserId]) -> Mapping[str, str]:
        return await self.members.of_users([one for one in user_ids if one != SYSTEM])
