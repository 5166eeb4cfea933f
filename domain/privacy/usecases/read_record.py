"""See ReadRecord."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.privacy.model.ropa import Activity, RopaRole, as_controller, as_processor
from domain.privacy.ports import Controllers, WorkbookWriter
from domain.shared.actor import Actor, Permission
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRecord:
    """The record of processing of one workspace, made from its live configuration: nothing is
    typed twice (obligations 10, 11, 62).
    """

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    controllers: Controllers
    workbooks: WorkbookWriter

    async def __call__(self, actor: Actor, role: str) -> Sequence[Activity]:
        actor.require(Permission.REGISTERS_READ)
        company = await self.controllers.name(actor.workspace_id)
        if RopaRole(role) is RopaRole.PROCESSOR:
            return as_processor(actor.workspace_id, company)
        campaigns = await self.controllers.campaigns(actor.workspace_id)
        return as_controller(actor.workspace_id, company, tuple(campaigns))
