from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.errors import NotAMember
from domain.accounts.model.identity import Membership, Workspace
from domain.accounts.model.session import OpenedSession, Session
from domain.accounts.ports import Memberships, Users, Workspaces
from domain.accounts.usecases.session_opener import SessionOpener
from domain.shared.ids import WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ListWorkspaces:
    """The workspaces the person belongs to (obligation 7), with the role in each."""

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    workspaces: Workspaces
    memberships: Memberships

    async def __call__(self, session: Session) -> Sequence[tuple[Workspace, Membership]]:
        memberships = await self.memberships.of_user(session.user_id)
        return [(await self.workspaces.get(one.workspace_id), one) for one in memberships]


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchWorkspace:
    """Go on in another workspace of the same person, under a fresh token. A workspace the person
    is not in answers as one that does not exist.
    """

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    users: Users
    workspaces: Workspaces
    memberships: Memberships
    opener: SessionOpener
    transaction: Transaction

    async def __call__(
        self, session: Session, workspace_id: WorkspaceId, *, token: str
    ) -> OpenedSession:
        async def work() -> OpenedSession:
            membership = await self.memberships.find(workspace_id, session.user_id)
            if membership is None:
                raise NotAMember
            return await self.opener.open(
                await self.users.get(session.user_id),
                await self.workspaces.get(workspace_id),
                membership,
                factor=session.factor,
                device=session.device,
                replaces=token,
                ends_at=session.ends_at,
            )

        return await self.transaction.run(work)
