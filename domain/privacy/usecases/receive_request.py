"""See ReceiveRequest."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.privacy.errors import PersonNotHeld
from domain.privacy.model.requests import (
    IdentityCheck,
    RightsChannel,
    RightsIntake,
    RightsKind,
    RightsRequest,
)
from domain.privacy.ports import People, RightsIntakes, RightsRequests
from domain.shared.actor import SYSTEM, Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import NewId, ProspectId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_BATCH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveRequest:
    """Put a person's request on the desk of the workspace that decides about it, at once and
    whatever way it came (obligations 127, 128). The month runs from when the person asked.
    """

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    requests: RightsRequests
    intakes: RightsIntakes
    people: People
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    new_id: NewId

    async def typed(
        self,
        actor: Actor,
        *,
        kind: RightsKind,
        channel: RightsChannel,
        prospect_id: ProspectId | None,
        requester: str,
        message: str,
        language: str,
        received_at: datetime | None,
    ) -> RightsRequest:
        """Heard by the team: by mail, by post, on the phone. Raise PersonNotHeld."""
        actor.require(Permission.RIGHTS_HANDLE)
        if prospect_id and not await self.people.show(actor.workspace_id, [prospect_id]):
            raise PersonNotHeld
        now = self.clock.now()
        request = RightsRequest.receive(
            self.new_id(),
            actor.workspace_id,
            kind=kind,
            channel=channel,
            prospect_id=prospect_id,
            requester=requester,
            message=message,
            language=language,
            identity=IdentityCheck.NONE,
            received_at=min(received_at or now, now),
            at=now,
            by=actor.user_id,
        )
        await self._keep(request)
        return request

    async def by_link(
        self,
        workspace_id: WorkspaceId,
        prospect_id: ProspectId,
        *,
        kind: RightsKind,
        message: str,
        language: str,
    ) -> RightsRequest:
        """From the portal: who holds the signed link got the message it came with. The same
        request again, while the first is open, is the first. "Not now" ends what is planned at
        once. Raise NotFound for somebody the workspace does not hold.
        """
        if kind is RightsKind.NOT_NOW:
            await self.people.halt(workspace_id, prospect_id)
        for known in await self.requests.of_person(workspace_id, prospect_id):
            if known.kind is kind and known.is_open and known.channel is RightsChannel.PORTAL:
                return known
        now = self.clock.now()
        request = RightsRequest.receive(
            self.new_id(),
            workspace_id,
            kind=kind,
            channel=RightsChannel.PORTAL,
            prospect_id=prospect_id,
            requester="",
            message=message,
            language=language,
            identity=IdentityCheck.SIGNED_LINK,
            received_at=now,
            at=now,
            by="person",
        )
        await self._keep(request)
        return request

    async def by_form(self, *, kind: RightsKind, email: str, message: str, language: str) -> None:
        """Kept at once and answered alike for everybody: the form tells nobody who is held."""
        await self.intakes.add(
            RightsIntake(
                id=self.new_id(),
                kind=kind,
                email=email,
                message=message,
                language=language,
                received_at=self.clock.now(),
            )
        )

    async def forward_waiting(self) -> int:
        """Hand what the form got to every workspace that holds the address; a second run finds
        nothing waiting, and a repeated hand-over finds the request of the same id.
        """
        waiting = await self.intakes.waiting(_BATCH)
        for intake in waiting:
            holders = await self.people.holding(intake.email)
            for workspace_id, prospect_id in holders:
                request = RightsRequest.receive(
                    f"{intake.id}.{workspace_id[-12:]}",
                    workspace_id,
                    kind=intake.kind,
                    channel=intake.channel,
                    prospect_id=prospect_id,
                    requester=intake.email,
                    message=intake.message,
                    language=intake.language,
                    identity=IdentityCheck.NONE,
                    received_at=intake.received_at,
                    at=self.clock.now(),
                    by=SYSTEM,
                )
                await self._keep(request)
                if intake.kind is RightsKind.OBJECTION:
                    # Needs no identity and no decision (Art. 21(3), obligation 61).
                    await self.people.stop(workspace_id, prospect_id, channel="form")
            intake.is_forwarded, intake.forwarded_to = True, len(holders)
            await self.intakes.settle(intake)
        return len(waiting)

    async def _keep(self, request: RightsRequest) -> None:
        events = request.take_events()

        async def work() -> None:
            if await self.requests.add(request):
                await self.outbox.append(events)

        await self.transaction.run(work)
