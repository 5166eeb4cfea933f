"""See MergeProspects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.prospects.errors import ProspectEngaged, SameProspect
from domain.prospects.model.contact_points import PointKind
from domain.prospects.model.merge import Merge, conflicts, merged
from domain.prospects.model.person import DetailKind
from domain.prospects.model.prospect import Detail, Prospect
from domain.prospects.model.text import fold
from domain.prospects.ports import (
    Engagements,
    Leftovers,
    Merges,
    Objections,
    ProspectReader,
    ProspectRepository,
)
from domain.prospects.usecases.admission import identities_of_points
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.email_address import EmailAddress
from domain.shared.ids import MergeId, NewId, ProspectId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

MOST_NAMESAKES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePreview:
    """The record that would go on, and the fields a person has to choose for."""

    result: Prospect
    conflicts: Mapping[DetailKind, tuple[Detail, Detail]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeProspects:
    """Make one record of two of the same person. Only ever asked for by a person: same name and
    company may be two people (SRC-8).
    """

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    prospects: ProspectRepository
    reader: ProspectReader
    merges: Merges
    engagements: Engagements
    leftovers: Leftovers
    objections: Objections
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    new_id: NewId

    async def twins(self, actor: Actor, prospect_id: ProspectId) -> Sequence[Prospect]:
        """People of the same name at the same company or domain: a suggestion, nothing more (Q9).

        Raise ProspectNotFound.
        """
        actor.require(Permission.PROSPECTS_READ)
        mine = await self.prospects.get(actor.workspace_id, prospect_id)
        if not mine.full_name:
            return []
        ids = await self.reader.namesakes(actor.workspace_id, mine, MOST_NAMESAKES)
        others = [one for one in ids if one != mine.id]
        found = await self.prospects.many(actor.workspace_id, others)
        return [one for one in found if firms_of(one) & firms_of(mine)]

    async def preview(
        self, actor: Actor, kept_id: ProspectId, other_id: ProspectId
    ) -> MergePreview:
        """Nothing is stored. Raise ProspectNotFound, SameProspect or ProspectEngaged."""
        actor.require(Permission.PROSPECTS_WRITE)
        kept, other = await self._both(actor, kept_id, other_id)
        return MergePreview(
            result=merged(kept, other, {}, at=self.clock.now()), conflicts=conflicts(kept, other)
        )

    async def __call__(
        self,
        actor: Actor,
        kept_id: ProspectId,
        other_id: ProspectId,
        choices: Mapping[DetailKind, str],
    ) -> Merge:
        """Raise ProspectNotFound, SameProspect, or ProspectEngaged when the record that would go
        away is in a campaign.
        """
        actor.require(Permission.PROSPECTS_WRITE)
        merge_id = MergeId(self.new_id())
        now = self.clock.now()

        async def work() -> Merge:
            kept, other = await self._both(actor, kept_id, other_id)
            result = merged(kept, other, choices, at=now)
            merge = Merge(
                id=merge_id,
                workspace_id=actor.workspace_id,
                kept=kept,
                absorbed=other,
                result=result,
                by=actor.user_id,
                at=now,
            )
            merge.announce()
            await self.prospects.remove(actor.workspace_id, [other.id])
            await self.leftovers.forget(actor.workspace_id, [other.id])
            await self.prospects.save([result])
            await self.merges.add(merge)
            if result.opted_out_at is not None:
                # What one of the two asked holds for every address of both.
                await self.objections.record(
                    actor.workspace_id,
                    identities_of_points(result.points),
                    prospect_id=kept.id,
                    channel="user",
                    evidence_ref=merge_id,
                )
            await self.outbox.append(merge.take_events())
            return merge

        return await self.transaction.run(work)

    async def undo(self, actor: Actor, merge_id: MergeId) -> Merge:
        """Part the two records again. Raise MergeNotFound or MergeNotUndoable; ProspectNotFound
        when the record that went on is gone.
        """
        actor.require(Permission.PROSPECTS_WRITE)

        async def work() -> Merge:
            merge = await self.merges.get(actor.workspace_id, merge_id)
            present = await self.prospects.get(actor.workspace_id, merge.kept.id)
            back = merge.part(present, by=actor.user_id, at=self.clock.now())
            await self.prospects.save([present])
            await self.prospects.add([back])
            await self.merges.save(merge)
            await self.outbox.append(merge.take_events())
            return merge

        return await self.transaction.run(work)

    async def of(self, actor: Actor, prospect_id: ProspectId) -> Sequence[Merge]:
        """Merges into this record that were not undone, newest first. Raise ProspectNotFound."""
        actor.require(Permission.PROSPECTS_READ)
        await self.prospects.get(actor.workspace_id, prospect_id)
        return await self.merges.into(actor.workspace_id, prospect_id)

    async def _both(
        self, actor: Actor, kept_id: ProspectId, other_id: ProspectId
    ) -> tuple[Prospect, Prospect]:
        if kept_id == other_id:
            raise SameProspect
        kept = await self.prospects.get(actor.workspace_id, kept_id)
        other = await self.prospects.get(actor.workspace_id, other_id)
        if await self.engagements.of(actor.workspace_id, [other_id]):
            raise ProspectEngaged
        return kept, other


def firms_of(prospect: Prospect) -> set[str]:
    """What says where somebody works: the company, the site, the host of a business address."""
    company = fold(prospect.detail(DetailKind.COMPANY))
    hosts = {
        EmailAddress(one.value).domain
        for one in prospect.points
        if one.kind is PointKind.EMAIL and one.professional
    }
    domain = prospect.detail(DetailKind.DOMAIN)
    return {*hosts, *([company] if company else []), *([domain] if domain else [])}
