"""See ListClocks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from domain.privacy.errors import PersonNotHeld
from domain.privacy.model.clocks import PersonClock
from domain.privacy.model.erasure import DeletionReceipt, Trigger
from domain.privacy.ports import People, PersonClocks, PersonShown, Receipts
from domain.privacy.usecases.erase_person import ErasePerson
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import ProspectId
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose

_MOST = 200
_AHEAD = timedelta(days=31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """People whose clock ends soon, with who they are."""

    to_inform: Sequence[PersonClock]
    leaving: Sequence[PersonClock]
    people: Mapping[ProspectId, PersonShown]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListClocks:
    """Whom to inform or to let go, by when, with the choice (PRV-2, PRV-7)."""

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    clocks: PersonClocks
    people: People
    receipts: Receipts
    erase: ErasePerson
    clock: Clock

    async def __call__(self, actor: Actor) -> Waiting:
        actor.require(Permission.RIGHTS_HANDLE)
        now = self.clock.now()
        to_inform = await self.clocks.to_inform(
            actor.workspace_id, now + PersonClock.WARNS_BEFORE, _MOST
        )
        leaving = await self.clocks.leaving(actor.workspace_id, now + _AHEAD, _MOST)
        ids = [one.id for one in (*to_inform, *leaving)]
        return Waiting(
            to_inform=to_inform,
            leaving=leaving,
            people=await self.people.show(actor.workspace_id, ids),
        )

    async def told_elsewhere(self, actor: Actor, prospect_id: ProspectId) -> None:
        """The workspace says that it told the person itself; it answers for that. Raise
        PersonNotHeld.
        """
        actor.require(Permission.RIGHTS_HANDLE)
        if not await self.people.show(actor.workspace_id, [prospect_id]):
            raise PersonNotHeld
        await self.clocks.informed(actor.workspace_id, prospect_id, at=self.clock.now())

    async def let_go(self, actor: Actor, prospect_id: ProspectId) -> DeletionReceipt:
        """Erase now. Raise NotFound for somebody the workspace does not hold."""
        actor.require(Permission.RIGHTS_HANDLE)
        return await self.erase(
            actor.workspace_id,
            prospect_id,
            trigger=Trigger.RETENTION,
            ordered_by=actor.user_id,
        )

    async def receipts_page(self, actor: Actor, ask: PageAsk) -> Page[DeletionReceipt]:
        actor.require(Permission.RIGHTS_HANDLE)
        return await self.receipts.page(actor.workspace_id, ask)
