"""See SuppressBounced."""

from dataclasses import dataclass
from typing import ClassVar

from domain.consent.model import (
    CANONICALISATION,
    KEPT_YEARS,
    KEY_ID,
    Identity,
    IdentityKind,
    Reason,
    Scope,
    Suppression,
    years_later,
)
from domain.consent.ports import ProspectIdentities, SentMessages, SuppressionList
from domain.shared.clock import Clock
from domain.shared.ids import ActionId, ProspectId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.tokens import IdentityHasher
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class SuppressBounced:
    """Never write again to the dead address one message went to (A17: 5.1.x is permanent).

    The person stays reachable elsewhere. A second call changes nothing. When the address is not
    recorded with the message, the person's only one is meant; of several, none is guessed.
    """

    purpose: ClassVar[Purpose] = Purpose.OBJECTION
    suppressions: SuppressionList
    identities: ProspectIdentities
    messages: SentMessages
    hasher: IdentityHasher
    transaction: Transaction
    clock: Clock

    async def __call__(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, action_id: ActionId
    ) -> None:
        dead = await self._dead(workspace_id, prospect_id, action_id)
        if dead is None:
            return
        now = self.clock.now()
        entry = Suppression(
            workspace_id=workspace_id,
            kind=dead.kind,
            digest=self.hasher.hash(workspace_id, dead.kind, dead.canonical),
            key_id=KEY_ID,
            canonicalisation=CANONICALISATION,
            scope=Scope.EMAIL,
            reason=Reason.BOUNCE,
            channel="bounce",
            evidence_ref=f"action:{action_id}",
            created_at=now,
            min_keep_until=years_later(now, KEPT_YEARS),
        )

        async def work() -> None:
            await self.suppressions.add([entry])

        await self.transaction.run(work)

    async def _dead(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, action_id: ActionId
    ) -> Identity | None:
        address = await self.messages.address_of(workspace_id, action_id)
        if address:
            return Identity.of(IdentityKind.EMAIL, address)
        known = await self.identities.of(workspace_id, prospect_id)
        mails = [one for one in known if one.kind is IdentityKind.EMAIL]
        return mails[0] if len(mails) == 1 else None
