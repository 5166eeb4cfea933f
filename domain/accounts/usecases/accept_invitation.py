from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.errors import InvitationForAnotherAddress, LinkExpired
from domain.accounts.model.form import NewPerson
from domain.accounts.model.identity import Locale, Membership, PolicyAcceptance, User
from domain.accounts.model.invitation import Invitation
from domain.accounts.model.second_factor import FactorRule
from domain.accounts.model.session import Device, OpenedSession, Session
from domain.accounts.ports import (
    Acceptances,
    CurrentPolicy,
    Invitations,
    Memberships,
    PasswordHasher,
    Users,
    Workspaces,
)
from domain.accounts.usecases.session_opener import SessionOpener
from domain.shared.clock import Clock
from domain.shared.email_address import EmailAddress
from domain.shared.ids import NewId, UserId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.tokens import TokenMaker
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInvitation:
    """What the holder of a link is shown before saying yes."""

    workspace: str
    email: EmailAddress
    role: str
    has_account: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadInvitation:
    """Show an invitation to the holder of its link; changes nothing."""

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    users: Users
    workspaces: Workspaces
    invitations: Invitations
    tokens: TokenMaker
    wall: Clock

    async def __call__(self, token: str) -> OpenInvitation:
        invitation = await self.invitations.find_by_token(self.tokens.digest(token))
        if invitation is None or not invitation.is_open(self.wall.now()):
            raise LinkExpired
        workspace = await self.workspaces.get(invitation.workspace_id)
        return OpenInvitation(
            workspace=workspace.name,
            email=invitation.email,
            role=invitation.role.value,
            has_account=await self.users.find(invitation.email) is not None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationTaker:
    """The step both ways of accepting share: membership, acceptance of the text, used link."""

    memberships: Memberships
    acceptances: Acceptances
    invitations: Invitations
    policy: CurrentPolicy
    tokens: TokenMaker
    outbox: Outbox
    wall: Clock
    new_id: NewId

    async def read(self, token: str) -> Invitation:
        """Raise LinkExpired unless it can be accepted now."""
        invitation = await self.invitations.find_by_token(self.tokens.digest(token))
        if invitation is None or not invitation.is_open(self.wall.now()):
            raise LinkExpired
        return invitation

    async def take(self, token: str, user: User) -> Membership:
        """Inside the caller's transaction. Raise AlreadyAMember."""
        now, policy = self.wall.now(), await self.policy.current()
        invitation = await self.read(token)
        invitation.accept(at=now)
        membership = Membership.join(
            self.new_id(), invitation.workspace_id, user.id, invitation.role, at=now
        )
        acceptance = PolicyAcceptance(
            id=self.new_id(),
            workspace_id=invitation.workspace_id,
            user_id=user.id,
            policy_version=policy.version,
            policy_sha256=policy.sha256,
            accepted_at=now,
        )
        await self.invitations.save(invitation)
        await self.memberships.add(membership)
        await self.acceptances.add(acceptance)
        await self.outbox.append([*membership.events, acceptance.event()])
        return membership


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptInvitation:
    """Join as somebody new: the link proves the address, a password is chosen (obligation 3)."""

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    users: Users
    workspaces: Workspaces
    passwords: PasswordHasher
    policy: CurrentPolicy
    taker: InvitationTaker
    opener: SessionOpener
    rule: FactorRule
    transaction: Transaction
    wall: Clock
    new_id: NewId

    async def __call__(
        self,
        token: str,
        person: NewPerson,
        *,
        locale: Locale,
        device: Device,
        replaces: str | None = None,
    ) -> OpenedSession:
        invitation = await self.taker.read(token)
        if EmailAddress(person.email) != invitation.email:
            raise InvitationForAnotherAddress
        workspace = await self.workspaces.get(invitation.workspace_id)
        person.check(await self.policy.current(), workspace.name)
        user = User(
            id=UserId(self.new_id()),
            email=invitation.email,
            first_name=person.first_name.strip(),
            last_name=person.last_name.strip(),
            locale=locale,
            password_hash=await self.passwords.hash(person.password),
            created_at=self.wall.now(),
        )

        async def work() -> OpenedSession:
            await self.users.add(user)
            membership = await self.taker.take(token, user)
            return await self.opener.open(
                user,
                workspace,
                membership,
                factor=self.rule.at_sign_in(user),
                device=device,
                replaces=replaces,
            )

        return await self.transaction.run(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinWorkspace:
    """Join as who one is already: only signed in under the address that was invited (TEAM-6)."""

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    users: Users
    workspaces: Workspaces
    taker: InvitationTaker
    opener: SessionOpener
    transaction: Transaction

    async def __call__(self, session: Session, invitation: str, *, token: str) -> OpenedSession:
        async def work() -> OpenedSession:
            user = await self.users.get(session.user_id)
            asked = await self.taker.read(invitation)
            if asked.email != user.email:
                raise InvitationForAnotherAddress
            membership = await self.taker.take(invitation, user)
            return await self.opener.open(
                user,
                await self.workspaces.get(asked.workspace_id),
                membership,
                factor=session.factor,
                device=session.device,
                replaces=token,
                ends_at=session.ends_at,
            )

        return await self.transaction.run(work)
