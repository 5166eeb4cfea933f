from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.errors import NameDoesNotMatch
from domain.accounts.model.identity import Workspace
from domain.accounts.model.letter import LetterKind
from domain.accounts.ports import Users, Workspaces
from domain.accounts.usecases.mailroom import Mailroom
from domain.accounts.usecases.person_check import PersonCheck
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class AskClosure:
    """The owner asks to close the workspace: password again, and its name typed. The event starts
    what closing means elsewhere (obligation 73); until that is done it can be withdrawn.
    """

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    users: Users
    workspaces: Workspaces
    check: PersonCheck
    mailroom: Mailroom
    outbox: Outbox
    transaction: Transaction
    wall: Clock

    async def __call__(self, actor: Actor, password: str, name: str) -> Workspace:
        actor.require(Permission.WORKSPACE_CLOSE)
        user, now = await self.check(actor.user_id, password), self.wall.now()

        async def work() -> Workspace:
            workspace = await self.workspaces.get(actor.workspace_id)
            if name.strip().casefold() != workspace.name.casefold():
                raise NameDoesNotMatch
            workspace.ask_closure(actor.user_id, at=now)
            if workspace.events:
                await self.workspaces.save(workspace)
                await self.outbox.append(workspace.events)
                await self.mailroom.queue(
                    LetterKind.CLOSURE_ASKED,
                    user.email,
                    user.locale,
                    workspace_id=workspace.id,
                    company=workspace.name,
                    name=user.first_name,
                )
            return workspace

        return await self.transaction.run(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawClosure:
    """The owner keeps the workspace after all."""

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    workspaces: Workspaces
    outbox: Outbox
    transaction: Transaction
    wall: Clock

    async def __call__(self, actor: Actor) -> Workspace:
        actor.require(Permission.WORKSPACE_CLOSE)
        now = self.wall.now()

        async def work() -> Workspace:
            workspace = await self.workspaces.get(actor.workspace_id)
            workspace.withdraw_closure(actor.user_id, at=now)
            if workspace.events:
                await self.workspaces.save(workspace)
                await self.outbox.append(workspace.events)
            return workspace

        return await self.transaction.run(work)
