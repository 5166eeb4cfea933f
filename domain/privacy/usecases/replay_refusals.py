"""See ReplayRefusals."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.privacy.model.erasure import Refusal, Trigger
from domain.privacy.ports import People, PeopleRoll
from domain.privacy.usecases.erase_person import ErasePerson
from domain.shared.actor import SYSTEM
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.tokens import IdentityHasher

# How the suppression list names a person's row itself (compliance.md L7).
_PERSON = "prospect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    erased: int
    opposed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayRefusals:
    """After a backup was put back: who objected since is left alone again, who was erased since is
    erased again (obligation 87, delivery.md 1.12).

    The hashes lead to nobody; each person who came back is hashed and looked up among them. People
    let go because of time need no replay: their clocks came back with them. Twice is fine.
    """

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    roll: PeopleRoll
    people: People
    erase: ErasePerson
    hasher: IdentityHasher

    async def __call__(self, refusals: Sequence[Refusal]) -> Replayed:
        erased = opposed = 0
        for workspace_id, prospect_id, refusal in await self._held(refusals):
            if refusal.is_erasure:
                await self.erase(
                    workspace_id, prospect_id, trigger=Trigger.RIGHT, ordered_by=SYSTEM
                )
                erased += 1
            else:
                await self.people.stop(workspace_id, prospect_id, channel=refusal.channel)
                opposed += 1
        return Replayed(erased=erased, opposed=opposed)

    async def returned(self, refusals: Sequence[Refusal]) -> int:
        """How many erased people are here after all: none, once the replay is done."""
        held = await self._held([one for one in refusals if one.is_erasure])
        return len(held)

    async def _held(
        self, refusals: Sequence[Refusal]
    ) -> Sequence[tuple[WorkspaceId, ProspectId, Refusal]]:
        found: list[tuple[WorkspaceId, ProspectId, Refusal]] = []
        for workspace_id in sorted({one.workspace_id for one in refusals}):
            # An erasure says more than the objection of the same person.
            by_digest = {
                one.digest: one
                for one in sorted(refusals, key=lambda one: one.is_erasure)
                if one.workspace_id == workspace_id
            }
            async for prospect_id in self.roll.ids(workspace_id):
                digests = self.hasher.hashes(workspace_id, _PERSON, prospect_id)
                refused = [by_digest[one] for one in digests if one in by_digest]
                if refused:
                    strongest = max(refused, key=lambda one: one.is_erasure)
                    found.append((workspace_id, prospect_id, strongest))
        return found
