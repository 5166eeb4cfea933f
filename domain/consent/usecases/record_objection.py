"""See RecordObjection."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from domain.consent.events import ObjectionRecorded
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
from domain.consent.ports import ProspectIdentities, RecipientGates, SuppressionList
from domain.shared.clock import Clock
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.tokens import IdentityHasher
from domain.shared.transaction import Transaction

_REASONS = {
    ObjectionChannel.COMPLAINT: Reason.COMPLAINT,
    ObjectionChannel.ERASURE: Reason.ERASURE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordObjection:
    """Leave one person alone on every channel and under every known address, at once.

    Needs no reason and no proof (obligations 60, 61, 124; Art. 21(2)-(3)). The gate in front of
    every message closes before anything is stored, so a message that is being prepared finds it
    shut. A second call changes nothing and tells nobody again.
    """

    purpose: ClassVar[Purpose] = Purpose.OBJECTION
    suppressions: SuppressionList
    identities: ProspectIdentities
    gates: RecipientGates
    hasher: IdentityHasher
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(
        self,
        workspace_id: WorkspaceId,
        prospect_id: ProspectId,
        *,
        channel: ObjectionChannel,
        evidence_ref: str = "",
        heard_from: Collection[Identity] = (),
    ) -> bool:
        """True when this was the person's first objection. Raise NotFound without such a person.

        `heard_from` adds addresses the words came from, when they are not in the file.
        """
        now = self.clock.now()
        known = await self.identities.of(workspace_id, prospect_id)
        await self.gates.close(workspace_id, prospect_id, at=now)
        person = Identity(IdentityKind.PROSPECT, prospect_id)
        reason = _REASONS.get(channel, Reason.OBJECTION)

        async def work() -> bool:
            first = await self._add(workspace_id, [person], reason, channel, evidence_ref)
            await self._add(workspace_id, {*known, *heard_from}, reason, channel, evidence_ref)
            if first:
                await self.outbox.append(
                    [
                        ObjectionRecorded(
                            at=now,
                            workspace_id=workspace_id,
                            prospect_id=prospect_id,
                            channel=channel.value,
                            reason=reason.value,
                        )
                    ]
                )
            return bool(first)

        return await self.transaction.run(work)

    async def of_addresses(
        self,
        workspace_id: WorkspaceId,
        identities: Collection[Identity],
        *,
        channel: ObjectionChannel,
        evidence_ref: str,
    ) -> None:
        """The same for somebody who is on no card: whoever has the address later is refused."""

        async def work() -> None:
            await self._add(workspace_id, identities, Reason.OBJECTION, channel, evidence_ref)

        await self.transaction.run(work)

    async def _add(
        self,
        workspace_id: WorkspaceId,
        identities: Collection[Identity],
        reason: Reason,
        channel: ObjectionChannel,
        evidence_ref: str,
    ) -> int:
        now = self.clock.now()
        return await self.suppressions.add(
            [
                Suppression(
                    workspace_id=workspace_id,
                    kind=one.kind,
                    digest=self.hasher.hash(workspace_id, one.kind, one.canonical),
                    key_id=KEY_ID,
                    canonicalisation=CANONICALISATION,
                    scope=Scope.ALL,
                    reason=reason,
                    channel=channel.value,
                    evidence_ref=evidence_ref,
                    created_at=now,
                    min_keep_until=years_later(now, KEPT_YEARS),
                )
                for one in sorted(set(identities))
            ]
        )
