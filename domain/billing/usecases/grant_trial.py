from dataclasses import dataclass
from typing import ClassVar

from domain.billing.ports import Plans
from domain.billing.usecases.grant_credits import GrantCredits
from domain.shared.ids import WorkspaceId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantTrial:
    """A new workspace gets the credits of its plan, once (BIL-1)."""

    purpose: ClassVar[Purpose] = Purpose.BILLING
    plans: Plans
    grant: GrantCredits

    async def __call__(self, workspace_id: WorkspaceId) -> None:
        plan = await self.plans.of(workspace_id)
        await self.grant(workspace_id, plan.code, plan.credits, plan.code)
