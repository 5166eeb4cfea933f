"""See CheckSuppression."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from domain.consent.model import Identity, IdentityKind, Scope
from domain.consent.ports import SuppressionList
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.tokens import IdentityHasher


def _company_of(identity: Identity) -> tuple[Identity, ...]:
    """The domain that an order to leave a whole company alone would name."""
    if identity.kind is not IdentityKind.EMAIL:
        return ()
    return (Identity(IdentityKind.DOMAIN, identity.canonical.rpartition("@")[2]),)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSuppression:
    """Say which of these identities asked to be left alone (obligations 60, 122, 124).

    Import, enrichment, enrolment, drafting and sending ask here. A dead e-mail address counts
    only for the e-mail channel.
    """

    purpose: ClassVar[Purpose] = Purpose.OBJECTION
    suppressions: SuppressionList
    hasher: IdentityHasher

    async def __call__(
        self,
        workspace_id: WorkspaceId,
        identities: Collection[Identity],
        *,
        channel: str | None = None,
    ) -> set[Identity]:
        """The refused ones; with `channel` "email" also addresses that bounced for good."""
        scopes = {Scope.ALL, Scope.EMAIL} if channel == Scope.EMAIL else {Scope.ALL}
        by_digest: dict[tuple[IdentityKind, str], set[Identity]] = {}
        for one in identities:
            for form in (one, *_company_of(one)):
                for digest in self.hasher.hashes(workspace_id, form.kind, form.canonical):
                    by_digest.setdefault((form.kind, digest), set()).add(one)
        if not by_digest:
            return set()
        found = await self.suppressions.of(workspace_id, list(by_digest))
        refused = [by_digest[one.kind, one.digest] for one in found if one.scope in scopes]
        return set().union(*refused)

    async def may_contact(
        self,
        workspace_id: WorkspaceId,
        prospect_id: ProspectId,
        identities: Collection[Identity] = (),
        *,
        channel: str | None = None,
    ) -> bool:
        """Whether neither the person nor any of these addresses is refused."""
        person = Identity(IdentityKind.PROSPECT, prospect_id)
        return not await self(workspace_id, {person, *identities}, channel=channel)

    async def opposed(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> set[ProspectId]:
        """Of these people, those who objected."""
        people = {Identity(IdentityKind.PROSPECT, one) for one in prospect_ids}
        return {ProspectId(one.canonical) for one in await self(workspace_id, people)}
