"""See KeepIncidents."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.privacy.model.incident_kit import kit_of
from domain.privacy.model.incidents import Findings, Incident
from domain.privacy.ports import Affected, AffectedData, Controllers, Incidents, Mails
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.ids import NewId, UserId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepIncidents:
    """Declare, tell, complete, close: the register of every breach, and its clock
    (obligations 138 to 145). Real time throughout.
    """

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    incidents: Incidents
    data: AffectedData
    controllers: Controllers
    mails: Mails
    outbox: Outbox
    transaction: Transaction
    wall: Clock
    new_id: NewId

    async def declare(
        self, actor: Actor, findings: Findings, *, detected_at: datetime, aware_at: datetime
    ) -> Incident:
        """The clock runs from `aware_at`, never from the declaration."""
        actor.require(Permission.RIGHTS_HANDLE)
        now = self.wall.now()
        incident = Incident(
            id=self.new_id(),
            workspace_id=actor.workspace_id,
            detected_at=min(detected_at, now),
            aware_at=min(aware_at, now),
            declared_by=actor.user_id,
            findings=findings,
        )
        await self.incidents.add(incident)
        return incident

    async def notify(
        self,
        actor: Actor,
        incident_id: str,
        findings: Findings,
        *,
        is_final: bool,
        version: int,
    ) -> Incident:
        """Raise IncidentNoticeIncomplete, naming every missing part."""
        now = self.wall.now()
        return await self._change(
            actor,
            incident_id,
            version,
            lambda one: one.notify(findings, by=actor.user_id, at=now, is_final=is_final),
        )

    async def close(
        self,
        actor: Actor,
        incident_id: str,
        *,
        effects: str,
        remedies: str,
        authority_decision: str,
        version: int,
    ) -> Incident:
        now = self.wall.now()
        return await self._change(
            actor,
            incident_id,
            version,
            lambda one: one.close(
                effects=effects,
                remedies=remedies,
                authority_decision=authority_decision,
                at=now,
            ),
        )

    async def page(self, actor: Actor, ask: PageAsk) -> Page[Incident]:
        actor.require(Permission.REGISTERS_READ)
        return await self.incidents.page(actor.workspace_id, ask)

    async def affected(self, actor: Actor, stores: Collection[str]) -> Affected:
        """Categories and numbers for a notice, from the inventory (obligation 140)."""
        actor.require(Permission.RIGHTS_HANDLE)
        return await self.data.of(actor.workspace_id, stores)

    async def kit(self, actor: Actor, incident_id: str) -> Mapping[str, str]:
        """What the client needs for the authority and the people (obligation 144). Raise
        IncidentNotFound.
        """
        actor.require(Permission.REGISTERS_READ)
        incident = await self.incidents.get(actor.workspace_id, incident_id)
        company = await self.controllers.name(actor.workspace_id)
        return kit_of(incident, company, incident.notified_at or self.wall.now())

    async def deliveries(
        self, actor: Actor, incident_id: str
    ) -> Sequence[tuple[int, UserId, datetime]]:
        """To whom each notice was mailed, by its number: the proof of the second channel."""
        actor.require(Permission.REGISTERS_READ)
        incident = await self.incidents.get(actor.workspace_id, incident_id)
        return [
            (notice.number, user_id, at)
            for notice in incident.notices
            for user_id, at in (
                await self.mails.posted(actor.workspace_id, f"{incident.id}.{notice.number}")
            ).items()
        ]

    async def contact(self, workspace_id: WorkspaceId, incident_id: str) -> str:
        return (await self.incidents.get(workspace_id, incident_id)).findings.contact

    async def watch(self) -> int:
        """Ring where nobody was told yet; a second run finds those hours rung."""
        rung = 0
        for seen in await self.incidents.open_ones(_BATCH):
            rung += await self._ring(seen)
        return rung

    async def _ring(self, seen: Incident) -> bool:
        async def work() -> bool:
            incident = await self.incidents.get(seen.workspace_id, seen.id)
            if not incident.alarm(now=self.wall.now()):
                return False
            events = incident.take_events()
            await self.incidents.save(incident)
            await self.outbox.append(events)
            return True

        return await self.transaction.run(work)

    async def _change(
        self,
        actor: Actor,
        incident_id: str,
        version: int,
        change: Callable[[Incident], None],
    ) -> Incident:
        actor.require(Permission.RIGHTS_HANDLE)

        async def work() -> Incident:
            incident = await self.incidents.get(actor.workspace_id, incident_id)
            if incident.version != version:
                raise StaleWrite
            change(incident)
            events = incident.take_events()
            await self.incidents.save(incident)
            await self.outbox.append(events)
            return incident

        return await self.transaction.run(work)
