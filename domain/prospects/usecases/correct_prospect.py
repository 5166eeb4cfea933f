"""See CorrectProspect."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from domain.prospects.errors import ProspectOptedOut
from domain.prospects.model.person import DetailKind, Person
from domain.prospects.model.prospect import Prospect
from domain.prospects.ports import ProspectRepository
from domain.prospects.usecases.admission import Admission
from domain.prospects.usecases.sensitive_wall import SensitiveWall
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.ids import ProspectId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectProspect:
    """Replace what is known by what a person says; it is locked against files and providers."""

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    prospects: ProspectRepository
    admission: Admission
    screen: SensitiveWall
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(
        self,
        actor: Actor,
        prospect_id: ProspectId,
        details: Mapping[DetailKind, str],
        addresses: Person,
        *,
        version: int,
    ) -> Prospect:
        """A blank detail is taken away. Raise StaleWrite unless `version` is the present one,
        SensitiveText for what no card may say.
        """
        actor.require(Permission.PROSPECTS_WRITE)
        await self.screen.check_details(actor.workspace_id, details)
        if await self.admission.refused(actor.workspace_id, [addresses]):
            raise ProspectOptedOut

        async def work() -> Prospect:
            prospect = await self.prospects.get(actor.workspace_id, prospect_id)
            if prospect.version != version:
                raise StaleWrite
            prospect.correct(details, addresses, user_id=actor.user_id, at=self.clock.now())
            await self.prospects.save([prospect])
            await self.outbox.append(prospect.take_events())
            return prospect

        return await self.transaction.run(work)
