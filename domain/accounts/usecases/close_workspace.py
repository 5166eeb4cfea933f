"""See AskClosure, WithdrawClosure and RemindOfClosure."""

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from domain.accounts.errors import ClosureChoiceNeeded, NameDoesNotMatch
from domain.accounts.model.identity import Workspace
from domain.accounts.model.letter import LetterKind
from domain.accounts.ports import Memberships, Sessions, Users, Workspaces
from domain.accounts.usecases.mailroom import Mailroom
from domain.accounts.usecases.person_check import PersonCheck
from domain.shared.actor import Actor, Permission, Role
from domain.shared.clock import Clock
from domain.shared.ids import WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.tokens import Sealer
from domain.shared.transaction import Transaction

_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class AskClosure:
    """The owner asks to close the workspace: password again, its name typed, and whether the data
    are to be archived first (obligation 78). From the next request on it is read-only, and the
    event starts what closing means elsewhere (obligation 73); for 30 days it can be withdrawn.
    """

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    users: Users
    workspaces: Workspaces
    sessions: Sessions
    check: PersonCheck
    mailroom: Mailroom
    outbox: Outbox
    transaction: Transaction
    wall: Clock

    async def __call__(
        self, actor: Actor, password: str, name: str, *, takes_archive: bool | None
    ) -> Workspace:
        """Raise ClosureChoiceNeeded, WrongPassword or NameDoesNotMatch."""
        actor.require(Permission.WORKSPACE_CLOSE)
        if takes_archive is None:
            raise ClosureChoiceNeeded
        user, now = await self.check(actor.user_id, password), self.wall.now()

        async def work() -> Workspace:
            workspace = await self.workspaces.get(actor.workspace_id)
            if name.strip().casefold() != workspace.name.casefold():
                raise NameDoesNotMatch
            workspace.ask_closure(actor.user_id, takes_archive=takes_archive, at=now)
            if workspace.events:
                await self.workspaces.save(workspace)
                await self.sessions.renew_standing(workspace)
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
    sessions: Sessions
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
                await self.sessions.renew_standing(workspace)
                await self.outbox.append(workspace.events)
            return workspace

        return await self.transaction.run(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindOfClosure:
    """Tell the owners of closing workspaces 30 days, 7 days and 1 day before the deletion
    (obligation 78), with the link under which the receipt will be (obligation 148).
    """

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    users: Users
    workspaces: Workspaces
    memberships: Memberships
    mailroom: Mailroom
    sealer: Sealer
    transaction: Transaction
    wall: Clock

    async def __call__(self) -> int:
        """How many workspaces were reminded; a second run finds them told."""
        told = 0
        for workspace_id in await self.workspaces.closing(_MOST):
            told += await self.transaction.run(partial(self._remind, workspace_id))
        return told

    async def _remind(self, workspace_id: WorkspaceId) -> int:
        workspace = await self.workspaces.get(workspace_id)
        days = workspace.reminder_due(self.wall.now())
        if days is None or workspace.purged_at is None:
            return 0
        workspace.reminded_days = days
        await self.workspaces.save(workspace)
        for member in await self.memberships.of_workspace(workspace_id):
            if member.role is Role.OWNER:
                user = await self.users.get(member.user_id)
                await self.mailroom.queue(
                    LetterKind.CLOSURE_NEARS,
                    user.email,
                    user.locale,
                    workspace_id=workspace_id,
                    company=workspace.name,
                    name=user.first_name,
                    day=workspace.purged_at.strftime("%d/%m/%Y"),
                    receipt=self.sealer.seal("closure", workspace_id),
                )
        return 1
