"""See SuspendWorkspace and WatchWorkspaces."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.model.identity import Workspace
from domain.accounts.model.letter import LetterKind
from domain.accounts.ports import Memberships, Sessions, Users, Workspaces
from domain.accounts.usecases.mailroom import Mailroom
from domain.shared.actor import Role
from domain.shared.clock import Clock
from domain.shared.errors import Invalid
from domain.shared.ids import WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendWorkspace:
    """Hold a workspace back, for whoever runs the product (obligation 35, OPS-1).

    From the next request on its members can read, keep the people's rights and take their data
    out; the event stops its sending. The reason is shown to the client and written to its owners.
    """

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    users: Users
    workspaces: Workspaces
    memberships: Memberships
    sessions: Sessions
    mailroom: Mailroom
    outbox: Outbox
    transaction: Transaction
    wall: Clock

    async def __call__(self, workspace_id: WorkspaceId, reason: str) -> Workspace:
        """Raise WorkspaceNotFound; Invalid without a reason. A second time replaces it."""
        if not reason.strip():
            raise Invalid("a reason is needed: the client reads it")
        now = self.wall.now()

        async def work() -> Workspace:
            workspace = await self.workspaces.get(workspace_id)
            workspace.suspend(reason.strip(), at=now)
            await self._keep(workspace, LetterKind.SUSPENDED, reason=reason.strip())
            return workspace

        return await self.transaction.run(work)

    async def lift(self, workspace_id: WorkspaceId) -> Workspace:
        """Everything is allowed again; the sending stays stopped until the client restarts it.
        Raise WorkspaceNotFound.
        """
        now = self.wall.now()

        async def work() -> Workspace:
            workspace = await self.workspaces.get(workspace_id)
            workspace.readmit(at=now)
            await self._keep(workspace, LetterKind.READMITTED)
            return workspace

        return await self.transaction.run(work)

    async def _keep(self, workspace: Workspace, kind: LetterKind, **words: str) -> None:
        """The owners are written to once per change, not for a reason put in better words."""
        events, workspace.events = workspace.events, []
        await self.workspaces.save(workspace)
        await self.sessions.renew_standing(workspace)
        if not events:
            return
        await self.outbox.append(events)
        for member in await self.memberships.of_workspace(workspace.id):
            if member.role is Role.OWNER:
                user = await self.users.get(member.user_id)
                await self.mailroom.queue(
                    kind,
                    user.email,
                    user.locale,
                    workspace_id=workspace.id,
                    company=workspace.name,
                    name=user.first_name,
                    **words,
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchWorkspaces:
    """What staff look at: suspended workspaces, and sign-ups from public mailboxes (obligations 4
    and 35). Nothing of their content.
    """

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    workspaces: Workspaces

    async def __call__(self) -> Sequence[Workspace]:
        return await self.workspaces.watched(_MOST)
