"""See SelectPeople."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.enrichment.errors import NobodySelected, TooManySelected
from domain.enrichment.model import MAX_SELECTION, Field, Identity, Refusal
from domain.enrichment.ports import ContactPolicy, EnrichmentRequests, ProspectContacts
from domain.shared.clock import Clock
from domain.shared.ids import ProspectId, WorkspaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    accepted: dict[ProspectId, Identity]
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectPeople:
    """Who of a selection may and need be looked up; the others each with one reason.

    Suppressed and restricted people are refused before any call leaves (obligation 106).
    """

    requests: EnrichmentRequests
    contacts: ProspectContacts
    policy: ContactPolicy
    clock: Clock

    async def __call__(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId], field: Field
    ) -> Selection:
        wanted = list(dict.fromkeys(prospect_ids))
        if not wanted:
            raise NobodySelected
        if len(wanted) > MAX_SELECTION:
            raise TooManySelected
        identities = await self.contacts.identities(workspace_id, wanted)
        under_way = await self.requests.open_among(workspace_id, wanted, field)
        accepted: dict[ProspectId, Identity] = {}
        refused: list[Refusal] = []
        for prospect_id in wanted:
            identity = identities.get(prospect_id)
            code = await self._refusal(workspace_id, prospect_id, identity)
            if code is None and prospect_id in under_way:
                code = "already-enriching"
            if code is None and identity is not None:
                accepted[prospect_id] = identity
            else:
                refused.append(Refusal(prospect_id=prospect_id, code=code or "prospect-not-found"))
        return Selection(accepted=accepted, refused=tuple(refused))

    async def _refusal(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, identity: Identity | None
    ) -> str | None:
        if identity is None:
            return "prospect-not-found"
        refusal = await self.policy.refusal(workspace_id, prospect_id)
        if refusal is not None:
            return refusal
        if identity.is_known(self.clock.now()):
            return "already-known"
        return None if identity.is_sufficient else "person-not-identified"
