from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.errors import RoleAboveOwn
from domain.accounts.model.form import NewPerson
from domain.accounts.model.identity import Locale, Membership, PolicyAcceptance, User
from domain.accounts.ports import (
    Acceptances,
    CurrentPolicy,
    Memberships,
    PasswordHasher,
    Users,
    Workspaces,
)
from domain.shared.actor import Actor, Permission, Role
from domain.shared.clock import Clock
from domain.shared.email_address import EmailAddress
from domain.shared.ids import NewId, UserId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMember:
    """Give one more person a role in the actor's workspace (product.md 3.14).

    A known address joins with the password it has; a new one gets a user. Only an owner makes an
    owner. The person accepted the text in force, like everybody (obligation 3).
    """

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    users: Users
    workspaces: Workspaces
    memberships: Memberships
    acceptances: Acceptances
    passwords: PasswordHasher
    policy: CurrentPolicy
    outbox: Outbox
    transaction: Transaction
    wall: Clock
    new_id: NewId

    async def __call__(
        self, actor: Actor, person: NewPerson, role: Role, *, locale: Locale = Locale.FR
    ) -> Membership:
        actor.require(Permission.TEAM_MANAGE)
        if role is Role.OWNER and actor.role is not Role.OWNER:
            raise RoleAboveOwn
        workspace = await self.workspaces.get(actor.workspace_id)
        policy = await self.policy.current()
        person.check(policy, workspace.name)
        email, now = EmailAddress(person.email), self.wall.now()
        fresh = User(
            id=UserId(self.new_id()),
            email=email,
            first_name=person.first_name.strip(),
            last_name=person.last_name.strip(),
            locale=locale,
            password_hash=await self.passwords.hash(person.password),
            created_at=now,
        )
        membership_id, acceptance_id = self.new_id(), self.new_id()

        async def work() -> Membership:
            user = await self.users.find(email)
            if user is None:
                user = fresh
                await self.users.add(user)
            membership = Membership.join(membership_id, actor.workspace_id, user.id, role, at=now)
            acceptance = PolicyAcceptance(
                id=acceptance_id,
                workspace_id=actor.workspace_id,
                user_id=user.id,
                policy_version=policy.version,
                policy_sha256=policy.sha256,
                accepted_at=now,
            )
            await self.memberships.add(membership)
            await self.acceptances.add(acceptance)
            await self.outbox.append([*membership.events, acceptance.event()])
            return membership

        return await self.transaction.run(work)
