from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.model.form import SignUpForm
from domain.accounts.model.identity import (
    Locale,
    Membership,
    PolicyAcceptance,
    User,
    Workspace,
)
from domain.accounts.model.session import OpenedSession
from domain.accounts.ports import (
    Acceptances,
    CurrentPolicy,
    Memberships,
    PasswordHasher,
    TrialCredits,
    Users,
    Workspaces,
)
from domain.accounts.usecases.session_opener import SessionOpener
from domain.shared.actor import Role
from domain.shared.clock import Clock
from domain.shared.email_address import EmailAddress
from domain.shared.ids import NewId, UserId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUp:
    """Open a workspace for a professional who accepted the text in force (obligations 3, 4, 23).

    User, workspace, ownership, acceptance, trial credits and session exist together or not at all.
    """

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    users: Users
    workspaces: Workspaces
    memberships: Memberships
    acceptances: Acceptances
    passwords: PasswordHasher
    policy: CurrentPolicy
    credits: TrialCredits
    opener: SessionOpener
    outbox: Outbox
    transaction: Transaction
    wall: Clock
    new_id: NewId

    async def __call__(
        self, form: SignUpForm, *, locale: Locale, replaces: str | None = None
    ) -> OpenedSession:
        policy = await self.policy.current()
        form.check(policy)
        person, now = form.person, self.wall.now()
        user = User(
            id=UserId(self.new_id()),
            email=EmailAddress(person.email),
            first_name=person.first_name.strip(),
            last_name=person.last_name.strip(),
            locale=locale,
            password_hash=await self.passwords.hash(person.password),
            created_at=now,
        )
        workspace_id = WorkspaceId(self.new_id())
        membership_id, acceptance_id = self.new_id(), self.new_id()

        async def work() -> OpenedSession:
            workspace = Workspace.open(
                workspace_id, form.company.strip(), form.country, owner=user, at=now
            )
            membership = Membership.join(membership_id, workspace_id, user.id, Role.OWNER, at=now)
            acceptance = PolicyAcceptance(
                id=acceptance_id,
                workspace_id=workspace_id,
                user_id=user.id,
                policy_version=policy.version,
                policy_sha256=policy.sha256,
                accepted_at=now,
            )
            await self.users.add(user)
            await self.workspaces.add(workspace)
            await self.memberships.add(membership)
            await self.acceptances.add(acceptance)
            await self.credits.grant(workspace_id)
            await self.outbox.append([*workspace.events, *membership.events, acceptance.event()])
            return await self.opener.open(user, workspace, membership, replaces=replaces)

        return await self.transaction.run(work)
