"""See KeepAudits, KeepAuthorities and KeepHolds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.privacy.errors import ReasonNeeded
from domain.privacy.events import AuthorityRequestTold
from domain.privacy.model.cooperation import (
    AuditRequest,
    AuditState,
    AuthorityRequest,
    Hold,
    HoldKind,
)
from domain.privacy.ports import AuditRequests, AuthorityRequests, ClosureDates, Holds
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import NewId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepAudits:
    """A client asks for what it needs to check us, and gets an answer (obligations 135, 136)."""

    purpose: ClassVar[Purpose] = Purpose.CONTRACT
    audits: AuditRequests
    transaction: Transaction
    wall: Clock
    new_id: NewId

    async def ask(self, actor: Actor, wanted: str) -> AuditRequest:
        """Raise ReasonNeeded without saying what is to be checked."""
        actor.require(Permission.REGISTERS_READ)
        if not wanted.strip():
            raise ReasonNeeded
        request = AuditRequest(
            id=self.new_id(),
            workspace_id=actor.workspace_id,
            wanted=wanted.strip(),
            asked_by=actor.user_id,
            asked_at=self.wall.now(),
        )
        await self.audits.add(request)
        return request

    async def list(self, actor: Actor) -> Sequence[AuditRequest]:
        """Newest first."""
        actor.require(Permission.REGISTERS_READ)
        return await self.audits.of(actor.workspace_id, _SHOWN)

    async def answer(
        self, workspace_id: WorkspaceId, request_id: str, state: AuditState, reason: str
    ) -> AuditRequest:
        """By whoever runs the product. Raise AuditRequestNotFound or ReasonNeeded."""

        async def work() -> AuditRequest:
            request = await self.audits.get(workspace_id, request_id)
            request.answer(state, reason, at=self.wall.now())
            await self.audits.save(request)
            return request

        return await self.transaction.run(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepAuthorities:
    """The register of requests by authorities (Arts. 28(3)(a), 31, 48; obligation 137)."""

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    requests: AuthorityRequests
    outbox: Outbox
    transaction: Transaction
    wall: Clock
    new_id: NewId

    async def record(
        self, workspace_id: WorkspaceId, *, authority: str, wanted: str, silent_because: str
    ) -> AuthorityRequest:
        """By whoever runs the product. The client is written to at once, unless `silent_because`
        names the law that forbids it. Raise ReasonNeeded.
        """
        if not authority.strip() or not wanted.strip():
            raise ReasonNeeded
        now = self.wall.now()
        request = AuthorityRequest(
            id=self.new_id(),
            workspace_id=workspace_id,
            authority=authority.strip(),
            wanted=wanted.strip(),
            received_at=now,
            silent_because=silent_because.strip(),
        )
        told: list[AuthorityRequestTold] = []
        if not request.is_silent:
            request.informed_at = now
            told = [
                AuthorityRequestTold(
                    at=now,
                    workspace_id=workspace_id,
                    request_id=request.id,
                    authority=request.authority,
                    wanted=request.wanted,
                )
            ]

        async def work() -> None:
            await self.requests.add(request)
            await self.outbox.append(told)

        await self.transaction.run(work)
        return request

    async def list(self, actor: Actor) -> Sequence[AuthorityRequest]:
        """Those the client may know of, newest first."""
        actor.require(Permission.REGISTERS_READ)
        found = await self.requests.of(actor.workspace_id, _SHOWN)
        return [one for one in found if not one.is_silent]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepHolds:
    """Keep a workspace from being purged for a while, never open-ended (obligations 37, 146)."""

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    holds: Holds
    closures: ClosureDates
    wall: Clock
    new_id: NewId

    async def hold(
        self, workspace_id: WorkspaceId, kind: HoldKind, *, reason: str, until: datetime
    ) -> Hold:
        """By whoever runs the product. Raise HoldNotPossible."""
        made = Hold(
            id=self.new_id(),
            workspace_id=workspace_id,
            kind=kind,
            reason=reason,
            since=self.wall.now(),
            until=until,
        )
        made.require_bounded(await self.closures.of(workspace_id))
        await self.holds.add(made)
        return made

    async def list(self, actor: Actor) -> Sequence[Hold]:
        actor.require(Permission.REGISTERS_READ)
        return await self.holds.of(actor.workspace_id, _SHOWN)
