"""See KeepList."""

from dataclasses import dataclass
from typing import ClassVar

from domain.consent.errors import NotAnIdentity
from domain.consent.model import Identity, IdentityKind, ObjectionChannel, Suppression
from domain.consent.ports import SuppressionList
from domain.consent.usecases.check_suppression import CheckSuppression
from domain.consent.usecases.record_objection import RecordObjection
from domain.shared.actor import Actor, Permission
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepList:
    """The suppression list as a workspace sees it: counted, added to, asked; never read in clear,
    because only keyed hashes are there (PRV-6, L7).
    """

    purpose: ClassVar[Purpose] = Purpose.OBJECTION
    suppressions: SuppressionList
    check: CheckSuppression
    record: RecordObjection

    async def page(self, actor: Actor, ask: PageAsk) -> tuple[Page[Suppression], int]:
        actor.require(Permission.RIGHTS_HANDLE)
        found = await self.suppressions.page(actor.workspace_id, ask)
        return found, await self.suppressions.count(actor.workspace_id)

    async def add(self, actor: Actor, kind: IdentityKind, value: str) -> None:
        """Refuse an address, a profile, a number or a whole domain from now on. Raise
        NotAnIdentity. Final: no screen takes it back.
        """
        actor.require(Permission.SUPPRESSION_ADD)
        await self.record.of_addresses(
            actor.workspace_id,
            [self._read(kind, value)],
            channel=ObjectionChannel.USER,
            evidence_ref=f"user:{actor.user_id}",
        )

    async def knows(self, actor: Actor, kind: IdentityKind, value: str) -> bool:
        """Whether this one is refused, by itself or by its domain. Raise NotAnIdentity."""
        actor.require(Permission.SUPPRESSION_ADD)
        identity = self._read(kind, value)
        return bool(await self.check(actor.workspace_id, {identity}))

    @staticmethod
    def _read(kind: IdentityKind, value: str) -> Identity:
        identity = None if kind is IdentityKind.PROSPECT else Identity.of(kind, value)
        if identity is None:
            raise NotAnIdentity
        return identity
