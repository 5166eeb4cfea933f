"""See RecordContactPoint."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from domain.prospects.errors import ProspectAlreadyExists, ProspectNotFound
from domain.prospects.model.contact_points import PointKind, PointStatus
from domain.prospects.ports import ProspectRepository
from domain.shared.clock import Clock
from domain.shared.email_address import EmailAddress
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


class Recorded(StrEnum):
    """KEPT: a person's own address stays. CONFLICT: another prospect has this one."""

    STORED = "stored"
    KEPT = "kept"
    CONFLICT = "conflict"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordContactPoint:
    """Put an address a provider found on the card, with provider and date (obligation 103)."""

    purpose: ClassVar[Purpose] = Purpose.ENRICHMENT
    prospects: ProspectRepository
    transaction: Transaction
    clock: Clock

    async def email(
        self,
        workspace_id: WorkspaceId,
        prospect_id: ProspectId,
        email: EmailAddress,
        *,
        provider: str,
        status: PointStatus,
    ) -> Recorded:
        """The same value again renews status and date. DROPPED when the person is gone or may no
        longer be used.
        """

        async def work() -> Recorded:
            prospect = await self.prospects.get(workspace_id, prospect_id)
            if prospect.opted_out_at or prospect.restricted_at:
                return Recorded.DROPPED
            holders = await self.prospects.known(workspace_id, [f"email:{email.value}"])
            if any(holder.id != prospect_id for holder in holders):
                return Recorded.CONFLICT
            stored = prospect.record_point(
                PointKind.EMAIL,
                email.value,
                provider=provider,
                status=status,
                at=self.clock.now(),
            )
            if not stored:
                return Recorded.KEPT
            await self.prospects.save([prospect])
            return Recorded.STORED

        try:
            return await self.transaction.run(work)
        except ProspectNotFound:
            return Recorded.DROPPED
        except ProspectAlreadyExists:
            return Recorded.CONFLICT
