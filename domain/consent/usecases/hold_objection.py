"""See HoldObjection."""

from dataclasses import dataclass
from typing import ClassVar

from domain.consent.model import (
    CANONICALISATION,
    KEPT_YEARS,
    KEY_ID,
    Identity,
    IdentityKind,
    ObjectionChannel,
    Reason,
    Scope,
    Suppression,
    years_later,
)
from domain.consent.ports import ProspectIdentities, SuppressionHolds
from domain.shared.clock import Clock
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.tokens import IdentityHasher


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldObjection:
    """Leave a person alone for words that may be an objection, until somebody has looked (INB-5).

    It refuses wherever an objection would; only what was held can be lifted again.
    """

    purpose: ClassVar[Purpose] = Purpose.OBJECTION
    holds: SuppressionHolds
    identities: ProspectIdentities
    hasher: IdentityHasher
    clock: Clock

    async def __call__(
        self,
        workspace_id: WorkspaceId,
        prospect_id: ProspectId,
        *,
        channel: ObjectionChannel,
        evidence_ref: str,
    ) -> None:
        """Raise NotFound without such a person. Twice is fine."""
        now = self.clock.now()
        await self.holds.hold(
            [
                Suppression(
                    workspace_id=workspace_id,
                    kind=one.kind,
                    digest=self.hasher.hash(workspace_id, one.kind, one.canonical),
                    key_id=KEY_ID,
                    canonicalisation=CANONICALISATION,
                    scope=Scope.ALL,
                    reason=Reason.PROVISIONAL,
                    channel=channel.value,
                    evidence_ref=evidence_ref,
                    created_at=now,
                    min_keep_until=years_later(now, KEPT_YEARS),
                )
                for one in await self._forms(workspace_id, prospect_id)
            ]
        )

    async def lift(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        """Take it back. A recorded objection stays."""
        digests = [
            (one.kind, digest)
            for one in await self._forms(workspace_id, prospect_id)
            for digest in self.hasher.hashes(workspace_id, one.kind, one.canonical)
        ]
        await self.holds.lift(workspace_id, digests)

    async def _forms(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> list[Identity]:
        known = await self.identities.of(workspace_id, prospect_id)
        return sorted({Identity(IdentityKind.PROSPECT, prospect_id), *known})
