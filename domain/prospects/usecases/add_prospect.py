"""See AddProspect."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from domain.prospects.errors import ProspectOptedOut
from domain.prospects.model.person import Person
from domain.prospects.model.prospect import LegalBasis, Origin, OriginKind, Prospect
from domain.prospects.ports import PlanGate, ProspectRepository
from domain.prospects.usecases.admission import Admission
from domain.prospects.usecases.sensitive_wall import SensitiveWall
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import NewId, ProspectId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class AddProspect:
    """Add one person to the actor's workspace, unless they asked to be left alone."""

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    prospects: ProspectRepository
    plan: PlanGate
    admission: Admission
    screen: SensitiveWall
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    new_id: NewId

    async def __call__(
        self,
        actor: Actor,
        person: Person,
        *,
        source: str,
        legal_basis: LegalBasis,
        collected_on: date,
    ) -> Prospect:
        """Raise ProspectOptedOut, ProspectAlreadyExists, NothingToIdentify, SourceMissing,
        SensitiveText or WorkspaceReadOnly.
        """
        actor.require(Permission.PROSPECTS_WRITE)
        await self.plan.require_full(actor.workspace_id)
        await self.screen.check_details(actor.workspace_id, person.details)
        if await self.admission.refused(actor.workspace_id, [person]):
            raise ProspectOptedOut
        now = self.clock.now()
        origin = Origin(
            kind=OriginKind.MANUAL,
            source=source,
            legal_basis=legal_basis,
            collected_on=collected_on,
        )
        prospect_id = ProspectId(self.new_id())

        async def work() -> Prospect:
            prospect = Prospect.discover(
                prospect_id, actor.workspace_id, person, origin, at=now, observed_at=now
            )
            prospect.announce(actor.user_id)
            await self.prospects.add([prospect])
            await self.outbox.append(prospect.take_events())
            return prospect

        return await self.transaction.run(work)
