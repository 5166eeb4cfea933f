"""What `support` asks of other modules, answered by their objects."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.accounts.ports import Memberships, Users
from domain.shared.ids import UserId, WorkspaceId
from domain.support.model import PersonCard
from domain.support.usecases.forget_members import ForgetMembers


@dataclass(frozen=True, slots=True)
class SupportedPeople:
    users: Users
    memberships: Memberships

    async def card(self, user_id: UserId) -> PersonCard:
        user = await self.users.get(user_id)
        return PersonCard(email=user.email.value, name=f"{user.first_name} {user.last_name}")

    async def leaving(self, workspace_id: WorkspaceId) -> Sequence[UserId]:
        members = await self.memberships.of_workspace(workspace_id)
        return [
            one.user_id for one in members if not await self.is_elsewhere(one.user_id, workspace_id)
        ]

    async def is_elsewhere(self, user_id: UserId, workspace_id: WorkspaceId) -> bool:
        held = await self.memberships.of_user(user_id)
        return any(one.workspace_id != workspace_id for one in held)


@dataclass(frozen=True, slots=True)
class ForgottenContacts:
    """Lets privacy have the members of a workspace forgotten, when it is deleted for good."""

    forget: ForgetMembers

    async def release(self, workspace_id: WorkspaceId) -> None:
        await self.forget(workspace_id)
