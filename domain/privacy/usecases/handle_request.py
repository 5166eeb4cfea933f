"""See HandleRequest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from domain.privacy.errors import PersonNeeded
from domain.privacy.model.erasure import Trigger
from domain.privacy.model.requests import (
    IdentityCheck,
    RefusalReason,
    RightsKind,
    RightsRequest,
)
from domain.privacy.ports import People, RightsRequests
from domain.privacy.usecases.erase_person import ErasePerson
from domain.privacy.usecases.make_package import MakePackage
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.ids import ProspectId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class HandleRequest:
    """What the rights desk of a workspace decides and does (obligations 127, 129, 130).

    Only a member with the permission decides; the product carries the decision out. Each step
    names the version it saw, so two people never decide at once.
    """

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    requests: RightsRequests
    people: People
    erase: ErasePerson
    package: MakePackage
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def confirm_identity(
        self, actor: Actor, request_id: str, check: IdentityCheck, *, version: int
    ) -> RightsRequest:
        now = self.clock.now()
        return await self._change(
            actor,
            request_id,
            version,
            lambda one: one.confirm_identity(check, by=actor.user_id, at=now),
        )

    async def extend(
        self, actor: Actor, request_id: str, reason: str, *, version: int
    ) -> RightsRequest:
        now = self.clock.now()
        return await self._change(
            actor, request_id, version, lambda one: one.extend(reason, by=actor.user_id, at=now)
        )

    async def refuse(
        self, actor: Actor, request_id: str, reason: RefusalReason, note: str, *, version: int
    ) -> RightsRequest:
        now = self.clock.now()
        return await self._change(
            actor,
            request_id,
            version,
            lambda one: one.refuse(reason, note, by=actor.user_id, at=now),
        )

    async def grant(
        self,
        actor: Actor,
        request_id: str,
        *,
        corrections: Mapping[str, str],
        version: int,
    ) -> RightsRequest:
        """Decide, carry out, record. What was decided and then interrupted is carried out by
        granting again.
        """
        now = self.clock.now()
        actor.require(Permission.RIGHTS_HANDLE)
        request = await self.requests.get(actor.workspace_id, request_id)
        prospect_id = request.prospect_id
        if prospect_id is None and request.kind is not RightsKind.HUMAN:
            raise PersonNeeded
        await self._change(
            actor, request_id, version, lambda one: one.grant(by=actor.user_id, at=now)
        )
        receipt_id = package_id = ""
        if prospect_id is not None:
            receipt_id, package_id = await self._do(actor, request, prospect_id, corrections)
        done = self.clock.now()

        def finish(one: RightsRequest) -> None:
            one.answer(by=actor.user_id, at=done, receipt_id=receipt_id, package_id=package_id)
            if receipt_id:
                one.forget()

        return await self._change(actor, request_id, None, finish)

    async def _do(
        self,
        actor: Actor,
        request: RightsRequest,
        prospect_id: ProspectId,
        corrections: Mapping[str, str],
    ) -> tuple[str, str]:
        """The receipt of an erasure, the package of an access."""
        workspace_id, by = actor.workspace_id, actor.user_id
        match request.kind:
            case RightsKind.ACCESS | RightsKind.PORTABILITY:
                return "", await self.package(workspace_id, prospect_id, request)
            case RightsKind.ERASURE | RightsKind.WRONG_PERSON:
                receipt = await self.erase(
                    workspace_id, prospect_id, trigger=Trigger.RIGHT, ordered_by=by
                )
                return receipt.id, ""
            case RightsKind.RECTIFICATION:
                await self.people.correct(
                    workspace_id, prospect_id, corrections, by=by, at=self.clock.now()
                )
            case RightsKind.RESTRICTION:
                await self.people.restrict(workspace_id, prospect_id, at=self.clock.now())
            case RightsKind.OBJECTION:
                await self.people.stop(workspace_id, prospect_id, channel="user")
            case RightsKind.HUMAN | RightsKind.NOT_NOW:
                pass  # the first is answered by whoever took it, the second was done on arrival
        return "", ""

    async def _change(
        self,
        actor: Actor,
        request_id: str,
        version: int | None,
        change: Callable[[RightsRequest], None],
    ) -> RightsRequest:
        actor.require(Permission.RIGHTS_HANDLE)

        async def work() -> RightsRequest:
            request = await self.requests.get(actor.workspace_id, request_id)
            if version is not None and request.version != version:
                raise StaleWrite
            change(request)
            events = request.take_events()
            await self.requests.save(request)
            await self.outbox.append(events)
            return request

        return await self.transaction.run(work)
