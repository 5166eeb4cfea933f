from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.errors import LastOwnerStays, NotAMember
from domain.accounts.events import MemberRemoved
from domain.accounts.model.identity import Membership, User
from domain.accounts.model.invitation import Invitation
from domain.accounts.model.letter import LetterKind
from domain.accounts.ports import Invitations, Memberships, Sessions, Users, Workspaces
from domain.accounts.usecases.mailroom import Mailroom
from domain.accounts.usecases.role_check import check_role
from domain.shared.actor import Actor, Permission, Role
from domain.shared.clock import Clock
from domain.shared.ids import UserId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """`invitations` are empty for who may not manage the team."""

    members: Sequence[tuple[Membership, User]]
    invitations: Sequence[Invitation]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTeam:
    """Who is in the workspace, with which role, and who is asked to join."""

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    users: Users
    memberships: Memberships
    invitations: Invitations

    async def __call__(self, actor: Actor) -> Team:
        actor.require(Permission.TEAM_READ)
        members = await self.memberships.of_workspace(actor.workspace_id)
        invitations: Sequence[Invitation] = ()
        if Permission.TEAM_MANAGE in actor.permissions:
            invitations = await self.invitations.open_ones(actor.workspace_id)
        people = [(one, await self.users.get(one.user_id)) for one in members]
        return Team(members=people, invitations=invitations)


async def _refuse_last_owner(memberships: Memberships, leaving: Membership) -> None:
    everybody = await memberships.of_workspace(leaving.workspace_id)
    owners = [one for one in everybody if one.role is Role.OWNER]
    if owners == [leaving]:
        raise LastOwnerStays


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRole:
    """Give a member another role; it holds from that member's very next request."""

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    users: Users
    workspaces: Workspaces
    memberships: Memberships
    sessions: Sessions
    mailroom: Mailroom
    outbox: Outbox
    transaction: Transaction
    wall: Clock

    async def __call__(self, actor: Actor, user_id: UserId, role: Role) -> Membership:
        actor.require(Permission.TEAM_MANAGE)
        now = self.wall.now()

        async def work() -> Membership:
            membership = await self.memberships.find(actor.workspace_id, user_id)
            if membership is None:
                raise NotAMember
            check_role(actor, role, membership.role)
            if membership.role is role:
                return membership
            if membership.role is Role.OWNER:
                await _refuse_last_owner(self.memberships, membership)
            membership.take_role(role, at=now)
            await self.memberships.save(membership)
            await self.sessions.renew_role(membership)
            await self.outbox.append(membership.events)
            user = await self.users.get(user_id)
            workspace = await self.workspaces.get(actor.workspace_id)
            await self.mailroom.queue(
                LetterKind.ROLE_CHANGED,
                user.email,
                user.locale,
                workspace_id=workspace.id,
                company=workspace.name,
                role=role.value,
                name=user.first_name,
            )
            return membership

        return await self.transaction.run(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveMember:
    """End a membership: one's own, or another's for who manages the team. The sessions in this
    workspace end with it.
    """

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    memberships: Memberships
    sessions: Sessions
    outbox: Outbox
    transaction: Transaction
    wall: Clock

    async def __call__(self, actor: Actor, user_id: UserId) -> None:
        if user_id != actor.user_id:
            actor.require(Permission.TEAM_MANAGE)
        now = self.wall.now()

        async def work() -> None:
            membership = await self.memberships.find(actor.workspace_id, user_id)
            if membership is None:
                raise NotAMember
            check_role(actor, membership.role)
            if membership.role is Role.OWNER:
                await _refuse_last_owner(self.memberships, membership)
            await self.memberships.remove(actor.workspace_id, membership.id)
            await self.sessions.revoke_of_user(user_id, now, workspace_id=actor.workspace_id)
            await self.outbox.append(
                [MemberRemoved(at=now, workspace_id=actor.workspace_id, user_id=user_id)]
            )

        await self.transaction.run(work)
